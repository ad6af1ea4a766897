-- catalog: tokens say whose they are and what they may be used for; teams decide who edits what is theirs.

alter table catalog.tokens
  add column kind text not null default 'personal' check (kind in ('personal', 'service')),
  -- Null: everything that the access allows, as tokens did before there were scopes.
  add column scopes text[],
  -- A service token may change what belongs to its team; when the team goes, the token belongs to none.
  add column team text references catalog.teams on delete set null,
  add column about text not null default '',
  add column last_used_from text;
update catalog.tokens set kind = 'service' where person is null;
alter table catalog.tokens
  alter column kind drop default,
  add constraint tokens_owner check ((kind = 'personal') = (person is not null));
create index tokens_person on catalog.tokens (person);

alter table catalog.teams
  add column editing text not null default 'team' check (editing in ('team', 'responders', 'admins'));
