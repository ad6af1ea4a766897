-- learn: the report that people write together of what happened, with its timeline, factors, accounts and comments.
create schema if not exists learn;

create table learn.retrospectives (
  id uuid primary key,
  -- Of an incident there is one; near misses, successes and drills may stand alone.
  incident uuid unique,
  ref text,
  kind text not null,
  title text not null,
  services text[] not null,
  -- As its incident was when it last changed, to be shown; who may see it is asked of the incident each time.
  private boolean not null,
  severity text,
  severity_rank int,
  depth text not null,
  -- Why this depth was proposed, in sentences.
  reasons text[] not null,
  state text not null,
  owner text,
  facilitator text,
  note_taker text,
  reviewer text,
  -- What the record told when it was drafted.
  record jsonb not null,
  numbers jsonb not null,
  meeting_due_at timestamptz,
  publish_due_at timestamptz,
  meeting_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by text,
  published_at timestamptz,
  published_by text,
  -- Marks of the wording hints that somebody put aside.
  dismissed text[] not null,
  version int not null,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null
);
create index retrospectives_latest on learn.retrospectives (id desc);
create index retrospectives_owed on learn.retrospectives (owner) where state <> 'published';

create table learn.timeline_rows (
  id uuid primary key,
  retrospective uuid not null references learn.retrospectives on delete cascade,
  at timestamptz not null,
  -- Of the record: the number of its event. Null for what people added.
  event int,
  text text not null,
  by text not null,
  mark text not null,
  -- Null says that it is a recollection.
  evidence text,
  added_by text
);
create index timeline_rows_order on learn.timeline_rows (retrospective, at, id);

create table learn.factors (
  id uuid primary key,
  retrospective uuid not null references learn.retrospectives on delete cascade,
  kind text not null,
  -- What it is within its kind; empty where nobody said.
  part text not null,
  -- Whether it kept the thing small.
  eased boolean not null,
  text text not null,
  evidence text not null,
  since timestamptz,
  added_at timestamptz not null,
  added_by text not null
);
create index factors_of on learn.factors (retrospective, id);
create index factors_alike on learn.factors (kind, part, id desc);

-- One account of each person. What has no instant of sharing is its writer's alone.
create table learn.recollections (
  retrospective uuid not null references learn.retrospectives on delete cascade,
  person text not null,
  text text not null,
  saved_at timestamptz not null,
  shared_at timestamptz,
  primary key (retrospective, person)
);

create table learn.comments (
  id uuid primary key,
  retrospective uuid not null references learn.retrospectives on delete cascade,
  kind text not null,
  -- The row, factor or section that it is about; empty for the whole.
  about text not null,
  -- Whom praise is for.
  person text,
  text text not null,
  at timestamptz not null,
  by text not null
);
create index comments_of on learn.comments (retrospective, id);
