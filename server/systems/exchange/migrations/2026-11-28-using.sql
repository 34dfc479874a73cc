create table exchange.row (
  id            uuid primary key,
  resource_code text not null references exchange.resource (code),
  digest        bytea not null,
  version       integer not null,
  sealed        bytea not null,
  landed_at     timestamptz not null,
  unique (resource_code, digest)
);
alter table exchange.row enable row level security;
alter table exchange.row force row level security;
create policy row_of_source on exchange.row for all using (
  current_setting('haihe.department', true) <> '' and resource_code in (select code from exchange.resource where unit_id = current_setting('haihe.department', true)));
create policy row_of_users on exchange.row for select using (
  current_setting('haihe.department', true) <> '' and resource_code in (select resource_code from exchange.grant where unit_id = current_setting('haihe.department', true)));
comment on table exchange.row is 'What a source landed 落地数据, sealed; found by its keys alone. The authority that sees catalogue and clocks cannot read it.';
comment on column exchange.row.id is 'UUIDv7.';
comment on column exchange.row.resource_code is 'The entry.';
comment on column exchange.row.digest is 'Blind index of all its key fields together: one row.';
comment on column exchange.row.version is 'The entry''s version by which it was judged.';
comment on column exchange.row.sealed is 'Its values by field, sealed.';
comment on column exchange.row.landed_at is 'When it arrived or last changed.';

create table exchange.row_key (
  resource_code text not null,
  field         text not null,
  digest        bytea not null,
  row_id        uuid not null references exchange.row (id) on delete cascade,
  primary key (resource_code, field, digest, row_id)
);
create index row_key_row on exchange.row_key (row_id);
comment on table exchange.row_key is 'By which rows are found: one blind index for each key field.';
comment on column exchange.row_key.resource_code is 'The entry.';
comment on column exchange.row_key.field is 'The key field.';
comment on column exchange.row_key.digest is 'Blind index of its value.';
comment on column exchange.row_key.row_id is 'The row.';

create table exchange.usage (
  grant_id uuid not null references exchange.grant (id),
  on_day   date not null,
  queries  integer not null,
  rows     integer not null,
  primary key (grant_id, on_day)
);
comment on table exchange.usage is 'How much a grant was used each day 用量: its quota is counted here.';
comment on column exchange.usage.grant_id is 'The grant.';
comment on column exchange.usage.on_day is 'The city''s day.';
comment on column exchange.usage.queries is 'How often it was asked.';
comment on column exchange.usage.rows is 'How many rows were given.';
