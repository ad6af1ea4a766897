-- catalog: one-time links by which a person sets a password and signs in for the first time, or again.
create table catalog.sign_in_links (
  hash text primary key,
  person text not null references catalog.people on delete cascade,
  expires_at timestamptz not null
);
create index sign_in_links_person on catalog.sign_in_links (person);
create index sign_in_links_expiry on catalog.sign_in_links (expires_at);
