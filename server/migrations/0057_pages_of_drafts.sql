-- inform: a draft keeps for which status pages it is meant; null while nobody has chosen.
alter table inform.drafts add column pages jsonb;
