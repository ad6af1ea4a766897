-- measure: more figures of each incident, and by which making of figures they came about, so that older ones are made anew.
alter table measure.incidents
  -- The kind of incident, by the name in the settings.
  add column type text not null default '',
  -- How it came to be known; null where nobody said.
  add column source text,
  -- Others of which people said by a link that it is the same again.
  add column linked text[] not null default '{}',
  -- Contributing factors of its retrospective, without those that eased it.
  add column factors text[] not null default '{}',
  -- 0 for those of before this was kept.
  add column made_by int not null default 0;
create index incidents_made_by on measure.incidents (made_by);

alter table measure.durations
  -- What is shown although it does not count: how long nobody had acknowledged, how early a signal was, how far off it is.
  add column shown double precision;
-- One scan of it answers for a figure.
create index durations_figure on measure.durations (name, incident) include (seconds, why, shown);

create table measure.statuses (
  incident uuid not null references measure.incidents on delete cascade,
  status text not null,
  seconds double precision not null,
  primary key (incident, status)
);

-- The pages that belong to an incident.
create table measure.pages (
  incident uuid not null references measure.incidents on delete cascade,
  page uuid not null,
  primary key (page, incident)
);
create index pages_incident on measure.pages (incident);
