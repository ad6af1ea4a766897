-- respond: how those who respond are, as they said last; nobody else reads it, and it is forgotten when the incident is over.
create table respond.check_ins (
  incident uuid not null references respond.incidents,
  person text not null,
  at timestamptz not null,
  feeling text not null check (feeling in ('fine', 'strained', 'overwhelmed')),
  wants_relief boolean not null,
  -- One row for each, the latest: what is not kept cannot be counted.
  primary key (incident, person)
);
