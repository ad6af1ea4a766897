-- measure: what figures are made from, worked out of the streams of incidents, and made anew from them at any time.
create table measure.incidents (
  incident uuid primary key,
  ref text not null,
  kind text not null,
  -- Why it counts nowhere; null for one that counts.
  excluded text,
  private boolean not null,
  insiders text[] not null,
  severity text not null,
  services text[] not null,
  declared_at timestamptz not null,
  resolved_at timestamptz,
  resolves int not null
);
create index incidents_declared on measure.incidents (declared_at);
create index incidents_resolved on measure.incidents (resolved_at) where resolved_at is not null;

-- One row for each duration of each incident: its seconds, or why there are none.
create table measure.durations (
  incident uuid not null references measure.incidents on delete cascade,
  name text not null,
  seconds double precision,
  why text,
  primary key (incident, name),
  check ((seconds is null) <> (why is null))
);

create table measure.impacts (
  incident uuid not null references measure.incidents on delete cascade,
  starts_at timestamptz not null,
  -- Null while it lasts.
  ends_at timestamptz,
  weight double precision not null,
  services text[] not null
);
create index impacts_incident on measure.impacts (incident);
create index impacts_start on measure.impacts (starts_at);

create table measure.promises (
  incident uuid not null references measure.incidents on delete cascade,
  audience text not null,
  due int not null,
  met int not null,
  overrun_seconds double precision not null,
  primary key (incident, audience)
);
