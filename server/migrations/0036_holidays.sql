-- oncall: public holidays, as calendars tell them, of a schedule or of all schedules of a team.

create table oncall.holiday_calendars (
  id uuid primary key,
  -- One of the two. A schedule with calendars of its own does without those of its team.
  schedule text references oncall.schedules on delete cascade,
  team text references catalog.teams on delete cascade,
  -- Where the holidays are, in the words of people, such as "Spain".
  place text not null,
  -- The address is a secret: whoever knows it reads the calendar. Null for a file that was handed in.
  sealed text,
  etag text,
  -- When it was last read without a problem.
  read_at timestamptz,
  problem text,
  due_at timestamptz,
  created_at timestamptz not null,
  check ((schedule is null) <> (team is null)),
  check ((sealed is null) = (due_at is null))
);
create index holiday_calendars_due on oncall.holiday_calendars (due_at) where due_at is not null;
create index holiday_calendars_schedule on oncall.holiday_calendars (schedule);
create index holiday_calendars_team on oncall.holiday_calendars (team);

create table oncall.holidays (
  calendar uuid not null references oncall.holiday_calendars on delete cascade,
  day date not null,
  name text not null,
  primary key (calendar, day)
);
