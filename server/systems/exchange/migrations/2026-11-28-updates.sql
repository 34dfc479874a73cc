alter table exchange.resource
  add derived_from   text[] not null default '{}',
  add derived_reason text not null default '';
comment on column exchange.resource.derived_from is 'Codes of the entries it was derived from 衍生数据; empty = collected by its source itself.';
comment on column exchange.resource.derived_reason is 'Why it has the grade it has, where it was derived: derived data are graded anew.';

create table exchange.change (
  id             uuid primary key,
  kind           text not null check (kind in ('new', 'edit', 'withdraw')),
  resource_code  text not null,
  unit_id        text not null,
  base_version   integer,
  content        jsonb,
  reason         text not null,
  effective_on   date not null,
  drafted_at     timestamptz not null,
  drafted_by     text not null,
  ended_at       timestamptz,
  check ((kind = 'new') = (base_version is null)),
  check ((kind = 'withdraw') = (content is null))
);
create unique index change_open on exchange.change (resource_code) where ended_at is null;
create index change_unit on exchange.change (unit_id, id);
comment on table exchange.change is 'A change of the catalogue on its way 目录变更: a draft of an entry, or a withdrawal; its state, clocks and steps are a matter of the same id.';
comment on column exchange.change.id is 'The matter.';
comment on column exchange.change.kind is 'new 新增, edit 修改, withdraw 撤回.';
comment on column exchange.change.resource_code is 'The entry; of a new one the code that it will have. One change of an entry at a time.';
comment on column exchange.change.unit_id is 'Source department 数源部门.';
comment on column exchange.change.base_version is 'The version it changes; null = a new entry.';
comment on column exchange.change.content is 'The entry as it will be; null = a withdrawal.';
comment on column exchange.change.reason is 'Why.';
comment on column exchange.change.effective_on is 'From which day; users of a field that goes or changes are told first, and it waits for them.';
comment on column exchange.change.drafted_at is 'When it was drafted.';
comment on column exchange.change.drafted_by is 'Kind and id of who drafted it.';
comment on column exchange.change.ended_at is 'When it came into force or was dropped.';

create table exchange.assessment (
  change_id uuid not null references exchange.change (id),
  subject   text not null check (subject in ('secrecy', 'privacy')),
  words     text not null,
  sha256    bytea not null,
  signed_at timestamptz not null,
  signed_by text not null,
  post_id   uuid not null,
  primary key (change_id, subject)
);
comment on table exchange.assessment is 'What the head of the source department signed before an entry is published 保密审查、个人信息保护影响评估.';
comment on column exchange.assessment.change_id is 'The change.';
comment on column exchange.assessment.subject is 'secrecy 保密审查, privacy 个人信息保护影响评估.';
comment on column exchange.assessment.words is 'The finding.';
comment on column exchange.assessment.sha256 is 'Of the entry that was read, in canonical JSON: another entry needs another signature.';
comment on column exchange.assessment.signed_at is 'When.';
comment on column exchange.assessment.signed_by is 'Kind and id of who signed.';
comment on column exchange.assessment.post_id is 'The post that signed.';

create table exchange.item_ruling (
  name      text primary key,
  unit_id   text,
  reason    text not null,
  change_id uuid not null references exchange.change (id),
  ruled_at  timestamptz not null,
  ruled_by  text not null
);
comment on table exchange.item_ruling is 'What the authority ruled of a field that several departments hold under one name 一数一源: its source department, or that these are different things.';
comment on column exchange.item_ruling.name is 'The field 信息项, by its Chinese name.';
comment on column exchange.item_ruling.unit_id is 'Its source department 数源部门; null = different things under one name.';
comment on column exchange.item_ruling.reason is 'Why.';
comment on column exchange.item_ruling.change_id is 'In the review of which change.';
comment on column exchange.item_ruling.ruled_at is 'When.';
comment on column exchange.item_ruling.ruled_by is 'Kind and id of who ruled.';
