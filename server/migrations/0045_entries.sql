-- respond: the log by the times that were stated and by what changed last; files that belong to its lines; who looked when.
alter table respond.entries add column changed int not null default 0;
alter table respond.entries alter column changed drop default;
create index entries_by_time on respond.entries (incident, at desc, seq desc);
create index entries_changed on respond.entries (incident, changed);

-- What was sent along with a line. The bytes stand apart, so that lists never read them.
create table respond.files (
  id uuid primary key,
  incident uuid not null references respond.incidents,
  entry uuid not null,
  name text not null,
  type text not null,
  size int not null check (size > 0),
  at timestamptz not null,
  by text not null,
  bytes bytea not null
);
create index files_of_incident on respond.files (incident, id);

-- The latest event that somebody has seen of an incident, for "since you left". One row for each; nobody else reads it.
create table respond.looks (
  incident uuid not null references respond.incidents,
  person text not null,
  seq int not null,
  at timestamptz not null,
  primary key (incident, person)
);

-- Tripwires that wait for an alert: what an alert that fires asks for.
create index entries_armed on respond.entries (incident, seq) where kind = 'tripwire' and state = 'open';
