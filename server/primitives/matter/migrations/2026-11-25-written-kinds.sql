create table matter.kind_draft (
  kind       text primary key,
  content    jsonb not null,
  written_by text not null,
  written_at timestamptz not null
);
comment on table matter.kind_draft is 'A kind as somebody wants it; another one approves it, and then it is a version.';
comment on column matter.kind_draft.kind is 'Name of the kind.';
comment on column matter.kind_draft.content is 'What it would say.';
comment on column matter.kind_draft.written_by is 'Who wrote it, and may not approve it.';
comment on column matter.kind_draft.written_at is 'When.';
