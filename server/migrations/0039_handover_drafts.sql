-- oncall: notes for a handover while they are written, each for its own writer, until they are handed over.

create table oncall.handover_drafts (
  schedule text not null references oncall.schedules on delete cascade,
  person text not null,
  notes text not null,
  wants_read_back boolean not null,
  saved_at timestamptz not null,
  primary key (schedule, person)
);
