-- oncall: who paged whom by hand lately, so that nobody wakes people without end. Rows go when they do not count any more.

create table oncall.pages_by_hand (
  page_id uuid primary key,
  -- The person, or the token that belongs to nobody.
  caller text not null,
  -- Whom its first step called.
  people text[] not null,
  at timestamptz not null
);
create index pages_by_hand_at on oncall.pages_by_hand (at);
