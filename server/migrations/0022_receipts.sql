-- platform: messages that wait for their receipt, and which kinds of message can be sent at all.
-- Handed over: a provider took it, and until `due_at` a receipt may say that it arrived.
alter table platform.deliveries drop constraint deliveries_state_check;
alter table platform.deliveries add constraint deliveries_state_check
  check (state in ('queued', 'sending', 'handed', 'delivered', 'failed', 'cancelled', 'expired'));
-- A receipt that came before the outcome of sending was written.
alter table platform.deliveries add column receipt jsonb;
create index deliveries_handed on platform.deliveries (lane, due_at) where state = 'handed';

-- Which kinds of message this server can send, as far as that is set up while it runs.
create table platform.ways_out (
  kind text primary key,
  changed_at timestamptz not null
);
