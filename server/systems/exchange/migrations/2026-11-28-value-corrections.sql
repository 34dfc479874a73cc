create table exchange.correction (
  id            uuid primary key,
  resource_code text not null references exchange.resource (code),
  source_id     text not null,
  field         text not null,
  origin        text not null check (origin in ('person', 'unit', 'difference')),
  unit_id       text,
  person_id     uuid,
  grant_id      uuid references exchange.grant (id),
  asked_at      timestamptz not null,
  check (origin <> 'person' or (person_id is not null and unit_id is null)),
  check (origin <> 'unit' or unit_id is not null)
);
create index correction_source on exchange.correction (source_id, id);
create index correction_unit on exchange.correction (unit_id, id);
create index correction_person on exchange.correction (person_id, id);
create index correction_resource on exchange.correction (resource_code, id);
comment on table exchange.correction is 'Somebody says that a value is wrong 校核纠错; its state, clocks and steps are a matter of the same id. What is said of the value lies sealed beside it.';
comment on column exchange.correction.id is 'The matter.';
comment on column exchange.correction.resource_code is 'The entry of the catalogue.';
comment on column exchange.correction.source_id is 'The source department that answers, as it was when this was asked.';
comment on column exchange.correction.field is 'Which field of the entry.';
comment on column exchange.correction.origin is 'person 本人, unit 用数部门, difference 两源不一致: opened by itself because two sources differ.';
comment on column exchange.correction.unit_id is 'The department that asks; null = a person does, or nobody.';
comment on column exchange.correction.person_id is 'The person whom the value is about; null = none that is known.';
comment on column exchange.correction.grant_id is 'Under which grant the value was got; null = asked by a person.';
comment on column exchange.correction.asked_at is 'When.';

create table exchange.correction_content (
  id     uuid primary key references exchange.correction (id),
  sealed bytea not null
);
alter table exchange.correction_content enable row level security;
alter table exchange.correction_content force row level security;
create policy correction_content_written on exchange.correction_content for insert with check (true);
create policy correction_content_read on exchange.correction_content for select using (exists (
  select from exchange.correction c where c.id = correction_content.id and (
    c.person_id::text = current_setting('haihe.person', true)
    or (current_setting('haihe.department', true) <> '' and current_setting('haihe.department', true) in (c.source_id, c.unit_id)))));
comment on table exchange.correction_content is 'What is said of the value: read by the person, the asker and the source, and by nobody else.';
comment on column exchange.correction_content.id is 'The correction.';
comment on column exchange.correction_content.sealed is 'Key, what is wrong and the value that is believed, sealed.';

create table exchange.open_correction (
  about         text primary key,
  correction_id uuid not null references exchange.correction (id)
);
create index open_correction_correction on exchange.open_correction (correction_id);
comment on table exchange.open_correction is 'What has a correction that is not answered yet: one of a person and an entry, or of a value and a field, at a time.';
comment on column exchange.open_correction.about is 'person, id and entry; or entry, field and the digest of the key.';
comment on column exchange.open_correction.correction_id is 'The correction.';
