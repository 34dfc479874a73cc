create schema application;
comment on schema application is '办件';

create table application.application (
  id              uuid primary key,
  number          text not null unique,
  item_code       text not null,
  item_version    integer not null check (item_version > 0),
  form_version    integer not null check (form_version > 0),
  person_id       uuid not null,
  began_at        timestamptz not null,
  began_by        text not null,
  began_by_unit   text,
  unit_id         text not null,
  division_path   text not null,
  applicant       bytea not null,
  filled          bytea,
  filled_version  integer not null check (filled_version > 0),
  filled_at       timestamptz not null,
  prefill         text not null check (prefill in ('open', 'taken', 'refused')),
  submitted_at    timestamptz,
  submitted_by    text,
  missing         jsonb,
  lacking         jsonb
);
create index application_of_person on application.application (person_id, id);
create index application_of_unit on application.application (unit_id, id);
create table application.joint (
  application_id uuid not null references application.application,
  unit_id        text not null,
  asked_at       timestamptz not null,
  question       text not null,
  answered_at    timestamptz,
  agrees         boolean,
  words          text,
  primary key (application_id, unit_id),
  check ((answered_at is null) = (agrees is null))
);
alter table application.application enable row level security;
alter table application.application force row level security;
create policy application_made on application.application for insert with check (true);
create policy application_read on application.application for select using (
  person_id::text = current_setting('haihe.person', true)
  or (current_setting('haihe.department', true) <> '' and (
    (unit_id = current_setting('haihe.department', true) and submitted_at is not null)
    or began_by_unit = current_setting('haihe.department', true)
    or exists (select from application.joint j where j.application_id = id and j.unit_id = current_setting('haihe.department', true)))));
create policy application_changed on application.application for update using (
  person_id::text = current_setting('haihe.person', true)
  or (current_setting('haihe.department', true) <> '' and ((unit_id = current_setting('haihe.department', true) and submitted_at is not null) or began_by_unit = current_setting('haihe.department', true))));
create policy application_of_jobs on application.application for all using (coalesce(current_setting('haihe.job', true), '') in ('application.follow', 'application.tell_late', 'application.draw_letters', 'application.watch_letters'));
comment on table application.application is 'An application 办件 of a person for an item; its state, clocks and steps are a matter of the same id. Read by the person and whoever acts for them, the answering unit once it was submitted, the unit that took it in, those asked for an opinion, and the counter where the person stands with it; and by nobody else.';
comment on column application.application.id is 'The matter.';
comment on column application.application.number is 'The matter''s public number 办件号: the same online and at the counter.';
comment on column application.application.item_code is 'What for.';
comment on column application.application.item_version is 'The version of the item that it began with.';
comment on column application.application.form_version is 'The version of the form that it began with.';
comment on column application.application.person_id is 'Whom it is about.';
comment on column application.application.began_at is 'When it was begun.';
comment on column application.application.began_by is 'Who began it: the person, or a post for the person.';
comment on column application.application.began_by_unit is 'The unit whose counter took it in; null = online.';
comment on column application.application.unit_id is 'The unit that answers.';
comment on column application.application.division_path is 'Where.';
comment on column application.application.applicant is 'Name and number of the person as they were proven; sealed.';
comment on column application.application.filled is 'What was filled in, and for each value that the city gave from whom; sealed. Null = an abandoned draft, erased.';
comment on column application.application.filled_version is 'Changes with each saving: two devices do not overwrite each other.';
comment on column application.application.filled_at is 'When it was last saved.';
comment on column application.application.prefill is 'open: not asked yet; taken: the exchange was asked; refused: the person brings the papers.';
comment on column application.application.submitted_at is 'When it was handed in; null = a draft.';
comment on column application.application.submitted_by is 'Who handed it in.';
comment on column application.application.missing is 'What the one notice asked for 一次告知: the names of materials and what is wrong.';
comment on column application.application.lacking is 'What may still be brought 容缺: materials, and until which day.';
comment on table application.joint is 'Units asked for an opinion 联审, in parallel.';
comment on column application.joint.application_id is 'Which application.';
comment on column application.joint.unit_id is 'Which unit.';
comment on column application.joint.asked_at is 'When.';
comment on column application.joint.question is 'What about.';
comment on column application.joint.answered_at is 'When it answered; null = not yet.';
comment on column application.joint.agrees is 'Its opinion.';
comment on column application.joint.words is 'Why.';

create table application.open_draft (
  key            text primary key,
  application_id uuid not null unique
);
comment on table application.open_draft is 'One open draft a person and item.';
comment on column application.open_draft.key is 'Hash of person and item: it can be compared, not read.';
comment on column application.open_draft.application_id is 'The draft.';

create table application.letter (
  id             uuid primary key,
  application_id uuid not null references application.application,
  kind           text not null,
  number         text not null unique,
  written_at     timestamptz not null,
  unit_id        text not null,
  content        bytea not null,
  content_hash   bytea not null check (octet_length(content_hash) = 32),
  document_hash  bytea check (octet_length(document_hash) = 32),
  file_id        uuid,
  read_at        timestamptz,
  check ((document_hash is null) = (file_id is null))
);
create index letter_of_application on application.letter (application_id, id);
alter table application.letter enable row level security;
alter table application.letter force row level security;
create policy letter_made on application.letter for insert with check (true);
create policy letter_read on application.letter for select using (exists (select from application.application a where a.id = application_id));
create policy letter_changed on application.letter for update using (exists (select from application.application a where a.id = application_id));
comment on table application.letter is 'Letters 文书 to the applicant: receipt, acceptance, what is missing, the decision; read by whoever may read the application.';
comment on column application.letter.id is 'UUIDv7.';
comment on column application.letter.application_id is 'Of which application.';
comment on column application.letter.kind is 'Which letter of catalogues/letters.yaml.';
comment on column application.letter.number is 'The application''s number and which of its letters it is.';
comment on column application.letter.written_at is 'When.';
comment on column application.letter.unit_id is 'Whose letter it is.';
comment on column application.letter.content is 'What it says; sealed.';
comment on column application.letter.content_hash is 'SHA-256 of what it says; the ledger has it from the instant it was written.';
comment on column application.letter.document_hash is 'SHA-256 of the PDF; null = not drawn yet.';
comment on column application.letter.file_id is 'The PDF.';
comment on column application.letter.read_at is 'When the applicant first opened it; null = not yet.';

create table application.letter_owed (
  id             uuid primary key,
  application_id uuid not null,
  since          timestamptz not null
);
create index letter_owed_since on application.letter_owed (since);
comment on table application.letter_owed is 'Letters that nobody has yet: written and still to be drawn, or due for a decision and never written; a row that stays is a decision without its letter. It names nobody.';
comment on column application.letter_owed.id is 'The letter; the application where none was written.';
comment on column application.letter_owed.application_id is 'Of which application.';
comment on column application.letter_owed.since is 'Since when.';

create table application.tally (
  item_code text not null,
  on_day    date not null,
  submitted integer not null,
  automatic integer not null,
  asked     integer not null,
  typed     integer not null,
  prefilled integer not null,
  computed  integer not null,
  disputed  integer not null,
  refused   integer not null,
  primary key (item_code, on_day)
);
comment on table application.tally is 'What people had to fill in 填报统计, by item and day.';
comment on column application.tally.item_code is 'Which item.';
comment on column application.tally.on_day is 'The city''s day.';
comment on column application.tally.submitted is 'Applications handed in.';
comment on column application.tally.automatic is 'Of those, approved at once by rule.';
comment on column application.tally.asked is 'Fields that they showed.';
comment on column application.tally.typed is 'Fields that a person typed.';
comment on column application.tally.prefilled is 'Fields that the city gave.';
comment on column application.tally.computed is 'Fields that follow from others.';
comment on column application.tally.disputed is 'Values of the city that a person contradicted.';
comment on column application.tally.refused is 'Applications whose person did not want to be prefilled.';

create table application.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table application.setting is 'Letters and their words 文书模板, and what 当场 means online; from the city''s folder.';
comment on column application.setting.only_one is 'There is one row.';
comment on column application.setting.content is 'What the file says.';
-- Who had to do with the unit is asked how it was, by the listener of that name.
create policy application_invites on application.application for select using (current_setting('haihe.job', true) = 'application.invite_rating');
