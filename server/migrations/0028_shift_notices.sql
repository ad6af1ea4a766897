-- oncall: when people want to be told of their shifts; whoever is not here is told as is usual.

create table oncall.shift_notices (
  person text primary key,
  -- Whether on the evening before.
  evening boolean not null,
  -- So many minutes before it begins; null for not at all.
  minutes int,
  -- Whether also when it ends.
  ending boolean not null
);
