-- learn: what was ever written, made ready to be found. It is made from the records and can be made anew.
do $$
begin
  create extension if not exists pg_trgm;
exception
  when insufficient_privilege or undefined_file or feature_not_supported then
    raise exception 'Muster needs the extension pg_trgm. Let an administrator of the database run: create extension pg_trgm';
end $$;

create table learn.search_texts (
  kind text not null,
  -- The id of what it belongs to: an incident, a retrospective, a follow-up.
  subject uuid not null,
  -- Long records are kept in pieces.
  part int not null,
  ref text not null,
  -- Who may find it is asked of this incident each time; null for what belongs to none.
  incident uuid,
  title text not null,
  body text not null,
  services text[] not null,
  at timestamptz not null,
  words tsvector not null,
  primary key (kind, subject, part)
);
create index search_texts_words on learn.search_texts using gin (words);
create index search_texts_subject on learn.search_texts (subject);

-- Every word that there is, to find those that somebody mistyped.
create table learn.search_words (word text primary key);
create index search_words_alike on learn.search_words using gin (word gin_trgm_ops);

-- What is to be looked at again; apart from the work of whoever changed it.
create table learn.search_due (
  kind text not null,
  subject uuid not null,
  due_at timestamptz not null,
  primary key (kind, subject)
);
create index search_due_at on learn.search_due (due_at);
