-- oncall: ways to be reached are proved by a code, are marked when they are gone, and are held back when they ring too often.

-- Since when the provider says that nothing arrives there any more, and what it said.
alter table oncall.contacts add column gone_at timestamptz;
alter table oncall.contacts add column gone_reason text not null default '';

-- The code that was sent last to a contact method, as a keyed hash.
create table oncall.contact_codes (
  person text not null,
  contact text not null,
  proof text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  primary key (person, contact),
  foreign key (person, contact) references oncall.contacts on delete cascade
);

-- Notifications that were held back, to go out as one message for each contact method.
create table oncall.held_notifications (
  id uuid primary key,
  page_id uuid not null,
  person text not null,
  via text not null,
  kind text not null,
  lane text not null,
  message jsonb not null,
  held_at timestamptz not null,
  due_at timestamptz,
  expires_at timestamptz not null,
  -- Why it waits, and in the end what became of it.
  reason text not null,
  state text not null check (state in ('held', 'bundled', 'cancelled', 'expired')),
  -- The message that went out in place of it.
  delivery uuid,
  dedupe_key text not null unique
);
create index held_notifications_due on oncall.held_notifications (due_at) where state = 'held';
create index held_notifications_page on oncall.held_notifications (page_id);
