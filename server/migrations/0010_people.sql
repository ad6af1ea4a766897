-- catalog: people are invited, leave and come back; somebody who has left opens nothing and is not called.
alter table catalog.people
  add column deactivated_at timestamptz,
  -- When the person last signed in, by whatever means; null: never yet.
  add column signed_in_at timestamptz;

-- At most one open invitation for each person: a newer one takes the place of the one before it.
create table catalog.invitations (
  person text primary key references catalog.people on delete cascade,
  hash text not null unique,
  -- The address that it was made for, in lower case: with another address it is void.
  email_key text not null,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index invitations_expiry on catalog.invitations (expires_at);
