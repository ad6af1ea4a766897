-- learn: what stood there before there was a search is read once, in its own time.
insert into learn.search_due (kind, subject, due_at) select 'incident', id, 'epoch' from respond.incidents;
insert into learn.search_due (kind, subject, due_at) select 'retrospective', id, 'epoch' from learn.retrospectives;
insert into learn.search_due (kind, subject, due_at) select 'follow-up', id, 'epoch' from learn.follow_ups;
