-- measure: how much of a service is lost at each level of impact, as the organisation says; each saying is kept.
create table measure.availability_rules (
  version int primary key check (version > 0),
  rule jsonb not null,
  changed_at timestamptz not null
);

alter table measure.impacts
  -- What it was said to be; the rule says what that weighs. Null for those of before this was kept.
  add column level text,
  -- Only where somebody stated how much was lost.
  alter column weight drop not null;
