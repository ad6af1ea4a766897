-- oncall: what people were to hear while nothing could leave, told to each as one.

-- Gathered by page, so that each counts once, in place of the counts that nothing has used yet.
drop table oncall.summaries;
create table oncall.late (
  person text not null,
  page_id uuid not null,
  -- When the backlog has been quiet for so long that it is told.
  due_at timestamptz not null,
  primary key (person, page_id)
);
