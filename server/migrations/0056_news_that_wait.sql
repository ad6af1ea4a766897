-- inform: when news that wait go out by the clock; what they say stands in the incident's stream.
create table inform.waiting (
  incident uuid not null,
  audience text not null,
  due_at timestamptz not null,
  primary key (incident, audience)
);
create index on inform.waiting (due_at);
