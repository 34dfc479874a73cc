create schema credential;
comment on schema credential is 'Licences that the city signed, and those that it took back. The codes themselves are kept by nobody.';

create table credential.credential (
  id              uuid primary key,
  kind            text not null check (kind ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'),
  holder_id       uuid not null,
  department_id   text not null,
  claims          bytea not null,
  valid_from      timestamptz not null,
  valid_until     timestamptz not null,
  document_sha256 bytea check (octet_length(document_sha256) = 32),
  issued_at       timestamptz not null,
  check (valid_from < valid_until)
);
create index credential_holder on credential.credential (holder_id, id);
comment on table credential.credential is 'One row a licence, written when it is issued and never changed; that it was revoked stands in another table. 凭证';
comment on column credential.credential.id is 'UUIDv7; its last 48 bits are random and stand for it in the revocation filter.';
comment on column credential.credential.kind is 'Which kind, as a home contributes it: services.elder_card.';
comment on column credential.credential.holder_id is 'The person or firm that it was given to.';
comment on column credential.credential.department_id is 'The unit that issued it.';
comment on column credential.credential.claims is 'What it says, as JSON by name; sealed.';
comment on column credential.credential.valid_from is 'From this instant.';
comment on column credential.credential.valid_until is 'Until before this instant.';
comment on column credential.credential.document_sha256 is 'SHA-256 of the document that it stands for, where there is one.';
comment on column credential.credential.issued_at is 'When it was issued.';
alter table credential.credential enable row level security;
alter table credential.credential force row level security;
create policy credential_written on credential.credential for insert with check (true);
create policy credential_of_holder on credential.credential for select using (holder_id::text = current_setting('haihe.person', true));
create policy credential_of_issuer on credential.credential for select using (department_id = current_setting('haihe.department', true));
create policy credential_shown on credential.credential for select using (holder_id::text = current_setting('haihe.credential_holder', true));
create policy credential_for_jobs on credential.credential for select using (coalesce(current_setting('haihe.job', true), '') <> '');

create table credential.revocation (
  number        bigint generated always as identity primary key,
  credential_id uuid not null unique references credential.credential (id),
  reason        text not null check (reason in ('ended', 'mistaken', 'replaced', 'lost', 'unlawful', 'deceased')),
  revoked_by    text not null,
  at            timestamptz not null,
  valid_until   timestamptz not null
);
create index revocation_live on credential.revocation (valid_until, number);
comment on table credential.revocation is 'Licences that were taken back: what the public filter is made of. 注销';
comment on column credential.revocation.number is 'Grows with each: the version of the list is the highest.';
comment on column credential.revocation.credential_id is 'The licence.';
comment on column credential.revocation.reason is 'ended = no longer entitled, mistaken = issued by mistake, replaced, lost, unlawful = got by deceit, deceased.';
comment on column credential.revocation.revoked_by is 'The unit, or the job, that took it back.';
comment on column credential.revocation.at is 'When.';
comment on column credential.revocation.valid_until is 'When the licence would have ended anyway: then it leaves the list.';
