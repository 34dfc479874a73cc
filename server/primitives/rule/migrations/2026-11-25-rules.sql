create schema rule;
comment on schema rule is 'What follows: versioned decision tables with effective dates, and the working calendar.';

create table rule.table_version (
  table_name     text not null,
  version        integer not null check (version > 0),
  hash           text not null,
  content        jsonb not null,
  effective_from date not null,
  effective_to   date,
  origin         text not null check (origin in ('folder', 'desk')),
  published_at   timestamptz not null,
  published_by   text not null,
  primary key (table_name, version)
);
comment on table rule.table_version is 'Every published version of every decision table; a version is never changed.';
comment on column rule.table_version.table_name is 'Name of the table, as decide() calls it.';
comment on column rule.table_version.version is '1, 2, 3 … for each table.';
comment on column rule.table_version.hash is 'Of the content: the process keeps compiled tables by it.';
comment on column rule.table_version.content is 'The table as it was written, with rows, sources and examples.';
comment on column rule.table_version.effective_from is 'First day on which it holds.';
comment on column rule.table_version.effective_to is 'Last day on which it holds; null = until a later version begins.';
comment on column rule.table_version.origin is 'Whether it came from the city''s folder or was edited at the desk; the folder never overwrites the desk.';
comment on column rule.table_version.published_at is 'When it was published.';
comment on column rule.table_version.published_by is 'Who published it.';

create table rule.folder_conflict (
  table_name text primary key,
  path       text not null,
  content    jsonb not null,
  found_at   timestamptz not null
);
comment on table rule.folder_conflict is 'Tables that changed in the city''s folder after they were edited at the desk; someone must choose.';
comment on column rule.folder_conflict.table_name is 'Name of the table.';
comment on column rule.folder_conflict.path is 'The file.';
comment on column rule.folder_conflict.content is 'What the file says.';
comment on column rule.folder_conflict.found_at is 'When the difference was found.';

create table rule.calendar (
  version      text primary key,
  data         jsonb not null,
  published_to date not null,
  since        timestamptz not null
);
comment on table rule.calendar is 'Every working calendar that ever held, whole: a deadline names its version and can be explained for ever.';
comment on column rule.calendar.version is 'Hash of zone, hours and days.';
comment on column rule.calendar.data is 'Zone, working hours, holidays and make-up working days.';
comment on column rule.calendar.published_to is 'Last day whose holidays are published; a deadline after it is provisional.';
comment on column rule.calendar.since is 'From when it is the calendar; the latest one holds.';

create table rule.calendar_source (
  path    text primary key,
  content jsonb not null
);
comment on table rule.calendar_source is 'Days the city changed, and years it lists as published, from calendar/*.yaml.';
comment on column rule.calendar_source.path is 'The file.';
comment on column rule.calendar_source.content is 'What it says.';
