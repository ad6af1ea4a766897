-- measure: the time in each status stands with its incident: of 200,000 the join with a table of its own took most of the time.
alter table measure.incidents
  add column statuses text[] not null default '{}',
  -- Of the status at the same place.
  add column status_seconds double precision[] not null default '{}';
update measure.incidents i set statuses = s.names, status_seconds = s.seconds from (
  select incident, array_agg(status) as names, array_agg(seconds) as seconds from measure.statuses group by incident) s
where s.incident = i.incident;
drop table measure.statuses;
