-- respond: incidents, each an append-only stream of events, with the state that its events fold to.
create schema respond;

create sequence respond.refs;

create table respond.incidents (
  id uuid primary key,
  ref text not null unique,
  -- The number of the latest event.
  version int not null check (version > 0),
  state jsonb not null,
  -- What lists and filters ask for, taken from the state in the same statement.
  title text not null,
  kind text not null check (kind in ('real', 'drill', 'retroactive')),
  private boolean not null,
  -- Of a private incident: whoever may see it.
  insiders text[] not null,
  severity text not null,
  severity_rank int not null,
  status text not null,
  category text not null,
  services text[] not null,
  declared_at timestamptz not null,
  updated_at timestamptz not null
);
create index incidents_latest on respond.incidents (id desc);
create index incidents_open on respond.incidents (category, id desc) where category in ('triage', 'active', 'paused');
create index incidents_service on respond.incidents using gin (services);
create index incidents_insiders on respond.incidents using gin (insiders) where private;

create table respond.events (
  incident uuid not null references respond.incidents,
  seq int not null check (seq > 0),
  id uuid not null unique,
  type text not null,
  v int not null,
  at timestamptz not null,
  stated_at timestamptz,
  actor jsonb not null,
  audience text not null,
  evidence text,
  supersedes uuid,
  data jsonb not null,
  primary key (incident, seq)
);

create function respond.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the stream of an incident is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger events_are_kept before update or delete on respond.events
  for each row execute function respond.refuse_change();
create trigger events_are_not_emptied before truncate on respond.events execute function respond.refuse_change();

-- The lines of the log, as the events fold to them; apart from the state because there may be thousands.
create table respond.entries (
  incident uuid not null references respond.incidents,
  id uuid not null,
  seq int not null,
  kind text not null,
  state text not null,
  at timestamptz not null,
  entry jsonb not null,
  primary key (incident, id)
);
create index entries_latest on respond.entries (incident, seq desc);
create index entries_open on respond.entries (incident, kind) where state in ('open', 'tripped');

-- What is promised and not yet kept or missed: worked out from the state with each event.
create table respond.clocks (
  incident uuid not null references respond.incidents,
  id text not null,
  kind text not null,
  subject text not null,
  owner text,
  started_at timestamptz not null,
  due_at timestamptz not null,
  primary key (incident, id)
);
create index clocks_due on respond.clocks (due_at);

-- One document of one row: severities, statuses, roles, kinds of incident.
create table respond.settings (
  single boolean primary key default true check (single),
  settings jsonb not null,
  changed_at timestamptz not null
);
