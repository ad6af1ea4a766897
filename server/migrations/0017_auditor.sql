-- platform: what the auditor of the paging path has found, and how each node does.

-- One row for each thing found, from when it was first seen until it was gone.
create table platform.findings (
  id uuid primary key,
  check_name text not null,
  subject text not null,
  text text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- When it was last tried to be mended by the auditor itself.
  mended_at timestamptz,
  -- When administrators were last told of it; null before.
  alarmed_at timestamptz,
  ended_at timestamptz
);
create unique index findings_open on platform.findings (check_name, subject) where ended_at is null;
create index findings_ended on platform.findings (ended_at desc) where ended_at is not null;

-- One row for each node, written by its own auditor.
create table platform.nodes (
  node text primary key,
  at timestamptz not null,
  -- How far its clock is from the database's; positive when it is ahead.
  skew_ms int not null,
  -- When each of its workers last looked at its rows.
  workers jsonb not null,
  found int not null,
  mended int not null,
  took_ms int not null,
  -- What the audit itself could not do; empty when it ended well.
  failed text[] not null
);
