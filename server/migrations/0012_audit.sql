-- platform: the audit log says how and from where, its rows form a chain of hashes, and the database refuses to change them.
alter table platform.audit
  -- By which credential: session:<id>, token:<id>, link; empty for what Muster does by itself.
  add column how text not null default '',
  add column address text collate "C",
  add column outcome text not null default 'done' check (outcome in ('done', 'refused')),
  -- How many alike this row stands for; more than one only for refusals that came again and again.
  add column count int not null default 1 check (count > 0),
  -- The place in the chain, from 1 without gaps, and the link's hash. Null until the sweep has appended the row.
  add column place bigint check (place > 0),
  add column hash bytea check (length(hash) = 32),
  add check ((place is null) = (hash is null)),
  -- Compared by bytes, so that a prefix is a range of an index.
  alter column actor type text collate "C",
  alter column action type text collate "C",
  alter column subject type text collate "C";

-- Ids ascend with time, so the primary key gives the order of time, and each of these keeps it.
drop index platform.audit_at;
create index audit_actor on platform.audit (actor, id);
create index audit_action on platform.audit (action, id);
create index audit_subject on platform.audit (subject, id);
create index audit_address on platform.audit (address, id) where address is not null;
create index audit_refused on platform.audit (id) where outcome = 'refused';
create index audit_by_others on platform.audit (id) where actor_kind <> 'system';
create unique index audit_place on platform.audit (place) where place is not null;
create index audit_waiting on platform.audit (id) where place is null;

-- The head of the chain at the end of a day (UTC). It is told outside of the database as well.
create table platform.audit_anchors (
  day date primary key,
  place bigint not null,
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null
);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end $$;

-- The one change there is: a row that is not in the chain yet gets its place, and nothing else of it changes.
create function platform.allow_chaining() returns trigger language plpgsql as $$
declare
  unchained platform.audit := new;
begin
  unchained.place := null;
  unchained.hash := null;
  if old.place is null and new.place is not null and unchained is not distinct from old then
    return new;
  end if;
  raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_is_kept before delete on platform.audit for each row execute function platform.refuse_change();
create trigger audit_is_not_emptied before truncate on platform.audit execute function platform.refuse_change();
create trigger audit_is_not_edited before update on platform.audit for each row execute function platform.allow_chaining();
create trigger anchors_are_kept before update or delete on platform.audit_anchors
  for each row execute function platform.refuse_change();
create trigger anchors_are_not_emptied before truncate on platform.audit_anchors execute function platform.refuse_change();
-- Also for sessions that ask for no triggers (session_replication_role).
alter table platform.audit enable always trigger audit_is_kept;
alter table platform.audit enable always trigger audit_is_not_emptied;
alter table platform.audit enable always trigger audit_is_not_edited;
alter table platform.audit_anchors enable always trigger anchors_are_kept;
alter table platform.audit_anchors enable always trigger anchors_are_not_emptied;

-- The second guard, row by row, for everybody but superusers, the owner of the tables included.
alter table platform.audit enable row level security;
alter table platform.audit force row level security;
create policy audit_is_read on platform.audit for select using (true);
create policy audit_is_added_to on platform.audit for insert with check (place is null);
create policy audit_is_chained on platform.audit for update using (place is null) with check (place is not null);
alter table platform.audit_anchors enable row level security;
alter table platform.audit_anchors force row level security;
create policy anchors_are_read on platform.audit_anchors for select using (true);
create policy anchors_are_added_to on platform.audit_anchors for insert with check (true);
