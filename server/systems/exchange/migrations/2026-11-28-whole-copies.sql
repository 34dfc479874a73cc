create table exchange.delivery (
  id          uuid primary key,
  grant_id    uuid not null references exchange.grant (id),
  until_id    uuid,
  rows        integer not null,
  chunks      integer not null,
  began_at    timestamptz not null,
  finished_at timestamptz,
  entry_id    uuid
);
create index delivery_grant on exchange.delivery (grant_id, id);
comment on table exchange.delivery is 'A whole copy on its way 整批交付: chunk by chunk, each under the grant as it stands at that moment.';
comment on column exchange.delivery.id is 'UUIDv7, made by whoever fetches it.';
comment on column exchange.delivery.grant_id is 'Under which grant.';
comment on column exchange.delivery.until_id is 'The newest row there was when it began: later ones belong to the next copy; null = there was none.';
comment on column exchange.delivery.rows is 'Rows given so far.';
comment on column exchange.delivery.chunks is 'Chunks given so far.';
comment on column exchange.delivery.began_at is 'When it began.';
comment on column exchange.delivery.finished_at is 'When its last chunk had been taken and the leaf was written.';
comment on column exchange.delivery.entry_id is 'Its leaf in the ledger, which the receipt opens.';

create table exchange.delivery_chunk (
  delivery_id uuid not null references exchange.delivery (id),
  number      integer not null,
  last_id     uuid not null,
  rows        integer not null,
  sha256      bytea not null,
  at          timestamptz not null,
  primary key (delivery_id, number)
);
comment on table exchange.delivery_chunk is 'What was given in each chunk: asked again it is the same bytes, or refused.';
comment on column exchange.delivery_chunk.delivery_id is 'The delivery.';
comment on column exchange.delivery_chunk.number is 'From 1.';
comment on column exchange.delivery_chunk.last_id is 'Its own last row.';
comment on column exchange.delivery_chunk.rows is 'How many rows.';
comment on column exchange.delivery_chunk.sha256 is 'Of its bytes: a row a line in canonical JSON.';
comment on column exchange.delivery_chunk.at is 'When it was first given.';
create index row_in_order on exchange.row (resource_code, id);
