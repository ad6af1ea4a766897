-- catalog: single sign-on by OpenID Connect, and people and groups that a directory provisions by SCIM.
create table catalog.sso_providers (
  name text primary key,
  -- The client secret, sealed; null for a client without one.
  sealed_secret text,
  settings jsonb not null,
  created_at timestamptz not null
);

-- Who a person is at a provider. The e-mail address may change, or go to somebody else; this does not.
create table catalog.sso_identities (
  issuer text not null,
  subject text not null,
  person text not null references catalog.people on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject),
  unique (person, issuer)
);

-- Sign-ins under way at a provider: known by the hash of their state, taken once.
create table catalog.sso_logins (
  state_hash text primary key,
  provider text not null references catalog.sso_providers on delete cascade,
  -- The hash of what the browser that began it carries.
  browser_hash text not null,
  -- Nonce and code verifier, sealed.
  sealed text not null,
  return_to text not null,
  -- The administrator who only tries the provider out; null for a real sign-in.
  tried_by text references catalog.people on delete cascade,
  expires_at timestamptz not null
);
create index sso_logins_expiry on catalog.sso_logins (expires_at);

-- What a trial showed, sealed, for who tried.
create table catalog.sso_trials (
  id uuid primary key,
  person text not null references catalog.people on delete cascade,
  sealed text not null,
  expires_at timestamptz not null
);
create index sso_trials_expiry on catalog.sso_trials (expires_at);

-- At most one row: whether people must come by single sign-on.
create table catalog.sign_in_rule (
  only_one boolean primary key default true check (only_one),
  sso_required boolean not null
);
-- Whose password works all the same, for the day on which the provider is down.
create table catalog.break_glass (person text primary key references catalog.people on delete cascade);

-- Tokens of the directory: they open /scim and nothing else.
create table catalog.scim_tokens (
  id uuid primary key,
  hash text not null unique,
  prefix text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);

create table catalog.scim_settings (
  only_one boolean primary key default true check (only_one),
  settings jsonb not null
);

-- What the directory says of a person, as it said it; the person has the name by which Muster knows them.
create table catalog.scim_users (
  id uuid primary key,
  person text not null unique references catalog.people on delete cascade,
  user_name text not null,
  user_name_key text generated always as (lower(user_name)) stored unique,
  external_id text,
  is_active boolean not null,
  given_name text,
  family_name text,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index scim_users_external on catalog.scim_users (external_id);

create table catalog.scim_groups (
  id uuid primary key,
  display_name text not null,
  display_name_key text generated always as (lower(display_name)) stored unique,
  external_id text,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create table catalog.scim_members (
  group_id uuid not null references catalog.scim_groups on delete cascade,
  user_id uuid not null references catalog.scim_users on delete cascade,
  primary key (group_id, user_id)
);
create index scim_members_user on catalog.scim_members (user_id);
