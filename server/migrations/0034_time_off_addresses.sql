-- oncall: addresses at which people's own calendars tell when they are away, and what was last read there.

create table oncall.time_off_addresses (
  id uuid primary key,
  person text not null unique,
  -- The address is a secret: whoever knows it reads the calendar.
  sealed text not null,
  etag text,
  -- When it was last read without a problem.
  read_at timestamptz,
  problem text,
  due_at timestamptz not null
);
create index time_off_addresses_due on oncall.time_off_addresses (due_at);

create table oncall.time_off_read (
  address uuid not null references oncall.time_off_addresses on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (address, starts_at),
  check (starts_at < ends_at)
);
