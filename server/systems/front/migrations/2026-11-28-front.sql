create schema front;
comment on schema front is '既有平台前置';

create table front.state (
  one          boolean primary key check (one),
  harvested_at timestamptz,
  failed_at    timestamptz,
  failure      text,
  unnamed      integer not null
);
comment on table front.state is 'How the city stands with the exchange it had before 既有共享平台; one row.';
comment on column front.state.one is 'True.';
comment on column front.state.harvested_at is 'When its catalogue was last read to the end.';
comment on column front.state.failed_at is 'When it was last not read to the end, if that is the newest; null = it was.';
comment on column front.state.failure is 'What the connector said.';
comment on column front.state.unnamed is 'How many entries of the last harvest had no id that can be kept.';

create table front.department (
  code    text primary key,
  unit_id text not null
);
comment on table front.department is 'Which unit here a department of the existing platform is 部门对应.';
comment on column front.department.code is 'Its code there.';
comment on column front.department.unit_id is 'The unit here.';

create table front.entry (
  id              text primary key,
  name            text,
  department_code text,
  department_name text,
  share           text check (share in ('unconditional', 'conditional', 'closed')),
  fields          jsonb not null,
  faults          jsonb not null,
  hash            text not null,
  changed_at      timestamptz not null,
  gone_at         timestamptz
);
create index entry_department on front.entry (department_code) where gone_at is null;
comment on table front.entry is 'An entry of the existing platform''s catalogue as it was last harvested 既有目录; not an entry of the catalogue here.';
comment on column front.entry.id is 'Its id there.';
comment on column front.entry.name is 'What it is called; null = it was not said, or not so that it can be read.';
comment on column front.entry.department_code is 'The code of its department there; null as above.';
comment on column front.entry.department_name is 'The name of its department there; null as above.';
comment on column front.entry.share is 'How it is shared there; null as above.';
comment on column front.entry.fields is 'Its fields: name, field and type of each that can be read.';
comment on column front.entry.faults is 'Where it says what cannot be read: paths, such as fields.2.type.';
comment on column front.entry.hash is 'SHA-256 of what it said; the same again changes nothing.';
comment on column front.entry.changed_at is 'When it last said something new.';
comment on column front.entry.gone_at is 'When the platform said that it is gone; null = it is there. Not being listed says nothing.';
