-- connect: what people tell the Telegram bot: whose turn it is to listen, and codes by which an account is linked.

create table connect.telegram_bots (
  -- Its number, the part of the token before the colon.
  bot text primary key,
  name text,
  -- The first update that was not dealt with yet; the Bot API forgets those before it.
  next_update bigint not null default 0,
  -- One node listens at a time, until then; whoever took over since has a higher fence.
  lease_until timestamptz,
  fence bigint not null default 0,
  tried_at timestamptz,
  -- Why nothing is heard, and since when; null while all is well.
  problem text,
  problem_since timestamptz
);

create table connect.telegram_links (
  person text primary key,
  code_hash text not null unique,
  expires_at timestamptz not null
);
