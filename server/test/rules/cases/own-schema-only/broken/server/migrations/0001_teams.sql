create table catalog.teams (id uuid primary key); -- CAUGHT
