-- respond: settings that somebody else changed meanwhile are not written over; and which earlier incident was of use.
alter table respond.settings add column version integer not null default 1;

-- What was last said of it by those who work on the incident: it is about the proposal, and names nobody.
create table respond.similar_verdicts (
  incident uuid not null references respond.incidents (id) on delete cascade,
  other uuid not null references respond.incidents (id) on delete cascade,
  useful boolean not null,
  at timestamptz not null,
  primary key (incident, other)
);
create index similar_verdicts_other on respond.similar_verdicts (other);
