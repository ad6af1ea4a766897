-- oncall: hours in which a person is not disturbed by what can wait; part of their notification rules.
create table oncall.quiet_hours (
  person text primary key,
  -- In the form of the contract: a time zone and windows.
  hours jsonb not null
);
