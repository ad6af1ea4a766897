-- learn: whether what stood there before there was a search is noted to be read. One row at most.
create table learn.search_begun (
  is_begun boolean primary key check (is_begun),
  at timestamptz not null
);
