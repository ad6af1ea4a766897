-- learn: work that is agreed after incidents, with everything that ever became of it.
create schema if not exists learn;

create sequence learn.follow_up_refs;

create table learn.follow_ups (
  id uuid primary key,
  ref text not null unique,
  title text not null,
  note text not null,
  -- What will be there when it is done; empty while it is an idea.
  deliverable text not null,
  kind text check (kind in ('prevent', 'detect', 'mitigate', 'process', 'learn', 'investigate')),
  priority text not null check (priority in ('high', 'normal', 'low')),
  state text not null check (state in ('idea', 'open', 'started', 'done', 'cancelled')),
  owner text,
  team text,
  services text[] not null,
  incident uuid,
  retrospective uuid,
  factor uuid,
  -- The line of the incident's later-list that it was: one line becomes one idea, however often the incident ends.
  entry uuid unique,
  links jsonb not null default '[]',
  due_on date,
  -- The instant at which it is late: the end of that day where its owner lives.
  due_at timestamptz,
  -- The date that was agreed first, how often it was moved, and by when its priority asks for it.
  first_due_on date,
  moves int not null default 0,
  objective_on date,
  committed_at timestamptz,
  done_at timestamptz,
  evidence text,
  cancelled_at timestamptz,
  cancelled_why text,
  -- Whether it helped, as was found a month or more after it was done.
  effect text check (effect in ('effective', 'not-effective', 'unclear')),
  effect_note text not null default '',
  effect_by text,
  effect_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  -- Reminders up to here have been sent or passed over; the next one is due then.
  reminded_to timestamptz not null,
  remind_at timestamptz,
  -- What was agreed has all that makes it more than an idea.
  check (state in ('idea', 'cancelled')
    or kind is not null and owner is not null and due_on is not null and deliverable <> ''),
  check (state <> 'done' or evidence is not null and done_at is not null)
);
create index follow_ups_latest on learn.follow_ups (state, id desc);
create index follow_ups_owner on learn.follow_ups (owner, state);
create index follow_ups_incident on learn.follow_ups (incident) where incident is not null;
create index follow_ups_services on learn.follow_ups using gin (services);
create index follow_ups_due on learn.follow_ups (due_at) where due_at is not null;
create index follow_ups_remind on learn.follow_ups (remind_at) where remind_at is not null;

-- What became of each, in order; nothing here is ever changed.
create table learn.follow_up_history (
  follow_up uuid not null references learn.follow_ups,
  seq int not null check (seq > 0),
  at timestamptz not null,
  by text not null,
  act text not null,
  detail jsonb not null,
  primary key (follow_up, seq)
);
create function learn.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what became of a follow-up is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger history_is_kept before update or delete on learn.follow_up_history
  for each row execute function learn.refuse_change();
create trigger history_is_not_emptied before truncate on learn.follow_up_history
  execute function learn.refuse_change();

-- Incidents that came although the work against them was done.
create table learn.follow_up_recurrences (
  follow_up uuid not null references learn.follow_ups,
  incident uuid not null,
  by text not null,
  at timestamptz not null,
  primary key (follow_up, incident)
);

create table learn.follow_up_settings (
  single boolean primary key default true check (single),
  settings jsonb not null,
  changed_at timestamptz not null
);
