-- oncall: what one shift leaves to the next, who has accepted it, and when its owners are told that nobody has.

create table oncall.handovers (
  id uuid primary key,
  schedule text not null references oncall.schedules on delete cascade,
  from_person text not null,
  to_people text[] not null,
  notes text not null,
  facts jsonb not null,
  wants_read_back boolean not null,
  handed_at timestamptz not null,
  -- All three null while nobody has accepted it; the words may be missing.
  accepted_by text,
  accepted_at timestamptz,
  read_back text,
  -- When the owners of the schedule are told that nobody has accepted it; null when nothing follows.
  due_at timestamptz
);
create index handovers_of on oncall.handovers (schedule, handed_at desc);
create index handovers_due on oncall.handovers (due_at) where due_at is not null;
