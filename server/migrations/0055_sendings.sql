-- inform: who was told what, when, by which way, with which result. What was sent stands here as it was sent.
create table inform.sendings (
  -- The id of the event by which the news went out, so that the same is sent once.
  id uuid primary key,
  incident uuid not null,
  update_id uuid not null,
  audience text not null,
  act text not null,
  at timestamptz not null,
  -- The words and what stands beside them, for every way out.
  news jsonb not null,
  -- When the next batch is handed to the lanes; null once all are.
  due_at timestamptz,
  -- When it was worked out who is told; null until then.
  resolved_at timestamptz
);
create index sendings_of_update on inform.sendings (update_id, at);
create index sendings_of_incident on inform.sendings (incident, at desc);
create index sendings_due on inform.sendings (due_at) where due_at is not null;
create table inform.tellings (
  id uuid primary key,
  -- Null for a test.
  sending uuid references inform.sendings,
  -- The member whose address it goes to; null for people.
  member uuid,
  person text,
  kind text not null,
  via text not null,
  -- The same for the same recipient, so that each is told once.
  recipient text not null,
  label text not null,
  why text not null,
  subscription uuid,
  state text not null check (state in ('planned', 'waiting', 'sent', 'failed', 'withheld')),
  reason text not null,
  delivery uuid,
  at timestamptz not null,
  unique (sending, recipient)
);
create index tellings_planned on inform.tellings (sending, id) where state = 'planned';
create index tellings_member on inform.tellings (member, id desc) where sending is null;
create index tellings_recipient on inform.tellings (recipient, id desc);
