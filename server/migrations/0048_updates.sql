-- inform: news that somebody is writing for an audience of an incident; what was sent stands in the incident's stream.
create schema inform;

create table inform.drafts (
  incident uuid not null,
  audience text not null,
  title text not null,
  text text not null,
  state text,
  components jsonb not null,
  next_in_minutes int,
  saved_by text not null,
  saved_at timestamptz not null,
  -- One for each audience: whoever goes on writing goes on with the same one.
  primary key (incident, audience)
);
