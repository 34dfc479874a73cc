create table my_data.copy (
  id         uuid primary key,
  person_id  uuid not null,
  asked_at   timestamptz not null,
  parts      integer not null check (parts >= 0),
  done       integer not null check (done >= 0 and done <= parts),
  tries      smallint not null,
  made_at    timestamptz,
  expires_at timestamptz,
  sealed     bytea,
  sha256     bytea check (octet_length(sha256) = 32),
  size       integer,
  taken_at   timestamptz,
  check ((made_at is null) = (expires_at is null) and (made_at is null) = (sha256 is null)),
  check (sealed is null or made_at is not null)
);
create index copy_of_person on my_data.copy (person_id, id);
create index copy_due on my_data.copy (id) where made_at is null;
create index copy_over on my_data.copy (expires_at) where sealed is not null;
alter table my_data.copy enable row level security;
alter table my_data.copy force row level security;
create policy copy_own on my_data.copy for all using (person_id::text = current_setting('haihe.person', true));
create policy copy_of_jobs on my_data.copy for all using (current_setting('haihe.job', true) in ('my_data.make_copies', 'my_data.drop_copies', 'my_data.follow_merge', 'my_data.end_account'));
comment on table my_data.copy is 'Copies of all that is held of a person, as they asked for 个人信息副本: sealed, opened by nobody else, gone after some days.';
comment on column my_data.copy.id is 'UUIDv7, made by the client.';
comment on column my_data.copy.person_id is 'Whose.';
comment on column my_data.copy.asked_at is 'When it was asked for.';
comment on column my_data.copy.parts is 'How many parts it will have.';
comment on column my_data.copy.done is 'How many are read.';
comment on column my_data.copy.tries is 'How often it was tried to make it.';
comment on column my_data.copy.made_at is 'When it was ready; null = it is being made, or cannot be.';
comment on column my_data.copy.expires_at is 'Until when it can be taken.';
comment on column my_data.copy.sealed is 'The ZIP, sealed; null = not made yet, or gone.';
comment on column my_data.copy.sha256 is 'Of the ZIP; it stands in the ledger.';
comment on column my_data.copy.size is 'Bytes of the ZIP.';
comment on column my_data.copy.taken_at is 'When it was first taken.';
