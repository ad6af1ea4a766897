-- inform: what is told of planned work, approved by a person, and what was said.
create table inform.planned_notices (
  maintenance uuid primary key,
  audiences text[] not null,
  title text not null,
  remind_hours int[] not null,
  texts jsonb not null,
  approved_by text not null,
  approved_at timestamptz not null,
  -- Reminders up to here have been given or left out.
  reminded_to timestamptz not null,
  due_at timestamptz
);
create index planned_notices_due on inform.planned_notices (due_at) where due_at is not null;

create table inform.planned_news (
  id uuid primary key,
  maintenance uuid not null references inform.planned_notices on delete cascade,
  act text not null,
  at timestamptz not null,
  audiences text[] not null,
  title text not null,
  text text not null,
  -- The planned start of the window that it is about, and how long before it a reminder came.
  starts_at timestamptz,
  hours int not null default 0
);
create index planned_news_of on inform.planned_news (maintenance, at);
