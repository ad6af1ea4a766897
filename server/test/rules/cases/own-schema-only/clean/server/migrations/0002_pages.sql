-- oncall: pages, one run of a policy each
create table oncall.pages (team uuid references catalog.teams (id));
