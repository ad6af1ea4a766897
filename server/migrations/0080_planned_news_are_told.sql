-- inform: what is said of planned work goes to audience lists, followers and subscribers as news of incidents do.
-- What a sending is about: the id in the column incident is that of a maintenance where it says so.
alter table inform.sendings add column about text not null default 'incident' check (about in ('incident', 'maintenance'));
-- The same for what a page said; the id of planned work is no notice of the page.
alter table inform.mailings drop constraint mailings_notice_fkey;
-- The word of planned work that it carries, so that each page tells it once.
alter table inform.mailings add column word uuid;
create unique index mailings_word on inform.mailings (page, word);
