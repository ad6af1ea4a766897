-- respond: what those who wait for news ask, read by whoever leads communications and by nobody else, so no event of a
-- stream that many read.
create table respond.questions (
  id uuid primary key,
  incident uuid not null references respond.incidents,
  asked_by text not null,
  asked_at timestamptz not null,
  text text not null,
  answer text,
  answered_at timestamptz,
  -- Who answered; null where the news that were there did.
  answered_by text,
  -- The news answered it before it was sent, whoever leads pointed to them, or said it in own words.
  how text check (how in ('alone', 'news', 'words')),
  check ((answered_at is null) = (how is null) and (answered_at is null) = (answer is null))
);
create index questions_of_incident on respond.questions (incident, asked_at desc);
