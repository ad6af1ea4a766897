-- measure: when night is for a schedule or for a team's, and how long the rest is that a disturbed night asks for.
create schema measure;

-- A schedule's own rule comes before that of its team; where there is neither, night is from 22 to 7.
create table measure.night_rules (
  id uuid primary key,
  schedule text unique references oncall.schedules on delete cascade,
  team text unique references catalog.teams on delete cascade,
  from_time text not null,
  until_time text not null,
  rest_hours int not null,
  check (num_nonnulls(schedule, team) = 1)
);
