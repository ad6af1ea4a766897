-- catalog: a token knows by which token it was made, so that a leaked one leaves no children behind.

alter table catalog.tokens
  -- Null: made by a session, by the token of the environment, or before this was kept. A token goes with the one that it
  -- was made with, by whatever way that one goes, as it never outlived it in time either.
  add column made_with uuid references catalog.tokens on delete cascade;
create index tokens_made_with on catalog.tokens (made_with) where made_with is not null;
