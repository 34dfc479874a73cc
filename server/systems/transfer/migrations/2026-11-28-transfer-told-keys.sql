create table transfer.told_key (
  job_id  uuid not null references transfer.job (id),
  unit_id text not null,
  digest  bytea not null,
  sealed  bytea not null,
  primary key (job_id, digest)
);
alter table transfer.told_key enable row level security;
alter table transfer.told_key force row level security;
create policy told_key_of_unit on transfer.told_key for all using (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true));
comment on table transfer.told_key is 'Rows that a job told a receiver 已告知接收方的行: it cannot be read, so that what a later delivery gives no more is told by these keys.';
comment on column transfer.told_key.job_id is 'The job.';
comment on column transfer.told_key.unit_id is 'Whose job it is; seen by no other.';
comment on column transfer.told_key.digest is 'Blind index of the row''s keys.';
comment on column transfer.told_key.sealed is 'The keys, sealed: a key may be a person''s number.';
comment on column transfer.job.table_name is 'Table, pattern of files, or path of the API; of one that goes out, the file''s name or the path of the receiver.';
