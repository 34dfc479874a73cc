create schema ledger;
comment on schema ledger is 'What was done, provably: an append-only Merkle log of commitments, and the sealed contents behind them.';

create table ledger.entry (
  id         uuid not null,
  commitment bytea not null check (length(commitment) = 32),
  kind       text not null,
  at         timestamptz not null,
  leaf_index bigint,
  primary key (id)
) partition by range (id);
create index entry_pending on ledger.entry (id) where leaf_index is null;
create index entry_leaf_index on ledger.entry (leaf_index) where leaf_index is not null;
comment on table ledger.entry is 'One row a leaf, written in the transaction of the deed that owes it; never changed but for its place in the tree, never deleted.';
comment on column ledger.entry.id is 'UUIDv7 of the entry.';
comment on column ledger.entry.commitment is 'SHA-256 of salt and canonical JSON: the 32 bytes that are the leaf.';
comment on column ledger.entry.kind is 'What was done, such as access.granted.';
comment on column ledger.entry.at is 'When the deed was done.';
comment on column ledger.entry.leaf_index is 'Place in the tree; null until the sequencer has taken it.';

create table ledger.payload (
  entry_id uuid not null,
  sealed   bytea not null,
  primary key (entry_id)
) partition by range (entry_id);
comment on table ledger.payload is 'What a commitment commits to; may be purged, which itself is a leaf, while the tree stays valid.';
comment on column ledger.payload.entry_id is 'The entry.';
comment on column ledger.payload.sealed is 'Salt (32 bytes) and canonical JSON, sealed.';

create table ledger.subject (
  entry_id uuid not null,
  tag      bytea not null,
  primary key (entry_id, tag)
) partition by range (entry_id);
create index subject_tag on ledger.subject (tag, entry_id);
comment on table ledger.subject is 'Whom a leaf is about, as blind tags: a person can be shown the leaves about them, a list of persons cannot be read off.';
comment on column ledger.subject.entry_id is 'The entry.';
comment on column ledger.subject.tag is 'Keyed digest of the person''s or firm''s id.';

insert into base.partitioned (relation, period) values ('ledger.entry', 'month'), ('ledger.payload', 'month'), ('ledger.subject', 'month');

create table ledger.tile (
  level  smallint not null,
  index  bigint not null,
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, index)
);
alter table ledger.tile alter column hashes set storage external;
comment on table ledger.tile is 'Tiles of the tree (C2SP tlog-tiles): up to 256 hashes each; the last of each level grows.';
comment on column ledger.tile.level is '0 holds leaf hashes; each higher one the roots of full tiles below.';
comment on column ledger.tile.index is 'Number of the tile within its level.';
comment on column ledger.tile.hashes is 'The hashes, 32 bytes each, one after the other.';

create table ledger.head (
  only_one boolean primary key default true check (only_one),
  size     bigint not null,
  root     bytea not null,
  note     text,
  at       timestamptz
);
insert into ledger.head (size, root) values (0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
comment on table ledger.head is 'The tree as it stands: one row, locked by whoever grows the tree.';
comment on column ledger.head.only_one is 'Keeps it one row.';
comment on column ledger.head.size is 'Number of leaves.';
comment on column ledger.head.root is 'Root hash.';
comment on column ledger.head.note is 'The signed checkpoint of this size; null before the first.';
comment on column ledger.head.at is 'When it was signed.';

create table ledger.checkpoint (
  hour timestamptz primary key,
  size bigint not null,
  note text not null
);
comment on table ledger.checkpoint is 'The last signed checkpoint of each hour, for auditors who were away.';
comment on column ledger.checkpoint.hour is 'The hour it closed.';
comment on column ledger.checkpoint.size is 'Number of leaves.';
comment on column ledger.checkpoint.note is 'The signed note.';

create table ledger.tally (
  kind   text primary key,
  leaves bigint not null,
  purged bigint not null default 0
);
comment on table ledger.tally is 'How many leaves of each kind are in the tree: what the public page shows.';
comment on column ledger.tally.kind is 'Kind of leaf.';
comment on column ledger.tally.leaves is 'Leaves in the tree.';
comment on column ledger.tally.purged is 'How many of them had their contents purged.';

alter table ledger.payload enable row level security;
alter table ledger.payload force row level security;
create policy written_by_all on ledger.payload for insert with check (true);
create policy read_by_those_signed_in on ledger.payload for select using (coalesce(current_setting('haihe.person', true), '') <> '' or coalesce(current_setting('haihe.job', true), '') <> '');
create policy purged_by_those_signed_in on ledger.payload for delete using (coalesce(current_setting('haihe.person', true), '') <> '' or coalesce(current_setting('haihe.job', true), '') <> '');
