create schema transfer;
comment on schema transfer is 'How rows come from where departments hold them into the exchange, and go where a grant lets them. 数据汇聚交换';

create table transfer.job (
  id            uuid primary key,
  way           text not null check (way in ('in', 'out')),
  unit_id       text not null,
  resource_code text not null,
  grant_id      uuid,
  name          text not null,
  kind          text not null check (kind in ('postgres', 'mariadb', 'http', 'folder')),
  url           text not null,
  table_name    text not null,
  secret        bytea,
  mode          text not null check (mode in ('full', 'incremental', 'capture')),
  every_minutes integer check (every_minutes between 1 and 525600),
  next_at       timestamptz,
  mapping       jsonb not null,
  columns       jsonb,
  position      text,
  state         text not null check (state in ('active', 'ending', 'ended')),
  version       integer not null,
  created_at    timestamptz not null,
  created_by    text not null,
  check ((way = 'out') = (grant_id is not null))
);
create unique index job_in on transfer.job (resource_code) where way = 'in' and state = 'active';
create index job_unit on transfer.job (unit_id, id);
create index job_next on transfer.job (next_at) where state <> 'ended';
comment on table transfer.job is 'What is moved again and again 汇聚任务: rows of a source into an entry of its own unit, or what a grant gives into a table of the unit that has it.';
comment on column transfer.job.id is 'UUIDv7, made by whoever set it up.';
comment on column transfer.job.way is 'in: from a source into the exchange; out: under a grant into a target.';
comment on column transfer.job.unit_id is 'Whose source or target it is.';
comment on column transfer.job.resource_code is 'The entry of the catalogue.';
comment on column transfer.job.grant_id is 'Of one that goes out: under which grant.';
comment on column transfer.job.name is 'As the unit calls it.';
comment on column transfer.job.kind is 'Which connector.';
comment on column transfer.job.url is 'Where; without a password.';
comment on column transfer.job.table_name is 'Table, pattern of files, or path of the API.';
comment on column transfer.job.secret is 'Password or key, sealed; shown to nobody again.';
comment on column transfer.job.mode is 'full 全量, incremental 增量, capture 变更捕获.';
comment on column transfer.job.every_minutes is 'How often it runs by itself; null = by hand.';
comment on column transfer.job.next_at is 'When it runs by itself next; null = not before somebody says so.';
comment on column transfer.job.mapping is 'Columns of the source by field, where they bear another name.';
comment on column transfer.job.columns is 'The columns of the source as somebody accepted them, with their types; null = not looked at yet.';
comment on column transfer.job.position is 'From where changes go on 断点; null = the next run is a whole copy.';
comment on column transfer.job.state is 'active; ending: what is kept at the source for it is still to be forgotten; ended.';
comment on column transfer.job.version is 'Counts from 1; every change makes it one more.';
comment on column transfer.job.created_at is 'When it was set up.';
comment on column transfer.job.created_by is 'Kind and id of who set it up.';

create table transfer.run (
  id          uuid primary key,
  job_id      uuid not null references transfer.job (id),
  state       text not null check (state in ('waiting', 'running', 'paused', 'quarantined', 'stopped', 'differs', 'done')),
  whole       boolean,
  version     integer,
  position    text,
  mark        text,
  delivery_id uuid,
  estimate    bigint,
  before      bigint,
  chunks      integer not null,
  rows        bigint not null,
  bytes       bigint not null,
  good        bigint not null,
  changed     bigint not null,
  removed     bigint not null,
  rejected    bigint not null,
  content     numeric not null,
  asked_at    timestamptz not null,
  asked_by    text not null,
  started_at  timestamptz,
  moved_at    timestamptz,
  ended_at    timestamptz,
  next_at     timestamptz not null,
  holder      uuid,
  fence       integer not null,
  lease_until timestamptz,
  pause       boolean not null,
  tries       integer not null,
  reason      text,
  facts       jsonb,
  drift       jsonb,
  compared    jsonb,
  proposals   jsonb,
  entry_id    uuid
);
create index run_job on transfer.run (job_id, id);
create unique index run_open on transfer.run (job_id) where state in ('waiting', 'running', 'paused', 'quarantined');
create index run_due on transfer.run (next_at) where state in ('waiting', 'running');
comment on table transfer.run is 'One going of a job 运行: goes on from its last committed chunk whoever takes it up, and ends with a comparison of both sides.';
comment on column transfer.run.id is 'UUIDv7; the landing in the exchange bears it too.';
comment on column transfer.run.job_id is 'The job.';
comment on column transfer.run.state is 'waiting, running, paused; quarantined: the source''s columns are not those of the contract, and somebody decides; stopped: somebody must look; differs: both sides were compared and are not the same; done.';
comment on column transfer.run.whole is 'A whole copy, or changes since the job''s position; null = not begun.';
comment on column transfer.run.version is 'Of the entry: the contract by which it is judged.';
comment on column transfer.run.position is 'Of a whole copy: after the last committed chunk.';
comment on column transfer.run.mark is 'Of a whole copy: from where changes go on when it is finished.';
comment on column transfer.run.delivery_id is 'Of one that goes out: the delivery whose chunks these are.';
comment on column transfer.run.estimate is 'About how many rows there are; null = not known.';
comment on column transfer.run.before is 'How many rows the exchange had when it began.';
comment on column transfer.run.chunks is 'Chunks committed.';
comment on column transfer.run.rows is 'Rows, or changes, that the source sent.';
comment on column transfer.run.bytes is 'Bytes that it sent.';
comment on column transfer.run.good is 'Rows that met the contract.';
comment on column transfer.run.changed is 'Rows written because they were new or different.';
comment on column transfer.run.removed is 'Rows removed.';
comment on column transfer.run.rejected is 'Rows that did not meet the contract.';
comment on column transfer.run.content is 'Sum of what the good rows say, modulo 2^64.';
comment on column transfer.run.asked_at is 'When somebody, or its time, asked for it.';
comment on column transfer.run.asked_by is 'Kind and id of who asked.';
comment on column transfer.run.started_at is 'When it was first taken up.';
comment on column transfer.run.moved_at is 'When the last chunk was committed.';
comment on column transfer.run.ended_at is 'When it was over.';
comment on column transfer.run.next_at is 'Not taken up before.';
comment on column transfer.run.holder is 'The process that has it.';
comment on column transfer.run.fence is 'Counts who took it up: a holder of an earlier number can commit nothing more.';
comment on column transfer.run.lease_until is 'When it may be taken from its holder.';
comment on column transfer.run.pause is 'Somebody asked for a pause.';
comment on column transfer.run.tries is 'How often the source was out of reach since the last chunk.';
comment on column transfer.run.reason is 'Why it waits or stopped: a key of a text.';
comment on column transfer.run.facts is 'What fills that text.';
comment on column transfer.run.drift is 'What differs from the contract: extra, missing and retyped columns, and the columns as they are now.';
comment on column transfer.run.compared is 'Rows and sums of both sides at its end.';
comment on column transfer.run.proposals is 'Fields whose values look more personal than the catalogue says.';
comment on column transfer.run.entry_id is 'The leaf of the comparison.';

create table transfer.chunk (
  run_id   uuid not null references transfer.run (id),
  number   integer not null,
  rows     integer not null,
  bytes    bigint not null,
  good     integer not null,
  rejected integer not null,
  position text,
  at       timestamptz not null,
  primary key (run_id, number)
);
comment on table transfer.chunk is 'What was committed in each step of a run 批次, with the position in the same transaction.';
comment on column transfer.chunk.run_id is 'The run.';
comment on column transfer.chunk.number is 'From 1.';
comment on column transfer.chunk.rows is 'Rows, or changes, that it brought.';
comment on column transfer.chunk.bytes is 'Bytes.';
comment on column transfer.chunk.good is 'Rows that met the contract.';
comment on column transfer.chunk.rejected is 'Rows that did not.';
comment on column transfer.chunk.position is 'From where it goes on.';
comment on column transfer.chunk.at is 'When.';

create table transfer.reject (
  run_id      uuid not null references transfer.run (id),
  line        bigint not null,
  column_name text not null,
  code        text not null,
  value       text not null,
  primary key (run_id, line, column_name)
);
comment on table transfer.reject is 'Cells that did not meet the contract 不合格数据: the first ten thousand of a run.';
comment on column transfer.reject.run_id is 'The run.';
comment on column transfer.reject.line is 'Which row of the run, from 1.';
comment on column transfer.reject.column_name is 'The field, by its name in the catalogue.';
comment on column transfer.reject.code is 'What is wrong: a text of the reader''s language.';
comment on column transfer.reject.value is 'What was sent: its beginning, masked where it is personal.';

create table transfer.put_chunk (
  job_id      uuid not null references transfer.job (id),
  unit_id     text not null,
  delivery_id uuid not null,
  number      integer not null,
  sealed      bytea not null,
  primary key (job_id, delivery_id, number)
);
alter table transfer.put_chunk enable row level security;
alter table transfer.put_chunk force row level security;
create policy put_chunk_of_unit on transfer.put_chunk for all using (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true));
comment on table transfer.put_chunk is 'Rows that a job put into its target 已写入目标库的行: only these does it ever remove there. Of deliveries before the last that was compared none are kept.';
comment on column transfer.put_chunk.job_id is 'The job.';
comment on column transfer.put_chunk.unit_id is 'Whose job it is; seen by no other.';
comment on column transfer.put_chunk.delivery_id is 'The delivery.';
comment on column transfer.put_chunk.number is 'Its chunk.';
comment on column transfer.put_chunk.sealed is 'The keys of its rows, a line each, sealed: a key may be a person''s number.';
