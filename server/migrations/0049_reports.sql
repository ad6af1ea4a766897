-- respond: what people report as wrong, support's customers above all, until it is known what it belongs to.
create table respond.reports (
  id uuid primary key,
  symptom text not null,
  service text,
  customers int check (customers >= 0),
  tickets text[] not null,
  by text not null,
  at timestamptz not null,
  -- The incident that it is about, once somebody said so.
  incident uuid references respond.incidents,
  linked_at timestamptz,
  -- The page by which responders heard that reports gather.
  page_id uuid,
  dismissed_at timestamptz,
  dismissed_by text,
  dismissed_reason text,
  check (incident is null or dismissed_at is null)
);
create index reports_latest on respond.reports (id desc);
create index reports_waiting on respond.reports (service, at) where incident is null and dismissed_at is null;
create index reports_incident on respond.reports (incident, at) where incident is not null;

-- Earlier incidents are found by the words of their titles.
create index incidents_words on respond.incidents using gin (to_tsvector('simple', title));
