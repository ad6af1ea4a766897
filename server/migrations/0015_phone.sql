-- connect: telephone providers, what was handed to them, and the codes by which people answer.
create schema if not exists connect;

-- A provider of text messages, calls or both. What it is reached by is sealed, with the secret of its own address here.
create table connect.providers (
  name text primary key,
  kind text not null check (kind in ('twilio', 'vonage', 'gateway')),
  classes text[] not null,
  place int not null,
  is_on boolean not null,
  sealed text not null,
  created_at timestamptz not null,
  -- What its own account answered when it was last asked, if it can be asked.
  probed_at timestamptz,
  probe_problem text
);

-- One message given to one provider, from the moment before it leaves. A test has no delivery.
create table connect.attempts (
  id uuid primary key,
  provider text not null,
  class text not null,
  delivery uuid,
  page text,
  person text not null,
  -- The number's keyed fingerprint; the number itself is not kept.
  number_key text not null,
  -- The provider's own id, by which its calls back are told.
  ref text,
  state text not null check (state in ('sending', 'handed', 'answered', 'delivered', 'undelivered', 'refused', 'unknown')),
  note text not null default '',
  at timestamptz not null,
  ended_at timestamptz
);
create index attempts_of_provider on connect.attempts (provider, at desc);
create index attempts_of_delivery on connect.attempts (delivery) where delivery is not null;
create index attempts_of_person on connect.attempts (person, at);
create index attempts_at on connect.attempts (at);

-- A short code in a text message: whoever answers with it from that number acknowledges that page as that person.
create table connect.codes (
  delivery uuid primary key,
  number_key text not null,
  code_key text not null,
  person text not null,
  page text not null,
  expires_at timestamptz not null
);
create index codes_of_number on connect.codes (number_key, expires_at);

-- What was heard from providers already, so that the same call again changes nothing.
create table connect.heard (
  provider text not null,
  ref text not null,
  at timestamptz not null,
  primary key (provider, ref)
);

-- Where messages may go and how many; without a row, what the contract says by default.
create table connect.phone_rule (
  only_one boolean primary key default true check (only_one),
  settings jsonb not null
);

-- What administrators were told already, so that they are told once: a class without a provider that works, a limit.
create table connect.alarms (
  subject text primary key,
  since timestamptz not null
);
