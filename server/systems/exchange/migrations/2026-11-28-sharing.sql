create table exchange.request (
  id            uuid primary key,
  resource_code text not null references exchange.resource (code),
  unit_id       text not null,
  source_id     text not null,
  purpose       text not null,
  legal_basis   text not null,
  scenario      text not null,
  using_system  text not null,
  fields        text[] not null check (cardinality(fields) > 0),
  mode          text not null check (mode in ('query', 'batch_check', 'delivery')),
  until_on      date not null,
  rows_a_day    integer not null check (rows_a_day between 1 and 100000000),
  condition     text,
  filed_at      timestamptz not null
);
create index request_unit on exchange.request (unit_id, id);
create index request_source on exchange.request (source_id, id);
create index request_resource on exchange.request (resource_code, id);
comment on table exchange.request is 'What a department asks of another 数据共享申请; its state, clocks and steps are a matter of the same id.';
comment on column exchange.request.id is 'The matter.';
comment on column exchange.request.resource_code is 'The entry of the catalogue.';
comment on column exchange.request.unit_id is 'Using department 用数部门.';
comment on column exchange.request.source_id is 'Source department 数源部门, as it was when this was filed.';
comment on column exchange.request.purpose is 'What for; what is granted may be used for nothing else.';
comment on column exchange.request.legal_basis is 'The duty in law that needs it.';
comment on column exchange.request.scenario is 'In which piece of business.';
comment on column exchange.request.using_system is 'The system that will use it.';
comment on column exchange.request.fields is 'Fields asked for, by their names in the entry.';
comment on column exchange.request.mode is 'How.';
comment on column exchange.request.until_on is 'Last day of use.';
comment on column exchange.request.rows_a_day is 'How many rows a day at most.';
comment on column exchange.request.condition is 'The condition of the entry that a refusal cites; null = not refused.';
comment on column exchange.request.filed_at is 'When it was filed.';

create table exchange.grant (
  id            uuid primary key references exchange.request (id),
  resource_code text not null,
  unit_id       text not null,
  version       integer not null,
  purpose       text not null,
  fields        text[] not null,
  mode          text not null,
  until_on      date not null,
  rows_a_day    integer not null,
  granted_at    timestamptz not null,
  granted_by    text not null
);
create index grant_resource on exchange.grant (resource_code, id);
create index grant_unit on exchange.grant (unit_id, id);
comment on table exchange.grant is 'What was granted 授权: written with the step that granted it, bound to requester, fields, purpose, period and quota. Whether it stands is the state of its matter.';
comment on column exchange.grant.id is 'The request and its matter.';
comment on column exchange.grant.resource_code is 'The entry.';
comment on column exchange.grant.unit_id is 'Who may use it.';
comment on column exchange.grant.version is 'The entry''s version at that moment: its fields and masking are those.';
comment on column exchange.grant.purpose is 'For what.';
comment on column exchange.grant.fields is 'Which fields; others do not exist in any answer.';
comment on column exchange.grant.mode is 'How.';
comment on column exchange.grant.until_on is 'Last day.';
comment on column exchange.grant.rows_a_day is 'Quota of rows a day.';
comment on column exchange.grant.granted_at is 'When.';
comment on column exchange.grant.granted_by is 'Kind and id of who granted it; a job where the entry is shared without conditions.';
