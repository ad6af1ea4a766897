-- oncall: pages
create table oncall.pages (
  opened_at timestamptz default clock_timestamp(), -- CAUGHT
  id uuid default gen_random_uuid() -- CAUGHT
);
