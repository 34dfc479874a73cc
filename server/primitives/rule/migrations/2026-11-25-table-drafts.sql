create table rule.table_draft (
  table_name text primary key,
  content    jsonb not null,
  written_by text not null,
  written_at timestamptz not null
);
comment on table rule.table_draft is 'A table as somebody wants it; another one approves it, and then it is a version.';
comment on column rule.table_draft.table_name is 'Name of the table.';
comment on column rule.table_draft.content is 'What it would say.';
comment on column rule.table_draft.written_by is 'Who wrote it, and may not approve it.';
comment on column rule.table_draft.written_at is 'When.';
