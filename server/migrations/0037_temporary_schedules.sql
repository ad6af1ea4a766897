-- oncall: rotas that stand in for the usual one of a schedule for a span, such as in the summer.

create table oncall.temporary_schedules (
  id uuid primary key,
  schedule text not null references oncall.schedules on delete cascade,
  name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- In the form of a schedule's definition, without overrides.
  rota jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  check (starts_at < ends_at)
);
create index temporary_schedules_schedule on oncall.temporary_schedules (schedule, ends_at);
