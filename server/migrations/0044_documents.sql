-- respond: the live document of an incident, as the log of its edits; a snapshot spares whoever opens it the older ones.

create table respond.documents (
  incident uuid primary key references respond.incidents,
  -- The place of the latest edit. Taken under the row's lock, so that places are in the order of the commits.
  seq bigint not null check (seq >= 0),
  -- Everything up to this place, for whoever opens the document.
  snapshot bytea not null,
  snapshot_seq bigint not null check (snapshot_seq >= 0 and snapshot_seq <= seq),
  -- Up to this place the log is as coarse as it gets.
  tidied_seq bigint not null check (tidied_seq >= 0 and tidied_seq <= snapshot_seq),
  created_at timestamptz not null,
  -- Never goes back, whatever the clocks of the nodes say.
  changed_at timestamptz not null
);
-- Those whose log is to be made shorter.
create index documents_grown on respond.documents ((seq - tidied_seq)) where seq > tidied_seq;

-- The edits. Older ones become coarser, a row for each minute, and none is lost: the document can be shown as it was.
create table respond.document_updates (
  incident uuid not null references respond.documents on delete cascade,
  seq bigint not null check (seq >= 0),
  at timestamptz not null,
  people text[] not null,
  bytes bytea not null,
  primary key (incident, seq)
);
