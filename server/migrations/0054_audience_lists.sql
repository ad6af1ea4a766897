-- inform: who is told when news go out: lists, subscriptions of one's own, teams added for one incident.
create table inform.lists (
  id uuid primary key,
  name text not null,
  audience text not null,
  services text[] not null,
  teams text[] not null,
  severity text,
  created_at timestamptz not null,
  unique (audience, name)
);
create table inform.list_members (
  id uuid primary key,
  list uuid not null references inform.lists on delete cascade,
  kind text not null,
  -- A person's or team's name; of an address a fingerprint that only this installation can make.
  mark text not null,
  label text not null,
  -- What is needed to send; null for people and teams.
  sealed text,
  unique (list, kind, mark)
);
create table inform.subscriptions (
  id uuid primary key,
  person text not null,
  kind text not null check (kind in ('incident', 'service', 'severity')),
  subject text not null,
  via text not null,
  created_at timestamptz not null,
  unique (person, kind, subject)
);
create index subscriptions_subject on inform.subscriptions (kind, subject);
create table inform.added_teams (
  incident uuid not null,
  audience text not null,
  team text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (incident, audience, team)
);
