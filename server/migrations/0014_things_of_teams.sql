-- oncall: a schedule and a policy may belong to a team, which decides who changes them.

-- The team's name; that there is such a team is checked whenever one of them is saved.
alter table oncall.schedules add column team text;
alter table oncall.policies add column team text;
