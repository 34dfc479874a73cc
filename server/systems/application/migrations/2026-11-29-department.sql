create table application.department_setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table application.department_setting is 'Departments'' own systems 部门业务系统, the items that each decides 国垂/市垂, and its names for fields, codes and steps; from the city''s folder.';
comment on column application.department_setting.only_one is 'There is one row.';
comment on column application.department_setting.content is 'What the file says.';

create table application.department_system (
  code           text primary key,
  cursor         text,
  met_at         timestamptz,
  failed_at      timestamptz,
  failure        text,
  unsigned_times integer not null default 0,
  unsigned_at    timestamptz
);
comment on table application.department_system is 'How the city stands with each department''s system. It names nobody.';
comment on column application.department_system.code is 'Which system.';
comment on column application.department_system.cursor is 'After what its statuses are asked for next.';
comment on column application.department_system.met_at is 'When it was last asked, and answered.';
comment on column application.department_system.failed_at is 'Since when it does not answer; null = it does.';
comment on column application.department_system.failure is 'How it failed; never what it said.';
comment on column application.department_system.unsigned_times is 'Call-backs whose signature was not its own: they changed nothing.';
comment on column application.department_system.unsigned_at is 'The last of them.';

create table application.department_case (
  application_id uuid primary key references application.application,
  number         text not null unique,
  system_code    text not null,
  item_code      text not null,
  unit_id        text not null,
  version        integer not null check (version > 0),
  kind           text not null check (kind in ('apply', 'supplement', 'withdraw')),
  state          text not null check (state in ('due', 'pushed', 'parked')),
  due_since      timestamptz not null,
  next_at        timestamptz,
  tries          integer not null default 0,
  failure        text,
  left_at        timestamptz,
  pushed_at      timestamptz,
  receipt        text,
  heard_at       timestamptz,
  last_sequence  integer not null default 0,
  promised_at    timestamptz,
  result_id      uuid,
  document_hash  bytea check (octet_length(document_hash) = 32),
  file_id        uuid,
  check ((state = 'due') = (next_at is not null)),
  check ((document_hash is null) = (file_id is null))
);
create index department_case_next on application.department_case (next_at) where state = 'due';
create index department_case_promised on application.department_case (promised_at) where promised_at is not null;
create index department_case_waiting on application.department_case (due_since) where state <> 'pushed';
comment on table application.department_case is 'An application 办件 that a department''s own system decides: what was pushed, how far, and what came of it. It names nobody.';
comment on column application.department_case.application_id is 'Which application.';
comment on column application.department_case.number is 'Its number: the same there.';
comment on column application.department_case.system_code is 'Which system decides it.';
comment on column application.department_case.item_code is 'What for.';
comment on column application.department_case.unit_id is 'The unit that answers here.';
comment on column application.department_case.version is 'Of what is pushed; rises with each mending, so that number and version are pushed once.';
comment on column application.department_case.kind is 'apply: the whole; supplement: the whole, mended; withdraw: the person took it back.';
comment on column application.department_case.state is 'due: to be pushed; pushed: taken there; parked: refused there, somebody must mend it.';
comment on column application.department_case.due_since is 'Since when this version is to be pushed.';
comment on column application.department_case.next_at is 'When it is tried next; each time later.';
comment on column application.department_case.tries is 'How often this version was tried.';
comment on column application.department_case.failure is 'How the last try failed; never what was said.';
comment on column application.department_case.left_at is 'When this version was first sent, with its leaf; null = not yet.';
comment on column application.department_case.pushed_at is 'When it was taken there.';
comment on column application.department_case.receipt is 'The number that it has there.';
comment on column application.department_case.heard_at is 'When that system last said something of it.';
comment on column application.department_case.last_sequence is 'The last of its statuses that was taken, in its own count.';
comment on column application.department_case.promised_at is 'Until when it owes its next word; null = it owes none.';
comment on column application.department_case.result_id is 'The status that brought the result; null = none yet.';
comment on column application.department_case.document_hash is 'SHA-256 of the result''s document, as that system gave it.';
comment on column application.department_case.file_id is 'The document.';

create table application.department_message (
  id             uuid primary key,
  system_code    text not null,
  number         text not null,
  application_id uuid,
  direction      text not null check (direction in ('out', 'in')),
  what           text not null,
  sequence       integer,
  their_id       text,
  at             timestamptz not null,
  content_hash   bytea not null check (octet_length(content_hash) = 32),
  outcome        text not null check (outcome in ('waiting', 'taken', 'refused', 'repeated', 'unknown_number', 'of_another', 'unknown_code', 'out_of_order', 'not_now', 'bad_document', 'malformed')),
  reason         text,
  settled_at     timestamptz,
  settled_by     text
);
create index department_message_of on application.department_message (application_id, id);
create index department_message_waiting on application.department_message (system_code, number, sequence) where outcome = 'waiting' and direction = 'in';
create index department_message_kept on application.department_message (at) where outcome not in ('taken', 'repeated') and direction = 'in' and settled_at is null;
create unique index department_message_once on application.department_message (system_code, their_id, content_hash) where outcome <> 'repeated' and direction = 'in';
comment on table application.department_message is 'What was said to a department''s system and by it, in both directions, and what became of it. Whom it is about stands in the content.';
comment on column application.department_message.id is 'UUIDv7.';
comment on column application.department_message.system_code is 'Which system.';
comment on column application.department_message.number is 'Of which application, as it says.';
comment on column application.department_message.application_id is 'The application; null = there is none of that number with that system, or nobody looked yet.';
comment on column application.department_message.direction is 'out: pushed; in: a status.';
comment on column application.department_message.what is 'Out: which kind of push; in: the status in its own code.';
comment on column application.department_message.sequence is 'Out: the version; in: the how-manieth status of this application.';
comment on column application.department_message.their_id is 'Its own id of a status.';
comment on column application.department_message.at is 'When.';
comment on column application.department_message.content_hash is 'SHA-256 of the content.';
comment on column application.department_message.outcome is 'waiting: not looked at, not answered, or one before it is missing; taken; refused: what was pushed was not accepted; anything else: it changed nothing here.';
comment on column application.department_message.reason is 'Why it changed nothing: the code of a refusal.';
comment on column application.department_message.settled_at is 'When somebody said that they saw to it.';
comment on column application.department_message.settled_by is 'Who.';

create table application.department_content (
  message_id     uuid primary key references application.department_message,
  application_id uuid,
  content        bytea not null
);
create index department_content_of on application.department_content (application_id);
alter table application.department_content enable row level security;
alter table application.department_content force row level security;
create policy department_content_made on application.department_content for insert with check (true);
create policy department_content_read on application.department_content for select using (exists (select from application.application a where a.id = application_id) or current_setting('haihe.job', true) = 'application.take_statuses');
create policy department_content_changed on application.department_content for update using (exists (select from application.application a where a.id = application_id) or current_setting('haihe.job', true) = 'application.take_statuses');
comment on table application.department_content is 'What such a message says; read by whoever may read the application, and by nobody where there is none.';
comment on column application.department_content.message_id is 'Which message.';
comment on column application.department_content.application_id is 'Of which application; null = not known yet.';
comment on column application.department_content.content is 'Its words in JSON; sealed.';
