-- oncall: pages; no column may default to now()
create table oncall.pages (opened_at timestamptz not null);
