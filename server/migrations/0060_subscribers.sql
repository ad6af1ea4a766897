-- inform: who asked to be told what a status page says, and what has been said to them.
create table inform.subscribers (
  id uuid primary key,
  page uuid not null references inform.status_pages on delete cascade,
  kind text not null check (kind in ('mail', 'webhook')),
  state text not null check (state in ('asked', 'confirmed', 'off', 'gone')),
  -- Finds an address again without telling it: a hash with a secret of this server.
  mark text not null,
  -- The address, the secret of its link and what a webhook's messages are signed with.
  sealed text not null,
  manage_hash text not null unique,
  -- Null for all of the page's components.
  components jsonb,
  asked_at timestamptz not null,
  -- Of the link in the first mail; used once.
  confirm_hash text unique,
  confirm_until timestamptz,
  confirmed_at timestamptz,
  -- When a message last arrived.
  ok_at timestamptz,
  -- Why it gets no more.
  reason text not null default '',
  unique (page, mark)
);
create index subscribers_told on inform.subscribers (page, id) where state = 'confirmed';
create index subscribers_waiting on inform.subscribers (asked_at) where state = 'asked';

-- How often a mailbox was written to because somebody typed it in, on whatever page.
create table inform.subscription_asks (
  mark text not null,
  at timestamptz not null
);
create index subscription_asks_mark on inform.subscription_asks (mark, at);
create index subscription_asks_at on inform.subscription_asks (at);

-- What a page said, as it was when it was said; due while subscribers are still to be told.
create table inform.mailings (
  id uuid primary key,
  page uuid not null references inform.status_pages on delete cascade,
  notice uuid not null references inform.notices on delete cascade,
  previous uuid,
  said jsonb not null,
  about jsonb not null,
  at timestamptz not null,
  -- The last subscriber for whom a message was queued.
  reached uuid,
  told int not null default 0,
  due_at timestamptz
);
create index mailings_due on inform.mailings (due_at) where due_at is not null;
create index mailings_notice on inform.mailings (page, notice, at);
