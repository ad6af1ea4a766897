-- oncall: paging tests are pages of their own kind, so that whoever counts or lists pages can leave them out.

alter table oncall.pages add column kind text not null default 'page' check (kind in ('page', 'test'));

-- When a schedule is tested by itself; a schedule without a row is not.
create table oncall.paging_test_plans (
  schedule text primary key references oncall.schedules on delete cascade,
  -- 1 is Monday; the hour is by the clock of the schedule.
  weekday int not null,
  hour int not null,
  is_announced boolean not null,
  at_night boolean not null,
  minutes int not null,
  -- The day whose test has been made, so that several nodes make one.
  last_day date
);

-- One row for each person and test; kept for a year.
create table oncall.paging_tests (
  id uuid primary key,
  schedule text not null,
  person text not null,
  is_weekly boolean not null,
  state text not null check (state in ('running', 'acknowledged', 'unanswered', 'busy', 'night')),
  -- Null where nobody was paged.
  page_id uuid,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  acknowledged_at timestamptz,
  -- What became of each contact method, once it is over.
  methods jsonb not null default '[]'
);
create index paging_tests_schedule on oncall.paging_tests (schedule, id desc);
create index paging_tests_running on oncall.paging_tests (ends_at) where ended_at is null;
