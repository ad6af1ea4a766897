-- respond: which group of alerts declared or joined which incident, once each.
create table respond.auto_declared (
  group_id uuid primary key,
  route text not null,
  service text not null,
  incident uuid not null references respond.incidents,
  at timestamptz not null
);
create index auto_declared_latest on respond.auto_declared (service, at desc);
-- Which incident a page belongs to.
create index incidents_pages on respond.incidents using gin ((state -> 'pages'));
