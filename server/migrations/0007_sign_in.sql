-- catalog: sign-in that holds against guessing and theft: sessions with limits, counted tries, reset links, own devices.

-- A browser that its owner called his own; it may acknowledge his pages when its session has ended, and nothing else.
create table catalog.devices (
  id uuid primary key,
  hash text not null unique,
  person text not null references catalog.people on delete cascade,
  user_agent text,
  address text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null
);
create index devices_person on catalog.devices (person);
create index devices_expiry on catalog.devices (expires_at);

-- Nothing is known about the sessions that are open at the upgrade; their people sign in once more.
delete from catalog.sessions;
alter table catalog.sessions
  add column id uuid not null unique,
  add column method text not null check (method in ('password', 'passkey', 'sso', 'link', 'setup')),
  add column address text,
  add column user_agent text,
  add column last_used_at timestamptz not null,
  -- When the person last proved who he is by the strongest means he has.
  add column confirmed_at timestamptz not null,
  add column device uuid references catalog.devices on delete set null;
create index sessions_person on catalog.sessions (person);
create index sessions_last_use on catalog.sessions (last_used_at);

-- How often something was tried and was not right, by a hash of what it was tried on or from.
create table catalog.attempts (
  key text primary key,
  failures int not null,
  free_at timestamptz not null,
  forget_at timestamptz not null
);
create index attempts_forget on catalog.attempts (forget_at);

-- One row for each letter about a forgotten password; kept for an hour, because letters of an hour are counted.
create table catalog.reset_links (
  hash text primary key,
  person text not null references catalog.people on delete cascade,
  -- The link is void when the person's address is another by then.
  email text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index reset_links_person on catalog.reset_links (person, made_at);

-- A sign-in link, too, holds only as long as the person's address is the one it was made for.
delete from catalog.sign_in_links;
alter table catalog.sign_in_links add column email text not null;
