create table licence.ofd (
  licence_id uuid primary key references licence.licence (id),
  due_since  timestamptz,
  file_id    uuid,
  sha256     bytea unique check (octet_length(sha256) = 32),
  seal_key   text,
  signature  bytea,
  sealed_at  timestamptz,
  check (num_nonnulls(file_id, sha256, seal_key, signature, sealed_at) in (0, 5) and (due_since is null) = (file_id is not null))
);
create index ofd_due on licence.ofd (due_since) where due_since is not null;
comment on table licence.ofd is 'The same licence as an OFD (GB/T 33190) under the unit''s certified electronic seal, where the city has a system that makes one. It names nobody.';
comment on column licence.ofd.licence_id is 'Of which licence.';
comment on column licence.ofd.due_since is 'Since when it is to be made; null = made.';
comment on column licence.ofd.file_id is 'The file.';
comment on column licence.ofd.sha256 is 'Hash of the OFD.';
comment on column licence.ofd.seal_key is 'Which key of the unit sealed its hash here, besides the seal that lies in it.';
comment on column licence.ofd.signature is 'That seal: over unit, hash and instant.';
comment on column licence.ofd.sealed_at is 'That instant.';
