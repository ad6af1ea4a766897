-- oncall: schedules, escalation policies, how people want to be reached, and the pages that run.
create schema oncall;

create table oncall.schedules (
  name text primary key,
  -- In the form of the organisation file, its own overrides included.
  definition jsonb not null,
  created_at timestamptz not null
);

-- Overrides that people make; they follow those of the definition, in order of creation.
create table oncall.overrides (
  id uuid primary key,
  schedule text not null references oncall.schedules on delete cascade,
  definition jsonb not null,
  ends_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null
);
create index overrides_schedule on oncall.overrides (schedule, ends_at);

create table oncall.policies (
  name text primary key,
  definition jsonb not null,
  created_at timestamptz not null
);

-- Where the rings of round-robin steps stand (E11).
create table oncall.rings (
  policy text not null,
  step int not null,
  position int not null,
  primary key (policy, step)
);

create table oncall.contacts (
  person text not null,
  id text not null,
  kind text not null,
  place int not null,
  -- How to send by it, sealed with the instance's key; and what of it may be shown.
  sealed text not null,
  label text not null,
  verified_at timestamptz,
  primary key (person, id)
);

create table oncall.rules (
  person text not null,
  urgency text not null check (urgency in ('high', 'low')),
  place int not null,
  after_minutes int not null,
  via text not null,
  primary key (person, urgency, place)
);

create table oncall.pages (
  id uuid primary key,
  group_id uuid unique,
  service text,
  policy text not null,
  title text not null,
  state text not null,
  escalation text not null,
  urgency text not null,
  step int not null,
  owner text,
  why text not null,
  notified text[] not null,
  -- The run itself, with the policy as it was when the page opened.
  run jsonb not null,
  due_at timestamptz,
  opened_at timestamptz not null,
  accepted_at timestamptz,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  first_notified_at timestamptz
);
create index pages_due on oncall.pages (due_at) where due_at is not null;
create index pages_open on oncall.pages (id desc) where state <> 'resolved';

create table oncall.page_log (
  page_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  entry jsonb not null,
  primary key (page_id, seq)
);
