-- inform: status pages, and what was put on them; the pages themselves are files, made from this.
create table inform.status_pages (
  id uuid primary key,
  name text not null unique,
  title text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  host text unique,
  colour text,
  logo text not null,
  two_persons boolean not null,
  follows text not null check (follows in ('nothing', 'impact')),
  -- Counts the changes of the page itself, not of what stands on it.
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- A host leads to what everybody may read.
  check (host is null or visibility = 'public')
);

create table inform.components (
  id uuid primary key,
  page uuid not null references inform.status_pages on delete cascade,
  name text not null,
  about text not null,
  group_name text,
  services text[] not null,
  place int not null,
  -- Since when its history is known.
  since timestamptz not null,
  unique (page, name) deferrable initially deferred
);

-- One for each incident on a page, or for each that was brought from elsewhere, by its key there.
create table inform.notices (
  id uuid primary key,
  page uuid not null references inform.status_pages on delete cascade,
  incident uuid,
  source text,
  created_at timestamptz not null,
  unique (page, incident),
  unique (page, source)
);

create table inform.page_updates (
  id uuid primary key,
  notice uuid not null references inform.notices on delete cascade,
  -- The news of the incident that it came from.
  update uuid,
  title text,
  state text,
  text text not null,
  -- Ids of components and their states.
  components jsonb not null,
  at timestamptz not null,
  by text not null,
  edited_at timestamptz,
  retracted_at timestamptz,
  -- Of a page with two persons: who agreed, or refused, and why.
  waiting boolean not null,
  decided_by text,
  decided_at timestamptz,
  refused boolean not null default false,
  reason text not null default '',
  unique (notice, update)
);
create index page_updates_waiting on inform.page_updates (notice) where waiting;

-- What incidents did to services, as their streams say; made anew with each change of one.
create table inform.service_impacts (
  incident uuid not null,
  id uuid not null,
  starts_at timestamptz not null,
  -- Null while it lasts.
  ends_at timestamptz,
  level text not null,
  services text[] not null,
  -- Whether a page that follows impact may show it: of a real incident that is open to see.
  is_open boolean not null,
  primary key (incident, id)
);
create index service_impacts_services on inform.service_impacts using gin (services);

-- How writing the files went, for each place where they are written.
create table inform.page_writings (
  page uuid not null references inform.status_pages on delete cascade,
  place text not null,
  at timestamptz,
  problem text,
  failed_since timestamptz,
  told_at timestamptz,
  primary key (page, place)
);
