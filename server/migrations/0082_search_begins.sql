-- learn: what stood there before there was a search is read once, in its own time.
insert into learn.search_due (kind, subject, due_at) values ('incidents-after', '00000000-0000-0000-0000-000000000000', 'epoch');
insert into learn.search_due (kind, subject, due_at) select 'retrospective', id, 'epoch' from learn.retrospectives;
insert into learn.search_due (kind, subject, due_at) select 'follow-up', id, 'epoch' from learn.follow_ups;
