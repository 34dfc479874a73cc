create schema licence;
comment on schema licence is '电子证照';

create table licence.kind (
  code    text primary key,
  content jsonb not null,
  retired boolean not null
);
comment on table licence.kind is 'Kinds of licences 证照种类: who issues them, their fields, how long they last, what may be shown; from the city''s folder.';
comment on column licence.kind.code is 'The same for ever; the catalogue of items names it.';
comment on column licence.kind.content is 'What the file says.';
comment on column licence.kind.retired is 'It left the folder: none is issued any more.';

create table licence.sequence (
  unit_id text not null,
  year    integer not null,
  last    integer not null check (last > 0),
  primary key (unit_id, year)
);
comment on table licence.sequence is 'The last number 流水号 that a unit gave in a year.';
comment on column licence.sequence.unit_id is 'The issuing unit.';
comment on column licence.sequence.year is 'The city''s year.';
comment on column licence.sequence.last is 'The number.';

create table licence.claim (
  key        text primary key,
  licence_id uuid not null
);
create index claim_licence on licence.claim (licence_id);
comment on table licence.claim is 'What there is one of: one licence for a basis, and one in force of a kind for a person where the kind says so.';
comment on column licence.claim.key is 'Hash of what is claimed: it can be compared, not read.';
comment on column licence.claim.licence_id is 'The licence that has it.';

create table licence.licence (
  id             uuid primary key,
  number         text not null unique check (number ~ '^[A-Z]{2}[0-9A-Za-z]{2,20}[0-9]{10}$'),
  kind           text not null,
  holder_id      uuid not null,
  unit_id        text not null,
  division_path  text collate "C" not null,
  basis          text not null,
  credential_id  uuid not null unique,
  content        bytea not null,
  valid_from     timestamptz not null,
  valid_until    timestamptz,
  replaces       uuid references licence.licence (id),
  issued_at      timestamptz not null,
  issued_by      text not null,
  revoked_at     timestamptz,
  revoked_reason text check (revoked_reason in ('ended', 'mistaken', 'replaced', 'lost', 'unlawful', 'deceased')),
  revoked_words  text,
  revoked_by     text,
  check (valid_until is null or valid_from < valid_until),
  check (num_nulls(revoked_at, revoked_reason, revoked_words, revoked_by) in (0, 4))
);
create index licence_of_holder on licence.licence (holder_id, id);
create index licence_of_unit on licence.licence (unit_id, id desc);
create index licence_of_unit_kind on licence.licence (unit_id, kind, id desc);
create unique index licence_replaced on licence.licence (replaces) where replaces is not null;
alter table licence.licence enable row level security;
alter table licence.licence force row level security;
create policy licence_written on licence.licence for insert with check (true);
create policy licence_read on licence.licence for select using (
  holder_id::text = current_setting('haihe.person', true)
  or holder_id::text = current_setting('haihe.licence_holder', true)
  or id::text = current_setting('haihe.licence', true)
  or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy licence_changed on licence.licence for update using (
  current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true));
create policy licence_of_jobs on licence.licence for all using (coalesce(current_setting('haihe.job', true), '') <> '');
comment on table licence.licence is 'Licences 电子证照: read by the holder and the issuing unit, and by nobody else; whoever relies on one asks for it by holder.';
comment on column licence.licence.id is 'UUIDv7.';
comment on column licence.licence.number is '证照编号: letters of the kind, division of the unit, year, the unit''s sequence of that year.';
comment on column licence.licence.kind is 'Which kind.';
comment on column licence.licence.holder_id is '持证主体.';
comment on column licence.licence.unit_id is '证照颁发机构.';
comment on column licence.licence.division_path is 'The division of the unit.';
comment on column licence.licence.basis is 'What it was issued on: an application, or an act at the desk.';
comment on column licence.licence.credential_id is 'Its showing form.';
comment on column licence.licence.content is 'Whom it names and what it says, as it was when it was issued; sealed.';
comment on column licence.licence.valid_from is 'From this instant.';
comment on column licence.licence.valid_until is 'Until before this instant; null = without end.';
comment on column licence.licence.replaces is 'The licence before it in the chain.';
comment on column licence.licence.issued_at is '证照颁发日期.';
comment on column licence.licence.issued_by is 'The post, or the job.';
comment on column licence.licence.revoked_at is 'When it was taken back; null = it was not.';
comment on column licence.licence.revoked_reason is 'Why, from the closed list of credentials.';
comment on column licence.licence.revoked_words is 'Why, as the holder was told.';
comment on column licence.licence.revoked_by is 'The post, or the job.';

create table licence.undrawn (
  licence_id uuid primary key references licence.licence (id),
  basis      text not null,
  since      timestamptz not null
);
comment on table licence.undrawn is 'Licences whose document is still to be drawn and sealed; a row that stays is a licence without delivery.';
comment on column licence.undrawn.licence_id is 'Which.';
comment on column licence.undrawn.basis is 'What the licence was issued on.';
comment on column licence.undrawn.since is 'When it was issued.';

create table licence.document (
  licence_id uuid primary key references licence.licence (id),
  file_id    uuid not null,
  sha256     bytea not null unique check (octet_length(sha256) = 32),
  seal_key   text not null,
  signature  bytea not null,
  sealed_at  timestamptz not null
);
comment on table licence.document is 'The licence of record 证照文件: a PDF and the unit''s seal over its hash. It names nobody.';
comment on column licence.document.licence_id is 'Of which licence.';
comment on column licence.document.file_id is 'The file.';
comment on column licence.document.sha256 is 'Hash of the PDF.';
comment on column licence.document.seal_key is 'Which key of the unit sealed it.';
comment on column licence.document.signature is 'The seal: over unit, hash and instant.';
comment on column licence.document.sealed_at is 'That instant.';

create table licence.look (
  id         uuid primary key,
  licence_id uuid not null references licence.licence (id),
  how        text not null check (how in ('shown', 'opened', 'relied')),
  unit_id    text,
  agent_id   uuid,
  about      text not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  times      integer not null check (times > 0)
);
create index look_of_licence on licence.look (licence_id, id desc);
create index look_of_agent on licence.look (agent_id) where agent_id is not null;
comment on table licence.look is 'Who looked at a licence 用证记录: told to its holder. Of people it keeps nobody but who acted for the holder.';
comment on column licence.look.id is 'UUIDv7.';
comment on column licence.look.licence_id is 'Which.';
comment on column licence.look.how is 'shown = the holder showed a code, opened = the unit opened the document, relied = a unit took it instead of a paper.';
comment on column licence.look.unit_id is 'The unit that looked; null = whoever the holder showed it to.';
comment on column licence.look.agent_id is 'Who showed it for the holder 代为出示; null = the holder.';
comment on column licence.look.about is 'Which facts were shown, or for which matter.';
comment on column licence.look.first_at is 'When.';
comment on column licence.look.last_at is 'Codes made anew within ten minutes are one look: the last of them.';
comment on column licence.look.times is 'How many.';
