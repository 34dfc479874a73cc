comment on schema base is 'Machinery that has never heard of a city: what ran, what was sent before, which folder entries are live.';
comment on table base.migration is 'One row for each migration that ran.';
comment on column base.migration.key is 'Folder and file name.';
comment on column base.migration.sha256 is 'Hash of the file as it ran; a changed file stops the start.';
comment on column base.migration.ran_at is 'When it ran.';

create table base.partitioned (
  relation text primary key,
  period   text not null check (period in ('day', 'month'))
);
comment on table base.partitioned is 'Tables partitioned by range of their UUIDv7 id; partitions are made two periods ahead.';
comment on column base.partitioned.relation is 'schema.table';
comment on column base.partitioned.period is 'How much time one partition holds.';

create table base.idempotency (
  actor_id    text not null,
  route       text not null,
  key         text not null,
  body_hash   bytea not null,
  status      smallint not null,
  resource_id text,
  at          timestamptz not null,
  primary key (actor_id, route, key)
);
create index idempotency_at on base.idempotency (at);
comment on table base.idempotency is 'Writes that were done under an Idempotency-Key, kept for 24 hours in the transaction that did them.';
comment on column base.idempotency.actor_id is 'Who sent it: party, device or the anonymous client''s address hash.';
comment on column base.idempotency.route is 'Method and route pattern.';
comment on column base.idempotency.key is 'The client''s key.';
comment on column base.idempotency.body_hash is 'SHA-256 of address and body; another body under the same key is refused.';
comment on column base.idempotency.status is 'HTTP status that was answered.';
comment on column base.idempotency.resource_id is 'Id of what was made or changed.';
comment on column base.idempotency.at is 'When it was done.';

create table base.seed (
  city   text not null,
  path   text not null,
  sha256 text not null,
  at     timestamptz not null,
  primary key (city, path)
);
comment on table base.seed is 'Files of the city folder that were loaded, by hash.';
comment on column base.seed.city is 'Name of the folder in cities/.';
comment on column base.seed.path is 'Path inside the city folder.';
comment on column base.seed.sha256 is 'Hash of the file as it was loaded.';
comment on column base.seed.at is 'When it was loaded.';
