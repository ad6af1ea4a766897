-- learn: where an organisation wants it, somebody approves what has high priority before it counts as promised.
alter table learn.follow_ups
  add column asked_by text,
  add column asked_at timestamptz,
  add column approved_by text,
  add column approved_at timestamptz;
