-- oncall: when people are away, by their own word, so that shifts that fall into it are seen in time.

create table oncall.time_off (
  id uuid primary key,
  person text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note text not null,
  created_at timestamptz not null,
  check (starts_at < ends_at)
);
create index time_off_person on oncall.time_off (person, ends_at);
create index time_off_ends on oncall.time_off (ends_at);
