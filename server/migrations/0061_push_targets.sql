-- inform: where else the files of a status page are put, so that it is read although this server is not reached.
create table inform.push_targets (
  id uuid primary key,
  page uuid not null references inform.status_pages on delete cascade,
  kind text not null check (kind in ('directory', 's3', 'webhook')),
  -- Where to, without anything secret.
  place text not null,
  -- Address and keys.
  sealed text not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  tried_at timestamptz,
  -- When the files there were last those of the page, and of which version they are.
  done_at timestamptz,
  version text,
  -- What lies there: the digest of each file by its path.
  files jsonb not null default '{}',
  problem text,
  failed_since timestamptz,
  told_at timestamptz,
  tries int not null default 0,
  unique (page, place)
);
create index push_targets_due on inform.push_targets (due_at);
