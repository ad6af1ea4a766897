-- oncall: pages, one run of a policy each
create table oncall.pages (
  incident uuid references respond.incidents (id), -- CAUGHT
  team uuid references catalog.teams (id)
);
insert into catalog.teams values ('x'); -- CAUGHT
