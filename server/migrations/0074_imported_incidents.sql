-- respond: incidents of the past that were taken in, known again by what the other tool calls them.
create table respond.imported (
  incident uuid primary key references respond.incidents,
  -- Not unique: to whoever may not see a private incident its name is free.
  source_id text not null,
  -- A mark of what was taken in last: the same again changes nothing, whatever people changed here since.
  mark text not null
);
create index imported_source on respond.imported (source_id);
