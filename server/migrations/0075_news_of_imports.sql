-- respond: which incidents that were taken in nobody has been told of: it waits until all of a history is in.
create table respond.imported_news (
  id uuid primary key,
  incidents uuid[] not null,
  due_at timestamptz not null
);
create index imported_news_due on respond.imported_news (due_at);
