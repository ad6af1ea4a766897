-- catalog: second factors (authenticator app, passkeys, recovery codes), and what a half-done sign-in waits for.
create table catalog.authenticators (
  person text primary key references catalog.people on delete cascade,
  -- Sealed. Null until a first code has proven that the app has it.
  secret text,
  -- Sealed: the one that a first code is still to prove. It takes the place of the other then.
  pending text,
  -- The 30-second step of the newest code that was taken. It and those before it are spent.
  spent_step bigint not null default 0,
  added_at timestamptz,
  last_used_at timestamptz
);

create table catalog.passkeys (
  id uuid primary key,
  person text not null references catalog.people on delete cascade,
  name text not null,
  -- The authenticator's own id of it, base64url.
  credential text not null unique,
  -- COSE, base64url.
  public_key text not null,
  -- What the authenticator knows the person by; random, and nothing about the person.
  user_handle text not null,
  transports text[] not null,
  counter bigint not null,
  -- Whether it can be copied to other devices, and whether it is.
  backup_eligible boolean not null,
  backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_person on catalog.passkeys (person);

-- Each row is one code that is still good.
create table catalog.recovery_codes (
  person text not null references catalog.people on delete cascade,
  hash text not null,
  made_at timestamptz not null,
  primary key (person, hash)
);

-- What a passkey is asked to sign, once. Without a person it is for whoever signs in by it.
create table catalog.passkey_challenges (
  challenge text primary key,
  purpose text not null check (purpose in ('register', 'signIn', 'secondFactor', 'confirm')),
  person text references catalog.people on delete cascade,
  user_handle text,
  expires_at timestamptz not null
);
create index passkey_challenges_expiry on catalog.passkey_challenges (expires_at);
create index passkey_challenges_person on catalog.passkey_challenges (person);

-- A sign-in whose first factor was right and whose second one is awaited.
create table catalog.sign_in_tickets (
  hash text primary key,
  person text not null references catalog.people on delete cascade,
  -- By what the session will say that it was opened.
  method text not null,
  tries int not null default 0,
  expires_at timestamptz not null
);
create index sign_in_tickets_expiry on catalog.sign_in_tickets (expires_at);
create index sign_in_tickets_person on catalog.sign_in_tickets (person);

-- At most one row: whether administrators need a second factor. Without it they do not.
create table catalog.factor_rule (
  only_one boolean primary key default true check (only_one),
  administrators_need_one boolean not null
);
