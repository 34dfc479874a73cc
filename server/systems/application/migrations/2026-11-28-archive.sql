create table application.archive (
  application_id uuid primary key references application.application,
  unit_id        text not null,
  item_code      text not null,
  closed_at      timestamptz not null,
  due_at         timestamptz not null,
  keep           text not null check (keep in ('permanent', 'years_30', 'years_10')),
  archived_at    timestamptz,
  year           smallint,
  sequence       integer check (sequence > 0),
  sha256         bytea check (octet_length(sha256) = 32),
  bytes          integer,
  files          smallint,
  file_id        uuid,
  check (num_nonnulls(archived_at, year, sequence, sha256, bytes, files, file_id) in (0, 7))
);
create index archive_due on application.archive (due_at) where archived_at is null;
create unique index archive_number on application.archive (unit_id, year, keep, sequence) where archived_at is not null;
create index archive_of_unit on application.archive (unit_id, application_id);
create policy application_archived on application.application for select using (coalesce(current_setting('haihe.job', true), '') in ('application.to_archive', 'application.archive'));
comment on table application.archive is 'Closed applications 办结件, to be packed for the archives and packed 归档; it names nobody. Listed by the answering unit, whose post opens a package for a reason.';
comment on column application.archive.application_id is 'Which application.';
comment on column application.archive.unit_id is 'Whose file it is.';
comment on column application.archive.item_code is 'What it was for.';
comment on column application.archive.closed_at is 'When it was closed.';
comment on column application.archive.due_at is 'When it is packed.';
comment on column application.archive.keep is 'How long it is kept 保管期限.';
comment on column application.archive.archived_at is 'When it was packed; null = not yet.';
comment on column application.archive.year is 'The city''s year in which it was closed 年度.';
comment on column application.archive.sequence is '件号 of this unit, year and time of keeping.';
comment on column application.archive.sha256 is 'SHA-256 of the package; the ledger has it.';
comment on column application.archive.bytes is 'How large the package is.';
comment on column application.archive.files is 'How many files lie in it.';
comment on column application.archive.file_id is 'The package, sealed.';

create table application.archive_setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table application.archive_setting is 'When closed applications are packed, how long each kind is kept, and for what a package may be opened; from the city''s folder.';
comment on column application.archive_setting.only_one is 'There is one row.';
comment on column application.archive_setting.content is 'What the file says.';
