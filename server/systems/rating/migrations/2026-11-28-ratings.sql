create schema rating;
comment on schema rating is '好差评';

create table rating.rating (
  id            uuid primary key,
  source        text not null check (source in ('application', 'visit', 'call', 'incident')),
  contact_id    uuid not null,
  person_id     uuid,
  agent_id      uuid,
  phone         bytea,
  token_hash    bytea unique check (octet_length(token_hash) = 32),
  unit_id       text not null,
  division_path text not null,
  item_code     text not null,
  item_name     text not null,
  channel       text not null check (channel in ('online', 'counter', 'phone')),
  contact_at    timestamptz not null,
  open_until    timestamptz not null,
  level         smallint check (level between 1 and 5),
  reasons       text[] not null,
  words         bytea,
  rated_at      timestamptz,
  rated_by      uuid,
  withdrawn_at  timestamptz,
  set_aside_at  timestamptz,
  again_level   smallint check (again_level between 1 and 5),
  rater         bytea,
  unique (source, contact_id),
  check ((level is null) = (rated_at is null)),
  check (person_id is not null or phone is not null),
  check (level is null or withdrawn_at is null)
);
create index rating_of_person on rating.rating (person_id, id);
create index rating_of_agent on rating.rating (agent_id, id) where agent_id is not null;
create index rating_of_item on rating.rating (unit_id, source, item_code) where level is not null;
alter table rating.rating enable row level security;
alter table rating.rating force row level security;
create policy rating_made on rating.rating for insert with check (true);
create policy rating_read on rating.rating for select using (
  person_id::text = current_setting('haihe.person', true) or agent_id::text = current_setting('haihe.person', true)
  or id::text = current_setting('haihe.rating', true) or encode(token_hash, 'hex') = current_setting('haihe.rating_link', true));
create policy rating_changed on rating.rating for update using (
  person_id::text = current_setting('haihe.person', true) or agent_id::text = current_setting('haihe.person', true)
  or id::text = current_setting('haihe.rating', true) or encode(token_hash, 'hex') = current_setting('haihe.rating_link', true));
create policy rating_counted on rating.rating for select using (current_setting('haihe.job', true) = 'rating.publish_figures');
create policy rating_follow_merge on rating.rating for all using (current_setting('haihe.job', true) = 'rating.follow_merge');
comment on table rating.rating is 'A contact with a unit, and what the person said of it 评价: one row, so one rating. Read by whoever may rate, by the call-back post a row at a time, and by nobody else: never by the rated unit.';
comment on column rating.rating.id is 'UUIDv7.';
comment on column rating.rating.source is 'What the contact was: an application decided, a visit to a hall, a call to the hotline, an incident closed.';
comment on column rating.rating.contact_id is 'The application, booking, call or incident.';
comment on column rating.rating.person_id is 'Who may rate; null = only a telephone is known.';
comment on column rating.rating.agent_id is 'Who acted for that person, and may rate as well.';
comment on column rating.rating.phone is 'The telephone of somebody who is not known otherwise; sealed.';
comment on column rating.rating.token_hash is 'SHA-256 of the link that a telephone was sent; null = none was.';
comment on column rating.rating.unit_id is 'The rated unit.';
comment on column rating.rating.division_path is 'Where.';
comment on column rating.rating.item_code is 'What it was about.';
comment on column rating.rating.item_name is 'Its name at that time.';
comment on column rating.rating.channel is 'How it was done: it decides which reasons are offered.';
comment on column rating.rating.contact_at is 'When.';
comment on column rating.rating.open_until is 'Until when it may be rated or changed.';
comment on column rating.rating.level is '5 very satisfied 非常满意 … 1 very dissatisfied 非常不满意; 1 and 2 are bad. Null = not rated, or withdrawn.';
comment on column rating.rating.reasons is 'What was ticked: codes of rating.yaml.';
comment on column rating.rating.words is 'What was written; sealed.';
comment on column rating.rating.rated_at is 'When it was last given or changed.';
comment on column rating.rating.rated_by is 'The person who rated; null = by the link.';
comment on column rating.rating.withdrawn_at is 'When it was taken back 撤回.';
comment on column rating.rating.set_aside_at is 'When it was found not to count 不予采纳.';
comment on column rating.rating.again_level is 'What was said after the unit had mended it 再评; null = not yet.';
comment on column rating.rating.rater is 'Name and telephone as the call-back post opened them; sealed. What goes to the unit is compared with it.';

create table rating.case (
  id               uuid primary key,
  rating_id        uuid not null references rating.rating,
  unit_id          text not null,
  division_path    text not null,
  source           text not null check (source in ('application', 'visit', 'call', 'incident')),
  item_code        text not null,
  item_name        text not null,
  level            smallint not null check (level between 1 and 2),
  reasons          text[] not null,
  opened_at        timestamptz not null,
  facts            text,
  passed_on_at     timestamptz,
  item_shown       boolean not null,
  answer           text,
  answered_at      timestamptz,
  answered_in_time boolean,
  late_at          timestamptz,
  again_level      smallint check (again_level between 1 and 5),
  check ((facts is null) = (passed_on_at is null)),
  check ((answered_at is null) = (answered_in_time is null))
);
create index case_of_rating on rating.case (rating_id, id);
create index case_of_unit on rating.case (unit_id, id);
comment on table rating.case is 'A bad rating that is followed up 差评件: nothing in it says who rated. State, clock and steps are a matter of the same id.';
comment on column rating.case.id is 'The matter.';
comment on column rating.case.rating_id is 'The rating; changed to a good one and back again it has two.';
comment on column rating.case.unit_id is 'The rated unit.';
comment on column rating.case.division_path is 'Where.';
comment on column rating.case.source is 'What the contact was.';
comment on column rating.case.item_code is 'What it was about.';
comment on column rating.case.item_name is 'Its name.';
comment on column rating.case.level is '2 dissatisfied, 1 very dissatisfied.';
comment on column rating.case.reasons is 'What was ticked.';
comment on column rating.case.opened_at is 'When it was given.';
comment on column rating.case.facts is 'What the unit was told 转办事实; null = not passed on.';
comment on column rating.case.passed_on_at is 'When.';
comment on column rating.case.item_shown is 'Whether the unit is told which item: enough others had it done there.';
comment on column rating.case.answer is 'What the unit answered.';
comment on column rating.case.answered_at is 'When.';
comment on column rating.case.answered_in_time is 'Whether that was within its limit.';
comment on column rating.case.late_at is 'When its limit passed without an answer; null = it did not.';
comment on column rating.case.again_level is 'What was said after that.';

create table rating.call (
  id        uuid primary key,
  case_id   uuid not null references rating.case,
  rating_id uuid not null references rating.rating,
  at        timestamptz not null,
  reached   boolean not null,
  said      bytea not null,
  unit_id   text not null
);
create index call_of_case on rating.call (case_id, id);
alter table rating.call enable row level security;
alter table rating.call force row level security;
create policy call_made on rating.call for insert with check (true);
create policy call_read on rating.call for select using (rating_id::text = current_setting('haihe.rating', true));
comment on table rating.call is 'Calls to whoever rated 回访记录: read by the call-back post with the rating that is opened.';
comment on column rating.call.id is 'Made by the desk: sent twice it is one call.';
comment on column rating.call.case_id is 'For which case.';
comment on column rating.call.rating_id is 'Of which rating.';
comment on column rating.call.at is 'When.';
comment on column rating.call.reached is 'Whether somebody answered.';
comment on column rating.call.said is 'What was said; sealed.';
comment on column rating.call.unit_id is 'The unit that called.';

create table rating.tally (
  unit_id   text not null,
  source    text not null,
  item_code text not null,
  on_day    date not null,
  item_name text not null,
  contacts  integer not null check (contacts > 0),
  primary key (unit_id, source, item_code, on_day)
);
comment on table rating.tally is 'Contacts that could be rated, by unit, item and day 可评件数: tells whether a group is large enough to speak of.';
comment on column rating.tally.unit_id is 'The unit.';
comment on column rating.tally.source is 'What the contacts were.';
comment on column rating.tally.item_code is 'The item.';
comment on column rating.tally.on_day is 'The city''s day.';
comment on column rating.tally.item_name is 'The item''s name.';
comment on column rating.tally.contacts is 'How many.';

create table rating.figure (
  unit_id   text not null,
  source    text not null,
  item_code text not null,
  item_name text not null,
  levels    integer[] not null check (cardinality(levels) = 5),
  ratings   integer not null check (ratings > 0),
  bad       integer not null,
  due       integer not null,
  mended    integer not null,
  as_of     timestamptz not null,
  primary key (unit_id, source, item_code)
);
create index figure_of_item on rating.figure (item_code, unit_id);
comment on table rating.figure is 'Public figures 公开统计, renewed only when so many ratings have come that nobody is told by the difference.';
comment on column rating.figure.unit_id is 'The unit.';
comment on column rating.figure.source is 'What the contacts were.';
comment on column rating.figure.item_code is 'The item.';
comment on column rating.figure.item_name is 'The item''s name.';
comment on column rating.figure.levels is 'How many of each level, from 1 to 5.';
comment on column rating.figure.ratings is 'How many in all; what was set aside does not count.';
comment on column rating.figure.bad is 'How many of level 1 and 2.';
comment on column rating.figure.due is 'Bad ratings passed on to the unit that it has answered, or whose time is over.';
comment on column rating.figure.mended is 'Of those, answered in time and not rated bad again.';
comment on column rating.figure.as_of is 'When they were counted.';

create table rating.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table rating.setting is 'How services are rated 好差评设置; from the city''s folder.';
comment on column rating.setting.only_one is 'There is one row.';
comment on column rating.setting.content is 'What the file says.';
