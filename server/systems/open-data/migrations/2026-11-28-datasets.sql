create schema open_data;
comment on schema open_data is 'What the city gives to everybody: published only through the gate, in versions, and never taken away in silence. 公共数据开放';

create table open_data.setting (
  id      integer primary key check (id = 1),
  content jsonb not null
);
comment on table open_data.setting is 'What the city''s folder says of open data 开放参数: least group, quotas, licences.';
comment on column open_data.setting.id is 'One row.';
comment on column open_data.setting.content is 'As the folder has it.';

create table open_data.dataset (
  id               uuid primary key,
  name             text not null unique check (name ~ '^[a-z][a-z0-9-]{1,79}$'),
  title            text not null,
  unit_id          text not null,
  resource_code    text,
  theme            text not null,
  tags             text[] not null,
  summary          text not null,
  cycle            text not null check (cycle in ('realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once')),
  licence          text not null,
  scope            text not null,
  grade            smallint not null check (grade between 1 and 4),
  about_people     boolean not null,
  quasi            text[] not null,
  columns          jsonb not null,
  origin           text not null check (origin in ('folder', 'desk')),
  created_at       timestamptz not null,
  created_by       text not null,
  version          integer not null,
  version_id       uuid,
  renewed_at       timestamptz,
  withdrawn_at     timestamptz,
  withdrawn_reason text,
  ratings          integer not null,
  rating_sum       integer not null,
  tokens           text[] not null,
  check ((version = 0) = (version_id is null)),
  check (withdrawn_at is null or withdrawn_reason is not null)
);
create index dataset_tokens on open_data.dataset using gin (tokens);
create index dataset_unit on open_data.dataset (unit_id, name);
comment on table open_data.dataset is 'An open dataset 开放数据集, prepared or published.';
comment on column open_data.dataset.id is 'UUIDv7.';
comment on column open_data.dataset.name is 'In its address; for ever.';
comment on column open_data.dataset.title is 'Its name for people.';
comment on column open_data.dataset.unit_id is 'Who publishes it and answers for it.';
comment on column open_data.dataset.resource_code is 'The entry of the exchange''s catalogue that it comes from; null = none.';
comment on column open_data.dataset.theme is 'Theme 主题.';
comment on column open_data.dataset.tags is 'Words by which it is found.';
comment on column open_data.dataset.summary is '摘要.';
comment on column open_data.dataset.cycle is 'How often it is renewed 更新周期.';
comment on column open_data.dataset.licence is 'On what terms it may be used; a licence of the settings.';
comment on column open_data.dataset.scope is 'What it covers: places and time.';
comment on column open_data.dataset.grade is 'As the unit grades it, 1 to 4 (GB/T 43697); only 1 is opened.';
comment on column open_data.dataset.about_people is 'Derived from records of persons: then groups must be large enough.';
comment on column open_data.dataset.quasi is 'Headings that together might single somebody out 准标识符.';
comment on column open_data.dataset.columns is 'What the unit says of columns by heading: field, note, type, left out.';
comment on column open_data.dataset.origin is 'The city''s folder, or the desk.';
comment on column open_data.dataset.created_at is 'When it was first written down.';
comment on column open_data.dataset.created_by is 'Kind and id of who did.';
comment on column open_data.dataset.version is 'The newest published version; 0 = none yet.';
comment on column open_data.dataset.version_id is 'Its row in version.';
comment on column open_data.dataset.renewed_at is 'When the newest version was published.';
comment on column open_data.dataset.withdrawn_at is 'When it was withdrawn; its address then says why.';
comment on column open_data.dataset.withdrawn_reason is 'Why, for everybody.';
comment on column open_data.dataset.ratings is 'How many rated it.';
comment on column open_data.dataset.rating_sum is 'The sum of their ratings.';
comment on column open_data.dataset.tokens is 'Pairs of signs of title, unit, tags, summary and headings, by which it is found.';

create table open_data.version (
  id             uuid primary key,
  dataset_id     uuid not null references open_data.dataset (id),
  number         integer,
  file_name      text not null,
  format         text not null,
  encoding       text,
  bytes          bigint not null,
  sha256         bytea not null,
  rows           integer not null,
  kept           boolean not null,
  blank_rows     integer not null,
  rejected       integer not null,
  faults         jsonb not null,
  columns        jsonb not null,
  left_out       text[] not null,
  findings       jsonb not null,
  loaded_at      timestamptz not null,
  loaded_by      text not null,
  accept_rejects boolean not null,
  note           text,
  signed_by      text,
  signed_at      timestamptz,
  change         text not null,
  gate           jsonb,
  published_at   timestamptz,
  published_by   text,
  entry_id       uuid,
  unique (dataset_id, number),
  check ((number is null) = (published_at is null)),
  check (number is null or (gate is not null and note is not null and kept))
);
create unique index version_draft on open_data.version (dataset_id) where number is null;
comment on table open_data.version is 'One table of a dataset as it was sent and read: a draft, or published under a number.';
comment on column open_data.version.id is 'UUIDv7.';
comment on column open_data.version.dataset_id is 'The dataset.';
comment on column open_data.version.number is 'From 1, in the order of publication; null = a draft, of which there is one at most.';
comment on column open_data.version.file_name is 'What the file was called.';
comment on column open_data.version.format is 'csv or xlsx.';
comment on column open_data.version.encoding is 'Of a text file, as it was found out.';
comment on column open_data.version.bytes is 'Its size.';
comment on column open_data.version.sha256 is 'Of its bytes.';
comment on column open_data.version.rows is 'Rows that came in.';
comment on column open_data.version.kept is 'Whether the rows are stored; false where personal data were found.';
comment on column open_data.version.blank_rows is 'Blank rows that were passed over.';
comment on column open_data.version.rejected is 'Rows that did not come in.';
comment on column open_data.version.faults is 'The first of them: line, column, code, value.';
comment on column open_data.version.columns is 'Its columns in the order of the values: heading, field, type, note, values, blanks, role.';
comment on column open_data.version.left_out is 'Headings whose values were never stored.';
comment on column open_data.version.findings is 'Personal data that the scan found, by column: kind, grade, rows; no value.';
comment on column open_data.version.loaded_at is 'When it was sent.';
comment on column open_data.version.loaded_by is 'Kind and id of who sent it.';
comment on column open_data.version.accept_rejects is 'The head accepts that the rejected rows stay away.';
comment on column open_data.version.note is 'Disclosure note 开放说明 of the unit''s head.';
comment on column open_data.version.signed_by is 'Who signed it: kind and id.';
comment on column open_data.version.signed_at is 'When.';
comment on column open_data.version.change is 'What is different from the version before, for everybody 变更说明.';
comment on column open_data.version.gate is 'What each check of the gate said when it was published 开放审查.';
comment on column open_data.version.published_at is 'When it was published.';
comment on column open_data.version.published_by is 'By whom: kind and id.';
comment on column open_data.version.entry_id is 'The gate''s decision in the ledger.';

create table open_data.row (
  version_id uuid not null,
  n          integer not null,
  cells      text[] not null,
  primary key (version_id, n)
) partition by range (version_id);
insert into base.partitioned (relation, period) values ('open_data.row', 'month');
comment on table open_data.row is 'The rows of all versions, as text in the form that PostgreSQL casts; null where blank.';
comment on column open_data.row.version_id is 'The version.';
comment on column open_data.row.n is 'Its place in the file, from 1.';
comment on column open_data.row.cells is 'One value a column of the version.';

create table open_data.copy (
  version_id uuid not null references open_data.version (id),
  format     text not null check (format in ('csv', 'json', 'xlsx', 'parquet')),
  sha256     bytea not null,
  bytes      bigint not null,
  made_at    timestamptz not null,
  primary key (version_id, format)
);
comment on table open_data.copy is 'A version as a file to be downloaded, made once; it lies under its hash.';
comment on column open_data.copy.version_id is 'The version.';
comment on column open_data.copy.format is 'csv, json, xlsx, parquet.';
comment on column open_data.copy.sha256 is 'Of its bytes, and its name on disk.';
comment on column open_data.copy.bytes is 'Its size.';
comment on column open_data.copy.made_at is 'When it was made.';

create table open_data.use (
  dataset_id uuid not null references open_data.dataset (id),
  on_day     date not null,
  way        text not null check (way in ('csv', 'json', 'xlsx', 'parquet', 'api', 'view')),
  uses       bigint not null,
  primary key (dataset_id, on_day, way)
);
comment on table open_data.use is 'How often a dataset was used each day 使用统计; of no user.';
comment on column open_data.use.dataset_id is 'The dataset.';
comment on column open_data.use.on_day is 'The city''s day.';
comment on column open_data.use.way is 'A download by its format, the interface, or its page.';
comment on column open_data.use.uses is 'How often.';
