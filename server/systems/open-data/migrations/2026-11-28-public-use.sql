create table open_data.key (
  id         uuid primary key,
  digest     bytea not null unique,
  ending     text not null,
  person_id  uuid not null,
  purpose    text not null,
  made_at    timestamptz not null,
  revoked_at timestamptz
);
create index key_person on open_data.key (person_id, id);
comment on table open_data.key is 'Keys to the public interface 接口钥匙: whoever has one may ask more often.';
comment on column open_data.key.id is 'UUIDv7.';
comment on column open_data.key.digest is 'SHA-256 of the key, which is nowhere else.';
comment on column open_data.key.ending is 'Its last four signs, by which its owner knows it.';
comment on column open_data.key.person_id is 'Whose it is.';
comment on column open_data.key.purpose is 'What for, in the owner''s words.';
comment on column open_data.key.made_at is 'When it was made.';
comment on column open_data.key.revoked_at is 'Since when it opens nothing; null = it does.';

create table open_data.key_use (
  key_id uuid not null references open_data.key (id),
  on_day date not null,
  calls  integer not null,
  primary key (key_id, on_day)
);
comment on table open_data.key_use is 'Calls with a key each day: its quota is counted here 配额.';
comment on column open_data.key_use.key_id is 'The key.';
comment on column open_data.key_use.on_day is 'The city''s day.';
comment on column open_data.key_use.calls is 'How many.';

create table open_data.feedback (
  id          uuid primary key,
  dataset_id  uuid not null references open_data.dataset (id),
  unit_id     text not null,
  version     integer not null,
  rating      smallint check (rating between 1 and 5),
  words       text not null,
  person_id   uuid not null,
  given_at    timestamptz not null,
  outcome     text check (outcome in ('mended', 'kept', 'will_open')),
  answer      text,
  answered_at timestamptz,
  check ((answered_at is null) = (answer is null) and (answered_at is null) = (outcome is null))
);
create index feedback_dataset on open_data.feedback (dataset_id, id);
create index feedback_unit on open_data.feedback (unit_id, id) where answered_at is null;
alter table open_data.feedback enable row level security;
alter table open_data.feedback force row level security;
create policy feedback_public on open_data.feedback for select using (answered_at is not null);
create policy feedback_own on open_data.feedback for all using (current_setting('haihe.person', true) = person_id::text);
create policy feedback_unit on open_data.feedback for all using (current_setting('haihe.department', true) <> '' and current_setting('haihe.department', true) = unit_id);
comment on table open_data.feedback is 'What people say of a dataset 反馈; public once the unit has answered.';
comment on column open_data.feedback.id is 'UUIDv7, made by whoever gives it.';
comment on column open_data.feedback.dataset_id is 'Of which dataset.';
comment on column open_data.feedback.unit_id is 'Which unit answers.';
comment on column open_data.feedback.version is 'Of which version.';
comment on column open_data.feedback.rating is '1 to 5; null = only words.';
comment on column open_data.feedback.words is 'What was said; it holds no personal data.';
comment on column open_data.feedback.person_id is 'Who said it; shown to nobody.';
comment on column open_data.feedback.given_at is 'When.';
comment on column open_data.feedback.outcome is 'mended, kept as it is, or will be opened.';
comment on column open_data.feedback.answer is 'What the unit answers, for everybody.';
comment on column open_data.feedback.answered_at is 'When.';

create table open_data.wish (
  id         uuid primary key,
  title      text not null,
  words      text not null,
  purpose    text not null,
  person_id  uuid not null,
  asked_unit text,
  unit_id    text,
  shown      boolean not null,
  dataset_id uuid references open_data.dataset (id),
  answer     text,
  asked_at   timestamptz not null
);
create index wish_person on open_data.wish (person_id, id);
create index wish_unit on open_data.wish (unit_id, id);
alter table open_data.wish enable row level security;
alter table open_data.wish force row level security;
create policy wish_public on open_data.wish for select using (shown);
create policy wish_own on open_data.wish for all using (current_setting('haihe.person', true) = person_id::text);
create policy wish_staff on open_data.wish for all using (current_setting('haihe.department', true) <> '');
create policy wish_jobs on open_data.wish for all using (current_setting('haihe.job', true) like 'open_data.%');
comment on table open_data.wish is 'Data that somebody would like to have open 数据需求申请; state, clocks and steps are a matter of the same id.';
comment on column open_data.wish.id is 'The matter.';
comment on column open_data.wish.title is 'What data.';
comment on column open_data.wish.words is 'More exactly.';
comment on column open_data.wish.purpose is 'What for.';
comment on column open_data.wish.person_id is 'Who asks; shown to nobody.';
comment on column open_data.wish.asked_unit is 'Which unit they think has it; null = they do not know.';
comment on column open_data.wish.unit_id is 'Which unit the review gave it to; null = not yet.';
comment on column open_data.wish.shown is 'Public since the review accepted it.';
comment on column open_data.wish.dataset_id is 'The dataset that answers it; null = none.';
comment on column open_data.wish.answer is 'What was answered, for everybody.';
comment on column open_data.wish.asked_at is 'When.';

create table open_data.showcase (
  id           uuid primary key,
  title        text not null,
  summary      text not null,
  url          text not null,
  maker        text not null,
  datasets     uuid[] not null,
  person_id    uuid not null,
  submitted_at timestamptz not null,
  shown        boolean,
  reason       text,
  reviewed_at  timestamptz,
  reviewed_by  text,
  check ((reviewed_at is null) = (shown is null))
);
alter table open_data.showcase enable row level security;
alter table open_data.showcase force row level security;
create policy showcase_public on open_data.showcase for select using (shown);
create policy showcase_own on open_data.showcase for all using (current_setting('haihe.person', true) = person_id::text);
create policy showcase_staff on open_data.showcase for all using (current_setting('haihe.department', true) <> '');
comment on table open_data.showcase is 'What somebody made of open data 应用成果; shown after the city''s data post has looked at it.';
comment on column open_data.showcase.id is 'UUIDv7, made by whoever submits it.';
comment on column open_data.showcase.title is 'Its name.';
comment on column open_data.showcase.summary is 'What it does.';
comment on column open_data.showcase.url is 'Where it is.';
comment on column open_data.showcase.maker is 'Who made it, as they want to be named.';
comment on column open_data.showcase.datasets is 'The datasets that it uses.';
comment on column open_data.showcase.person_id is 'Who submitted it; shown to nobody.';
comment on column open_data.showcase.submitted_at is 'When.';
comment on column open_data.showcase.shown is 'Whether everybody sees it; null = not reviewed yet.';
comment on column open_data.showcase.reason is 'Why not.';
comment on column open_data.showcase.reviewed_at is 'When it was reviewed.';
comment on column open_data.showcase.reviewed_by is 'By whom: kind and id.';
