-- learn: sessions in which reports are told to a wider group and follow-ups are decided on, and who has read a report.
create table learn.sessions (
  id uuid primary key,
  title text not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes between 15 and 480),
  -- A room or an address; empty where nobody said.
  place text not null,
  state text not null check (state in ('planned', 'held', 'cancelled')),
  -- Of the invitation: one more with each change of what it says (RFC 5546).
  sequence int not null,
  notes text not null,
  organiser text not null,
  -- The poll keeps sums and no answers. What is shown moves by three answers or more, so that no step tells of one person.
  answers int not null default 0,
  differently int not null default 0,
  again int not null default 0,
  shown_answers int not null default 0,
  shown_differently int not null default 0,
  shown_again int not null default 0,
  version int not null,
  created_at timestamptz not null
);
create index sessions_latest on learn.sessions (starts_at desc, id desc);

create table learn.session_people (
  session uuid not null references learn.sessions on delete cascade,
  person text not null,
  attended boolean not null default false,
  -- That, never what.
  answered boolean not null default false,
  primary key (session, person)
);

create table learn.session_items (
  session uuid not null references learn.sessions on delete cascade,
  kind text not null check (kind in ('report', 'follow-up')),
  subject uuid not null,
  place int not null,
  outcome text check (outcome in ('validated', 'changed', 'dropped')),
  note text not null default '',
  decided_by text,
  decided_at timestamptz,
  primary key (session, kind, subject)
);

-- Who has opened a published report, so that each is counted once; nobody is shown by name.
create table learn.report_readers (
  retrospective uuid not null references learn.retrospectives on delete cascade,
  person text not null,
  first_at timestamptz not null,
  primary key (retrospective, person)
);

-- Closing: whether a runbook was changed because of it (R30).
alter table learn.retrospectives
  add column runbook text check (runbook in ('changed', 'nothing to change', 'none yet')),
  add column runbook_note text not null default '';
