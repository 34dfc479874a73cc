create table hotline.filing (
  call_id       uuid primary key,
  person_id     uuid not null,
  identity      bytea,
  department_id text not null,
  proven_at     timestamptz not null
);
create index filing_of_person on hotline.filing (person_id);
create index filing_open on hotline.filing (proven_at) where identity is not null;
alter table hotline.filing enable row level security;
alter table hotline.filing force row level security;
create policy filing_of_hotline on hotline.filing for all using (department_id = current_setting('haihe.department', true) and current_setting('haihe.department', true) <> '');
create policy filing_of_own on hotline.filing for select using (person_id::text = current_setting('haihe.person', true));
create policy filing_follow_merge on hotline.filing for all using (current_setting('haihe.job', true) = 'hotline.follow_merge');
create policy filing_close on hotline.filing for all using (current_setting('haihe.job', true) = 'hotline.end_left_filings');
comment on table hotline.filing is 'Who is on the line, proven, so that the operator may file applications for them 话务员代填; one a call.';
comment on column hotline.filing.call_id is 'On which call.';
comment on column hotline.filing.person_id is 'Who is on the line.';
comment on column hotline.filing.identity is 'Name, number and calling number as they were proven, sealed, for as long as the call lasts; null = it is over.';
comment on column hotline.filing.department_id is 'The body that took the call.';
comment on column hotline.filing.proven_at is 'When code, name and number were right.';

create table hotline.filed (
  application_id uuid primary key,
  call_id        uuid not null,
  person_id      uuid not null,
  number         text not null,
  item_code      text not null,
  began_at       timestamptz not null,
  prefill_yes    boolean,
  prefill_at     timestamptz,
  brings         text[],
  told_at        timestamptz,
  submitted_at   timestamptz,
  check ((prefill_yes is null) = (prefill_at is null)),
  check ((brings is null) = (told_at is null))
);
create index filed_on_call on hotline.filed (call_id);
create index filed_open on hotline.filed (person_id) where submitted_at is null;
comment on table hotline.filed is 'Applications that were begun on a call 代填的办件: the call and the application refer to each other.';
comment on column hotline.filed.application_id is 'The application.';
comment on column hotline.filed.call_id is 'The call on which it was begun.';
comment on column hotline.filed.person_id is 'For whom.';
comment on column hotline.filed.number is 'The number that the caller was told.';
comment on column hotline.filed.item_code is 'What for.';
comment on column hotline.filed.began_at is 'When.';
comment on column hotline.filed.prefill_yes is 'What the caller said when asked whether the city may look up what it knows; null = not asked yet.';
comment on column hotline.filed.prefill_at is 'When the caller said so.';
comment on column hotline.filed.brings is 'Papers that the caller was told to bring to a counter: once, all of them.';
comment on column hotline.filed.told_at is 'When that was said.';
comment on column hotline.filed.submitted_at is 'When it was handed in on a call; null = not, or elsewhere.';
