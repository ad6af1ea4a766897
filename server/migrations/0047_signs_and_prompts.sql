-- respond: when a sign of the response turns red next, and pages whose owner is asked whether to declare an incident.
create table respond.signs (
  incident uuid primary key references respond.incidents,
  -- When a sign turns red by itself, or may be told again; null while none will.
  due_at timestamptz,
  -- Sign by name: when the commander was told of it last.
  told jsonb not null
);
create index signs_due on respond.signs (due_at);

create table respond.prompts (
  page uuid primary key,
  owner text,
  acknowledged_at timestamptz not null,
  -- When the hour of focused work is over; null once it was asked, or there is nothing left to ask.
  due_at timestamptz,
  raised_at timestamptz,
  refused_at timestamptz,
  refused_by text,
  reason text
);
create index prompts_due on respond.prompts (due_at);
