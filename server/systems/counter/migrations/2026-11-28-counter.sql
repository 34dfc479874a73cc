create schema counter;
comment on schema counter is '综合窗口';

create table counter.visit (
  id         uuid primary key,
  hall_code  text not null,
  counter    text not null,
  "window"   integer not null check ("window" > 0),
  ticket_id  uuid,
  unit_id    text not null,
  clerk      text not null,
  person_id  uuid not null,
  seen_how   text not null check (seen_how in ('read', 'typed')),
  document   text not null check (document in ('identity_card', 'household_book', 'passport', 'residence_permit')),
  identity   bytea,
  begun_at   timestamptz not null,
  ended_at   timestamptz,
  check ((identity is null) = (ended_at is not null))
);
create unique index visit_open on counter.visit (hall_code, counter, "window") where ended_at is null;
create index visit_of_person on counter.visit (person_id, id);
alter table counter.visit enable row level security;
alter table counter.visit force row level security;
create policy visit_made on counter.visit for insert with check (true);
create policy visit_read on counter.visit for select using (
  person_id::text = current_setting('haihe.person', true) or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy visit_changed on counter.visit for update using (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true));
create policy visit_follow_merge on counter.visit for all using (current_setting('haihe.job', true) = 'counter.follow_merge');
create policy visit_close on counter.visit for all using (current_setting('haihe.job', true) = 'counter.end_left_visits');
comment on table counter.visit is 'Somebody who is served at a window 接待: one a window at a time; read by the unit of the hall and the person.';
comment on column counter.visit.id is 'Made by the client: however often it is sent, it is one visit.';
comment on column counter.visit.hall_code is 'Where.';
comment on column counter.visit.counter is 'At which kind of window.';
comment on column counter.visit."window" is 'At which of them.';
comment on column counter.visit.ticket_id is 'The number that was called; null = none.';
comment on column counter.visit.unit_id is 'The unit of the clerk.';
comment on column counter.visit.clerk is 'The post that serves.';
comment on column counter.visit.person_id is 'Who is served.';
comment on column counter.visit.seen_how is 'read: the card was read; typed: the clerk typed what the document says.';
comment on column counter.visit.document is 'What was shown.';
comment on column counter.visit.identity is 'Name and number as they were shown, sealed, for as long as the visit lasts.';
comment on column counter.visit.begun_at is 'From when.';
comment on column counter.visit.ended_at is 'Until when; null = the person is at the window.';

create table counter.handout (
  id             uuid primary key,
  visit_id       uuid not null references counter.visit,
  application_id uuid not null,
  person_id      uuid not null,
  unit_id        text not null,
  clerk          text not null,
  papers         text[] not null check (cardinality(papers) > 0),
  handed_at      timestamptz not null
);
create index handout_of_application on counter.handout (application_id);
alter table counter.handout enable row level security;
alter table counter.handout force row level security;
create policy handout_made on counter.handout for insert with check (true);
create policy handout_read on counter.handout for select using (
  person_id::text = current_setting('haihe.person', true) or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy handout_follow_merge on counter.handout for all using (current_setting('haihe.job', true) = 'counter.follow_merge');
comment on table counter.handout is 'What was handed over at a window and signed for 取件签收.';
comment on column counter.handout.id is 'Made by the client: one handing over, however often it is sent.';
comment on column counter.handout.visit_id is 'In which visit.';
comment on column counter.handout.application_id is 'Of which application.';
comment on column counter.handout.person_id is 'To whom.';
comment on column counter.handout.unit_id is 'By which unit.';
comment on column counter.handout.clerk is 'By which post.';
comment on column counter.handout.papers is 'Numbers of the letters and licences.';
comment on column counter.handout.handed_at is 'When.';
