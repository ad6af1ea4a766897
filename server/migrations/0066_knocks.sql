-- respond: who asked to be let into a private incident, and when last, so that nobody is flooded with letters.
create table respond.knocks (
  incident uuid not null references respond.incidents (id) on delete cascade,
  person text not null,
  at timestamptz not null,
  primary key (incident, person)
);
