-- oncall: the alert that Muster sends itself each minute: when it last set out, and when it last arrived.
create table oncall.canary (
  is_only boolean primary key default true check (is_only),
  first_at timestamptz not null,
  sent_at timestamptz not null,
  arrived_at timestamptz,
  took_ms int
);
