-- oncall: life around the rota: who asks for cover and who offers it, and calendars to subscribe to.

create table oncall.cover_requests (
  id uuid primary key,
  schedule text not null references oncall.schedules on delete cascade,
  -- Whose shift it is.
  person text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  asked jsonb not null,
  note text not null,
  at_once boolean not null,
  state text not null check (state in ('open', 'covered', 'withdrawn', 'expired')),
  created_at timestamptz not null,
  -- When those asked are reminded, or the request is over; null when nothing follows.
  due_at timestamptz
);
create index cover_requests_due on oncall.cover_requests (due_at) where due_at is not null;
create index cover_requests_ends on oncall.cover_requests (ends_at);

create table oncall.cover_offers (
  id uuid primary key,
  request_id uuid not null references oncall.cover_requests on delete cascade,
  person text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The shift that is given in exchange; null for a favour.
  exchange jsonb,
  note text not null,
  state text not null check (state in ('waiting', 'accepted', 'declined', 'withdrawn', 'lapsed')),
  -- What really changed hands: spans, once accepted.
  taken jsonb not null,
  created_at timestamptz not null
);
create index cover_offers_request on oncall.cover_offers (request_id);

-- Addresses by which calendar programs read shifts. Whoever knows one reads it, so only its hash is kept.
create table oncall.calendars (
  id uuid primary key,
  hash text not null unique,
  person text not null,
  -- Null for the person's own shifts on every schedule.
  schedule text references oncall.schedules on delete cascade,
  created_at timestamptz not null,
  read_at timestamptz
);
create index calendars_person on oncall.calendars (person);
