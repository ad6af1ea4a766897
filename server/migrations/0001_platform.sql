-- platform: what every stage stands on: the outbox, deliveries, the audit log, idempotency keys, kept secrets.
create table platform.outbox (
  id bigint generated always as identity primary key,
  subscriber text not null,
  subject text not null,
  type text not null,
  payload jsonb not null,
  at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  quarantined boolean not null default false
);
create index outbox_order on platform.outbox (subscriber, subject, id) where not quarantined;
create index outbox_due on platform.outbox (due_at) where not quarantined;

create table platform.deliveries (
  id uuid primary key,
  lane text not null,
  kind text not null,
  purpose text not null,
  subject text not null,
  person text not null,
  via text not null,
  message jsonb not null,
  state text not null check (state in ('queued', 'sending', 'delivered', 'failed', 'cancelled', 'expired')),
  -- When it is to be looked at next: the wish while queued, the end of the lease while sending.
  due_at timestamptz not null,
  planned_at timestamptz not null,
  expires_at timestamptz not null,
  fence int not null default 0,
  attempts jsonb not null default '[]',
  maybe_duplicate boolean not null default false,
  sent_at timestamptz,
  reason text not null default '',
  -- At most one delivery is ever made for one of these.
  dedupe_key text not null unique
);
create index deliveries_due on platform.deliveries (lane, due_at) where state in ('queued', 'sending');
create index deliveries_subject on platform.deliveries (purpose, subject);

create table platform.audit (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  request_id text
);
create index audit_at on platform.audit (at desc, id desc);

create table platform.idempotency_keys (
  key text not null,
  owner text not null,
  action text not null,
  fingerprint text not null,
  answer jsonb,
  expires_at timestamptz not null,
  primary key (key, owner)
);
create index idempotency_keys_expiry on platform.idempotency_keys (expires_at);

-- Secrets that the instance makes for itself, sealed with its key.
create table platform.kept_secrets (
  name text primary key,
  sealed text not null
);
