create table transfer.kept (
  job_id     uuid primary key references transfer.job (id),
  bytes      bigint not null,
  most       bigint not null,
  looked_at  timestamptz not null,
  alarmed_at timestamptz
);
comment on table transfer.kept is 'What a source keeps for a job 源端积压: the log that a replication slot holds back, whether the job runs or not.';
comment on column transfer.kept.job_id is 'The job.';
comment on column transfer.kept.bytes is 'How much.';
comment on column transfer.kept.most is 'From where on it is let go.';
comment on column transfer.kept.looked_at is 'When that was asked.';
comment on column transfer.kept.alarmed_at is 'When its unit was told that half of it is used; null = it is below.';
