create table exchange.sandbox_grant (
  id            uuid primary key,
  resource_code text not null references exchange.resource (code),
  unit_id       text not null,
  version       integer not null,
  fields        text[] not null check (cardinality(fields) > 0),
  mode          text not null check (mode in ('query', 'batch_check', 'delivery')),
  scenario      text not null,
  until_on      date not null,
  rows_a_day    integer not null,
  used_on       date,
  used_rows     integer not null,
  delivery_id   uuid,
  filed_at      timestamptz not null,
  filed_by      text not null
);
create index sandbox_grant_unit on exchange.sandbox_grant (unit_id, id);
create unique index sandbox_grant_delivery on exchange.sandbox_grant (delivery_id) where delivery_id is not null;
comment on table exchange.sandbox_grant is 'A grant of the sandbox 沙箱授权: given at once, good for made-up people and rows and for nothing else.';
comment on column exchange.sandbox_grant.id is 'UUIDv7, made by whoever asks.';
comment on column exchange.sandbox_grant.resource_code is 'The entry.';
comment on column exchange.sandbox_grant.unit_id is 'Whose engineers try it.';
comment on column exchange.sandbox_grant.version is 'The entry''s version: its fields and masking are those.';
comment on column exchange.sandbox_grant.fields is 'Which fields.';
comment on column exchange.sandbox_grant.mode is 'How.';
comment on column exchange.sandbox_grant.scenario is 'In which piece of business; masks depend on it.';
comment on column exchange.sandbox_grant.until_on is 'Last day.';
comment on column exchange.sandbox_grant.rows_a_day is 'Quota of rows a day, kept as in earnest.';
comment on column exchange.sandbox_grant.used_on is 'The day of which the rows are counted.';
comment on column exchange.sandbox_grant.used_rows is 'Rows given on that day.';
comment on column exchange.sandbox_grant.delivery_id is 'Its newest whole copy, by the id that the client gave it.';
comment on column exchange.sandbox_grant.filed_at is 'When it was asked for.';
comment on column exchange.sandbox_grant.filed_by is 'Kind and id of who asked.';
