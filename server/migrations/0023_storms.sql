-- oncall: groups of alerts that came in a storm and share one page, and what people missed while nothing could leave.
create table oncall.storms (
  page_id uuid primary key,
  service text not null,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  -- Whether what comes now still joins it.
  is_on boolean not null default true
);
create index storms_on on oncall.storms (service) where is_on;

-- The groups that have no page of their own, each once, so that the number is exact.
create table oncall.storm_groups (
  group_id uuid primary key,
  page_id uuid not null,
  service text not null,
  at timestamptz not null,
  is_over boolean not null default false
);
create index storm_groups_page on oncall.storm_groups (page_id);
create index storm_groups_at on oncall.storm_groups (at);

-- One row for each person to whom late messages are told as one; gathered while the backlog is worked off.
create table oncall.summaries (
  person text primary key,
  high int not null,
  low int not null,
  titles text[] not null,
  due_at timestamptz not null
);
