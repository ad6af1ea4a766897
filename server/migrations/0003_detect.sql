-- detect: what senders said, the alerts made of it, and the groups for which people are paged once.
create schema detect;

create table detect.integrations (
  id uuid primary key,
  name text not null unique,
  door text not null,
  service text not null,
  key_hash text not null unique,
  key_hint text not null,
  settings jsonb not null,
  created_at timestamptz not null
);

create table detect.routes (
  name text primary key,
  place int not null,
  definition jsonb not null
);

-- One row for each request of a sender, kept as it came: as text, or packed with zstd where that is smaller.
create table detect.events (
  id uuid not null,
  integration_id uuid not null,
  door text not null,
  received_at timestamptz not null,
  status int not null,
  accepted int not null,
  rejected int not null,
  reason text,
  raw text,
  packed bytea,
  primary key (integration_id, id)
);
alter table detect.events alter column packed set storage external;

-- Delivery ids that a sender gave: a repeat has no effect (ingest.md, section 1).
create table detect.delivery_keys (
  integration_id uuid not null,
  key text not null,
  expires_at timestamptz not null,
  primary key (integration_id, key)
);
create index delivery_keys_expiry on detect.delivery_keys (expires_at);

create table detect.groups (
  id uuid primary key,
  key text not null,
  state text not null check (state in ('open', 'closed')),
  service text not null,
  route text,
  integration text not null,
  title text not null,
  urgency text,
  declare jsonb,
  alerts int not null,
  open_alerts int not null,
  opened_at timestamptz not null,
  accepted_at timestamptz not null,
  -- When people are to be paged: at once, or after the route's wait for company.
  announce_at timestamptz,
  closed_at timestamptz,
  page_id uuid
);
create unique index groups_open on detect.groups (key) where state = 'open';
create index groups_announce on detect.groups (announce_at) where announce_at is not null;

create table detect.alerts (
  id uuid primary key,
  integration_id uuid not null,
  integration text not null,
  service text not null,
  dedup_key text not null,
  state text not null check (state in ('firing', 'acknowledged', 'resolved')),
  severity text not null,
  title text not null,
  description text not null,
  labels jsonb not null,
  annotations jsonb not null,
  links jsonb not null,
  images jsonb not null,
  count int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  group_id uuid,
  why text not null
);
create unique index alerts_open on detect.alerts (integration_id, dedup_key) where state <> 'resolved';
-- No index holds what a repeat changes, so that counting one touches the row alone.
create index alerts_resolved on detect.alerts (integration_id, dedup_key, id) where state = 'resolved';
alter table detect.alerts set (fillfactor = 90);
create index alerts_group on detect.alerts (group_id);

create table detect.changes (
  id uuid primary key,
  integration_id uuid not null,
  dedup_key text not null,
  title text not null,
  state text not null,
  detail jsonb not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  unique (integration_id, dedup_key)
);

create table detect.heartbeats (
  id uuid primary key,
  integration_id uuid not null,
  slug text not null,
  period_minutes int not null,
  grace_minutes int not null,
  state text not null check (state in ('new', 'up', 'started', 'late', 'failed')),
  last_at timestamptz,
  rid text,
  log text not null default '',
  -- When silence becomes an alert; null while nothing is expected.
  due_at timestamptz,
  unique (integration_id, slug)
);
create index heartbeats_due on detect.heartbeats (due_at) where due_at is not null;
