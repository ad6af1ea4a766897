-- inform: rules by which somebody outside must be told of an incident, in each of their versions.

-- Those that a company changed or added; what Muster comes with stands in its code.
create table inform.obligation_rules (
  name text not null,
  version int not null check (version > 1),
  rule jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (name, version)
);
