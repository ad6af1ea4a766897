-- platform: which keys have sealed what is kept here, so that a start without one of them is refused and keys can be changed.
create table platform.secret_keys (
  id text primary key,
  -- Since when it seals. What the key before it has signed holds for a while longer.
  since timestamptz not null
);
