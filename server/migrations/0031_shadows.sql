-- oncall: who looks on while others are on call, and gets copies of their pages.

create table oncall.shadows (
  id uuid primary key,
  schedule text not null references oncall.schedules on delete cascade,
  trainee text not null,
  -- Whose pages; null: of whoever is on call on the schedule.
  person text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  check (starts_at < ends_at)
);
create index shadows_until on oncall.shadows (ends_at);
