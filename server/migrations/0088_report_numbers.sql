-- learn: numbers of reports that can be looked for, and how a response went, question by question.
create table learn.figures (
  retrospective uuid not null references learn.retrospectives on delete cascade,
  -- What people say counts before what stands in the impact, and that before what the record tells.
  source text not null check (source in ('people', 'impact', 'record')),
  name text not null,
  value double precision not null,
  unit text not null
);
create unique index figures_once on learn.figures (retrospective, source, lower(name));

-- An answer is the report's. Who gave it is nobody's figure.
create table learn.scorecard_answers (
  retrospective uuid not null references learn.retrospectives on delete cascade,
  question text not null,
  answer text not null check (answer in ('yes', 'no', 'not-applicable')),
  note text not null,
  primary key (retrospective, question)
);
