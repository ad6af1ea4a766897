-- oncall: which pages a person acted on in a period, for the measure of how many alerts were worth it; most lines are none.
create index page_log_acts on oncall.page_log (at)
  where entry ->> 'code' in ('acknowledged', 'snoozed', 'escalated', 'reassignedToUsers', 'reassignedToPolicy', 'resolved');
create index pages_opened on oncall.pages (opened_at) where kind = 'page' and group_id is not null;
