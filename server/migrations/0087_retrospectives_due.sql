-- learn: what makes a retrospective due, by rules that were set beforehand, and which signal would have seen it.
create table learn.retrospective_settings (
  single boolean primary key default true check (single),
  settings jsonb not null,
  changed_at timestamptz not null
);

alter table learn.retrospectives
  -- The rules that its incident met, in sentences; empty where it met none.
  add column due text[] not null default '{}',
  -- Which signal would have seen it sooner, in the words of those who were there; empty while nobody has said.
  add column signal text not null default '',
  -- When it happened: the end of the response, or when it was begun where there is no incident.
  add column happened_at timestamptz;
update learn.retrospectives set happened_at = created_at;
alter table learn.retrospectives alter column happened_at set not null;

alter table learn.comments
  -- Who leads whom it praises, as the writer named them; they get the same letter.
  add column lead text;
