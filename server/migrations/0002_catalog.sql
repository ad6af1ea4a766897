-- catalog: people, teams, services and sign-in: the nouns all stages refer to.
create schema catalog;

create table catalog.people (
  name text primary key,
  full_name text not null,
  email text not null,
  time_zone text not null,
  access text not null check (access in ('admin', 'responder', 'stakeholder', 'support', 'auditor')),
  password_hash text,
  created_at timestamptz not null,
  -- Checked at the commit, so that one file may swap two addresses.
  email_key text generated always as (lower(email)) stored,
  unique (email_key) deferrable initially deferred
);

create table catalog.teams (name text primary key);
create table catalog.team_members (
  team text not null references catalog.teams on delete cascade,
  person text not null references catalog.people on delete cascade,
  place int not null,
  primary key (team, person)
);
create index team_members_person on catalog.team_members (person);

create table catalog.services (
  name text primary key,
  team text references catalog.teams on delete set null,
  tier int,
  -- How its alerts page people, in the form of the organisation file.
  paging jsonb not null,
  created_at timestamptz not null
);
create table catalog.dependencies (
  service text not null references catalog.services on delete cascade,
  depends_on text not null references catalog.services on delete cascade,
  primary key (service, depends_on)
);
create index dependencies_depends_on on catalog.dependencies (depends_on);

create table catalog.sessions (
  hash text primary key,
  person text not null references catalog.people on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_expiry on catalog.sessions (expires_at);

create table catalog.tokens (
  id uuid primary key,
  hash text not null unique,
  prefix text not null,
  label text not null,
  access text not null,
  -- Null: made with a token that belongs to nobody.
  person text references catalog.people on delete cascade,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);

-- At most one row: the hash of the one-time token that makes the first administrator.
create table catalog.setup_link (
  only_one boolean primary key default true check (only_one),
  hash text not null
);
