-- catalog: teams own services together, see oncall.pages later
create table catalog.teams (id uuid primary key);
