-- measure: who wants to hear once a week what happened, and up to when each was told.
create table measure.digests (
  person text primary key,
  -- Monday is 1; the hour is by the clock where the person lives.
  weekday int not null check (weekday between 1 and 7),
  hour int not null check (hour between 0 and 23),
  -- 'mine': what the person's teams own and what the person follows; 'all': everything.
  scope text not null check (scope in ('mine', 'all')),
  -- Null while nothing is wanted.
  due_at timestamptz,
  -- The end of the week that was told last, so that none is told twice and none is left out.
  told_until timestamptz
);
create index digests_due on measure.digests (due_at) where due_at is not null;
