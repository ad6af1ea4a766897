-- detect: a group whose alert comes and goes stays open until it has been quiet for a while.
alter table detect.alerts add column comebacks int not null default 0;
alter table detect.groups add column close_at timestamptz;
create index groups_close on detect.groups (close_at) where close_at is not null;
