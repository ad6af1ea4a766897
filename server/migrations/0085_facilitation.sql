-- learn: who leads a session, its small group, its time, ideas that rest, votes, and questions that nobody signed.
alter table learn.sessions
  add column facilitator text,
  add column co_facilitator text,
  add column note_taker text,
  -- When authors of drafts on the agenda are reminded; null once that is done, or nothing is to be done.
  add column draft_due_at timestamptz,
  -- From when a small group decides on ideas (P20), and when it is told so; null as above.
  add column decide_from timestamptz,
  add column soak_due_at timestamptz;
create index sessions_draft_due on learn.sessions (draft_due_at) where draft_due_at is not null;
create index sessions_soak_due on learn.sessions (soak_due_at) where soak_due_at is not null;

alter table learn.session_people add column decides boolean not null default false;

create table learn.session_times (
  session uuid not null references learn.sessions on delete cascade,
  report uuid not null,
  minutes int check (minutes between 1 and 480),
  spent_seconds int not null default 0,
  running_since timestamptz,
  round_at int not null default 0,
  primary key (session, report)
);
-- Time runs for one report at a time.
create unique index session_times_running on learn.session_times (session) where running_since is not null;

create table learn.session_ideas (
  id uuid primary key,
  session uuid not null references learn.sessions on delete cascade,
  text text not null,
  report uuid,
  by text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'dropped')),
  follow_up text,
  note text not null default '',
  settled_by text,
  settled_at timestamptz
);
create index session_ideas_of on learn.session_ideas (session);

create table learn.session_votes (
  session uuid not null references learn.sessions on delete cascade,
  subject uuid not null,
  person text not null,
  primary key (session, subject, person)
);

-- Nothing here tells who asked: no name, no time, and an id that is drawn and tells no order.
create table learn.session_questions (
  id uuid primary key,
  session uuid not null references learn.sessions on delete cascade,
  text text not null,
  state text not null default 'waiting' check (state in ('waiting', 'open', 'aside'))
);
create index session_questions_of on learn.session_questions (session);
