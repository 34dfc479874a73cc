create schema exchange;
comment on schema exchange is 'What departments hold, who may have it, and proof of every use. 信息资源统一共享交换平台';

create table exchange.resource (
  code            text primary key check (code ~ '^[0-9]{12}$'),
  version         integer not null check (version >= 1),
  name            text not null,
  unit_id         text not null,
  library         text check (library in ('population', 'legal_person', 'licence', 'space', 'credit')),
  theme           text not null,
  summary         text not null,
  format          text not null check (format in ('database', 'file', 'api')),
  share           text not null check (share in ('unconditional', 'conditional', 'forbidden')),
  share_condition text not null,
  share_basis     text not null,
  modes           text[] not null,
  open            text not null check (open in ('open', 'conditional', 'closed')),
  cycle           text not null check (cycle in ('realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once')),
  personal        boolean not null,
  grade           smallint not null check (grade between 1 and 4),
  level           text not null check (level in ('core', 'important', 'general')),
  fields          jsonb not null,
  origin          text not null check (origin in ('folder', 'desk')),
  effective_from  timestamptz not null,
  withdrawn_at    timestamptz,
  initials        text not null,
  tokens          text[] not null,
  check (share <> 'unconditional' or not personal),
  check (open = 'closed' or not personal),
  check (share = 'unconditional' or share_basis <> '')
);
create index resource_tokens on exchange.resource using gin (tokens);
create index resource_unit on exchange.resource (unit_id, code);
comment on table exchange.resource is 'Catalogue of data resources 数据资源目录 (core fields of GB/T 21063): the version in force of each entry.';
comment on column exchange.resource.code is 'Twelve digits: class, item, body and number.';
comment on column exchange.resource.version is 'Counts from 1; every change makes a new one.';
comment on column exchange.resource.name is '信息资源名称.';
comment on column exchange.resource.unit_id is 'Source department 数源部门; one entry has one.';
comment on column exchange.resource.library is 'Base library 基础库 to which it belongs; null = none.';
comment on column exchange.resource.theme is 'Theme 主题.';
comment on column exchange.resource.summary is '摘要.';
comment on column exchange.resource.format is 'In what form it is held.';
comment on column exchange.resource.share is 'unconditional 无条件, conditional 有条件, forbidden 不予共享.';
comment on column exchange.resource.share_condition is 'What a requester must meet 共享条件.';
comment on column exchange.resource.share_basis is 'Law and article that the share type rests on.';
comment on column exchange.resource.modes is 'How it may be had: query, batch_check, page, delivery.';
comment on column exchange.resource.open is 'Open to everyone 开放属性.';
comment on column exchange.resource.cycle is 'How often it is renewed 更新周期.';
comment on column exchange.resource.personal is 'Holds personal data: then it is never unconditional and never open.';
comment on column exchange.resource.grade is 'The highest grade of its fields, 1 to 4 (GB/T 43697: 就高从严).';
comment on column exchange.resource.level is 'The highest level of its fields: core 核心, important 重要, general 一般.';
comment on column exchange.resource.fields is 'Its fields 信息项, in order: name, field, type, length, required, key, grade, level, personal, mask.';
comment on column exchange.resource.origin is 'The city''s folder, or an edit at the desk.';
comment on column exchange.resource.effective_from is 'When this version came into force.';
comment on column exchange.resource.withdrawn_at is 'When it was withdrawn; null = in force.';
comment on column exchange.resource.initials is 'First letters of its name in pinyin.';
comment on column exchange.resource.tokens is 'Pairs of signs of name, source, fields and summary, by which it is found.';

create table exchange.resource_version (
  code           text not null,
  version        integer not null,
  content        jsonb not null,
  effective_from timestamptz not null,
  changed_by     text not null,
  primary key (code, version)
);
comment on table exchange.resource_version is 'Every version that an entry of the catalogue ever had.';
comment on column exchange.resource_version.code is 'The entry.';
comment on column exchange.resource_version.version is 'Which one.';
comment on column exchange.resource_version.content is 'The entry as it was.';
comment on column exchange.resource_version.effective_from is 'When it came into force.';
comment on column exchange.resource_version.changed_by is 'The file of the city''s folder, or the account that changed it.';
