-- detect: planned work on services, which holds back what their alerts would do.
-- Whether one runs is worked out from these columns and the clock; no state is stored.
create table detect.maintenances (
  id uuid primary key,
  title text not null,
  note text not null,
  services text[] not null,
  is_major boolean not null,
  time_zone text not null,
  -- Times of the wall clock in that zone, as they were planned.
  starts_local text not null,
  ends_local text not null,
  repeats text check (repeats in ('weekly')),
  last_day date,
  -- Windows that ended at another time than planned: [{"window": planned start, "end": instant}].
  ends jsonb not null default '[]',
  created_by text not null,
  created_at timestamptz not null,
  cancelled_by text,
  cancelled_at timestamptz,
  version int not null default 1,
  -- From the first window's start to the last one's end; null where it repeats for ever.
  first_at timestamptz not null,
  over_at timestamptz,
  -- Beginnings and ends up to here have been told; the next one is told when it is due.
  told_at timestamptz not null,
  due_at timestamptz
);
create index maintenances_due on detect.maintenances (due_at) where due_at is not null;
create index maintenances_over on detect.maintenances (over_at);
