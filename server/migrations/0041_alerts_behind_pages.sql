-- detect: a page that many groups share finds them, and counts their alerts, by its id.
create index groups_page on detect.groups (page_id) where page_id is not null;
