create schema hotline;
comment on schema hotline is 'The city''s one number: calls, orders, what callers are told. 政务服务便民热线';

create table hotline.call (
  id            uuid not null primary key,
  operator_id   text not null,
  post_id       uuid,
  department_id text not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  outcome       text check (outcome in ('registered', 'answered', 'not_taken', 'transferred', 'joined', 'cut_off')),
  note          text not null default ''
) partition by range (id);
comment on table hotline.call is 'Calls taken. Counted by hour for staffing, never by operator. 通话记录';
comment on column hotline.call.id is 'UUIDv7, made by the desk.';
comment on column hotline.call.operator_id is 'Who took it: shown to that person alone.';
comment on column hotline.call.post_id is 'The operator''s post.';
comment on column hotline.call.department_id is 'The hotline body.';
comment on column hotline.call.started_at is 'When it was taken.';
comment on column hotline.call.ended_at is 'When it was wrapped up; null = still speaking.';
comment on column hotline.call.outcome is 'How it ended.';
comment on column hotline.call.note is 'Wrap-up; no identifying text.';
create index call_of_operator on hotline.call (operator_id, started_at);
create index call_day on hotline.call (started_at);
insert into base.partitioned (relation, period) values ('hotline.call', 'month');

create table hotline.caller (
  call_id       uuid not null primary key,
  number        bytea,
  name          bytea,
  digest        bytea,
  department_id text not null,
  at            timestamptz not null
) partition by range (call_id);
comment on table hotline.caller is 'Who called: sealed, seen by the hotline body''s own posts only. 来电人';
comment on column hotline.caller.call_id is 'The call.';
comment on column hotline.caller.number is 'Sealed telephone number; null = withheld.';
comment on column hotline.caller.name is 'Sealed; null = not given.';
comment on column hotline.caller.digest is 'Blind index of the number, for earlier calls.';
comment on column hotline.caller.department_id is 'The hotline body, whose posts may read.';
comment on column hotline.caller.at is 'When it was written.';
create index caller_digest on hotline.caller (digest) where digest is not null;
alter table hotline.caller enable row level security;
alter table hotline.caller force row level security;
create policy caller_of_hotline on hotline.caller for all using (department_id = current_setting('haihe.department', true) and current_setting('haihe.department', true) <> '');
create policy caller_for_dialling on hotline.caller for select using (current_setting('haihe.job', true) = 'hotline.bridge_calls');
insert into base.partitioned (relation, period) values ('hotline.caller', 'month');

create table hotline.order (
  id            uuid not null primary key,
  call_id       uuid not null,
  kind          text not null check (kind in ('consult', 'help', 'complaint', 'accusation', 'suggestion')),
  item_code     text,
  division_path text collate "C" not null,
  risk          boolean not null,
  supply        text not null check (supply in ('water', 'power', 'gas', 'heat', 'none')),
  complex       boolean not null,
  not_taken     text,
  joined_to     uuid,
  department_id text not null,
  registered_at timestamptz not null
) partition by range (id);
comment on table hotline.order is 'Orders: what a caller wants done or known. State, clock and unit lie in matter.matter under the same id. 热线工单';
comment on column hotline.order.id is 'UUIDv7, made by the desk; the matter''s id.';
comment on column hotline.order.call_id is 'The call that it came by.';
comment on column hotline.order.kind is 'consult 咨询, help 求助, complaint 投诉, accusation 举报, suggestion 建议.';
comment on column hotline.order.item_code is 'Entry in the catalogue of governance items; null = none fits.';
comment on column hotline.order.division_path is 'Where it is; empty = the whole city or unknown.';
comment on column hotline.order.risk is 'Life or property is at risk.';
comment on column hotline.order.supply is 'Which supply of daily life it touches.';
comment on column hotline.order.complex is 'Complex: a unit has longer to return it.';
comment on column hotline.order.not_taken is 'Code of the matter not taken, where it was refused.';
comment on column hotline.order.joined_to is 'The order that it was joined to; its caller is called back with that one''s.';
comment on column hotline.order.department_id is 'The hotline body.';
comment on column hotline.order.registered_at is 'When.';
create index order_day on hotline.order (registered_at);
create index order_same on hotline.order (item_code, division_path, registered_at) where kind <> 'accusation' and item_code is not null;
create index order_joined on hotline.order (joined_to) where joined_to is not null;
create index order_call on hotline.order (call_id);
insert into base.partitioned (relation, period) values ('hotline.order', 'month');

create table hotline.order_words (
  order_id      uuid not null primary key,
  words         text not null,
  place_words   text not null,
  caller_shown  text,
  department_id text not null,
  units         text[] not null
) partition by range (order_id);
comment on table hotline.order_words is 'What the caller said: read by id, by the hotline body and by the units that have the order now. 来电内容';
comment on column hotline.order_words.order_id is 'The order.';
comment on column hotline.order_words.words is 'As the operator wrote it down.';
comment on column hotline.order_words.place_words is 'House, door, landmark.';
comment on column hotline.order_words.caller_shown is 'Masked name for the unit that helps; never for complaints and accusations.';
comment on column hotline.order_words.department_id is 'The hotline body.';
comment on column hotline.order_words.units is 'Lead and supporting units now.';
alter table hotline.order_words enable row level security;
alter table hotline.order_words force row level security;
create policy words_of_hotline on hotline.order_words for all using (department_id = current_setting('haihe.department', true) and current_setting('haihe.department', true) <> '');
create policy words_of_units on hotline.order_words for select using (current_setting('haihe.department', true) = any (units));
create policy words_for_share on hotline.order_words for all using (current_setting('haihe.job', true) in ('hotline.withdraw_words', 'hotline.widen_words'));
insert into base.partitioned (relation, period) values ('hotline.order_words', 'month');

create table hotline.incident_link (
  order_id      uuid not null,
  incident_id   uuid not null,
  how           text not null check (how in ('raised', 'joined')),
  at            timestamptz not null,
  ended_at      timestamptz,
  primary key (order_id, incident_id)
);
comment on table hotline.incident_link is 'Orders that are really incidents. 工单与事件';
comment on column hotline.incident_link.order_id is 'The order.';
comment on column hotline.incident_link.incident_id is 'The incident in governance.';
comment on column hotline.incident_link.how is 'raised = the order made it; joined = it was there.';
comment on column hotline.incident_link.at is 'When.';
comment on column hotline.incident_link.ended_at is 'When the incident ended and the order went on.';
create index incident_link_open on hotline.incident_link (incident_id) where ended_at is null;

create table hotline.transfer (
  id            uuid primary key,
  call_id       uuid not null,
  order_id      uuid,
  number        text not null,
  reason        text not null,
  actor_id      text not null,
  post_id       uuid,
  asked_at      timestamptz not null,
  tried_at      timestamptz,
  outcome       text check (outcome in ('put_through', 'refused', 'unclear'))
);
comment on table hotline.transfer is 'One-key transfers to emergency numbers: who, when, to which. 一键转接';
comment on column hotline.transfer.id is 'UUIDv7, made by the desk: twice pressed is once transferred.';
comment on column hotline.transfer.call_id is 'The call.';
comment on column hotline.transfer.order_id is 'The order that was registered for it, where there is one.';
comment on column hotline.transfer.number is 'Emergency number.';
comment on column hotline.transfer.reason is 'Why.';
comment on column hotline.transfer.actor_id is 'Who pressed.';
comment on column hotline.transfer.post_id is 'Their post.';
comment on column hotline.transfer.asked_at is 'When.';
comment on column hotline.transfer.tried_at is 'When the switch was asked.';
comment on column hotline.transfer.outcome is 'What the switch answered; unclear = it did not.';
create index transfer_waiting on hotline.transfer (asked_at) where tried_at is null;
create index transfer_call on hotline.transfer (call_id);

create table hotline.dial (
  id            uuid primary key,
  order_id      uuid not null,
  actor_id      text not null,
  post_id       uuid,
  department_id text not null,
  extension     text not null,
  asked_at      timestamptz not null,
  tried_at      timestamptz,
  outcome       text check (outcome in ('bridged', 'refused', 'unclear')),
  middle_number text
);
comment on table hotline.dial is 'Calls to a caller by masked dialling: neither side sees the other''s number. 隐号拨打';
comment on column hotline.dial.id is 'UUIDv7, made by the desk.';
comment on column hotline.dial.order_id is 'For which order.';
comment on column hotline.dial.actor_id is 'Who calls.';
comment on column hotline.dial.post_id is 'Their post.';
comment on column hotline.dial.department_id is 'Their unit.';
comment on column hotline.dial.extension is 'The caller''s own office telephone that rings first.';
comment on column hotline.dial.asked_at is 'When.';
comment on column hotline.dial.tried_at is 'When the exchange was asked.';
comment on column hotline.dial.outcome is 'What it answered.';
comment on column hotline.dial.middle_number is 'The number both sides see.';
create index dial_waiting on hotline.dial (asked_at) where tried_at is null;
create index dial_order on hotline.dial (order_id);

create table hotline.not_taken (
  code          text primary key,
  name          text not null,
  words         text[] not null,
  reason        text not null,
  door          jsonb not null,
  source        text not null,
  place         integer not null,
  ended         boolean not null default false
);
comment on table hotline.not_taken is 'What the hotline does not take, each with the right door. 不受理事项';
comment on column hotline.not_taken.code is 'Word in requests and leaves.';
comment on column hotline.not_taken.name is 'What it is.';
comment on column hotline.not_taken.words is 'What callers say.';
comment on column hotline.not_taken.reason is 'Why not here.';
comment on column hotline.not_taken.door is 'Where instead: name, phone, where.';
comment on column hotline.not_taken.source is 'Law or rule it rests on.';
comment on column hotline.not_taken.place is 'Order in the city''s file.';
comment on column hotline.not_taken.ended is 'Left the list.';

create table hotline.article (
  id            text primary key,
  owner_id      text not null,
  version       integer not null,
  review_on     date not null,
  reminded_on   date,
  origin        text not null check (origin in ('folder', 'desk')),
  withdrawn_at  timestamptz,
  changed_at    timestamptz not null
);
comment on table hotline.article is 'Knowledge: short answers, each owned by a department that reads it again. 知识库';
comment on column hotline.article.id is 'Readable and lasting.';
comment on column hotline.article.owner_id is 'Department that answers for it.';
comment on column hotline.article.version is 'The approved version that operators see; 0 = none yet.';
comment on column hotline.article.review_on is 'Day on which its owner reads it again.';
comment on column hotline.article.reminded_on is 'The review day of which its owner was reminded.';
comment on column hotline.article.origin is 'folder = follows the city''s folder; desk = changed by a desk and kept.';
comment on column hotline.article.withdrawn_at is 'When it was taken back; null = in use.';
comment on column hotline.article.changed_at is 'Last change; the stamp of what is held in memory.';
create index article_owner on hotline.article (owner_id);

create table hotline.article_version (
  article_id    text not null references hotline.article (id),
  version       integer not null,
  title         text not null,
  words         text[] not null,
  answer        text not null,
  source        text not null,
  items         text[] not null,
  review_on     date not null,
  written_by    text not null,
  written_at    timestamptz not null,
  decided_by    text,
  decided_at    timestamptz,
  approved      boolean,
  reason        text,
  primary key (article_id, version)
);
comment on table hotline.article_version is 'What an article said, and who wrote and who approved it. 知识版本';
comment on column hotline.article_version.article_id is 'The article.';
comment on column hotline.article_version.version is 'Grows with each text.';
comment on column hotline.article_version.title is 'The question.';
comment on column hotline.article_version.words is 'What callers say.';
comment on column hotline.article_version.answer is 'What they are told.';
comment on column hotline.article_version.source is 'Law or rule it rests on.';
comment on column hotline.article_version.items is 'Catalogue items it belongs to.';
comment on column hotline.article_version.review_on is 'Next review, once approved.';
comment on column hotline.article_version.written_by is 'Who wrote it.';
comment on column hotline.article_version.written_at is 'When.';
comment on column hotline.article_version.decided_by is 'Who approved or sent it back; never who wrote it.';
comment on column hotline.article_version.decided_at is 'When.';
comment on column hotline.article_version.approved is 'null = waits.';
comment on column hotline.article_version.reason is 'Why it was sent back.';
