-- oncall: what would go wrong on call before it does, who was told of it, and which changes are to be looked at.
create table oncall.coverage_findings (
  id uuid primary key,
  kind text not null,
  -- The schedule, policy, service or person that it is about.
  subject text not null,
  text text not null,
  team text,
  first_at timestamptz not null,
  -- When it begins to hurt; null where it hurts as soon as somebody is needed.
  bites_at timestamptz,
  told_at timestamptz,
  -- When the owners were told that it hurts within a day.
  urged_at timestamptz,
  ended_at timestamptz
);
create unique index coverage_findings_open on oncall.coverage_findings (kind, subject) where ended_at is null;

-- Changes since the last look; a row each, so that nobody who changes something waits for somebody else.
create table oncall.coverage_due (
  id uuid primary key,
  due_at timestamptz not null
);
