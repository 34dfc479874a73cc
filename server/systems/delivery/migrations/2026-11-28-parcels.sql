create schema delivery;
comment on schema delivery is '送达';

create table delivery.choice (
  application_id uuid primary key,
  person_id      uuid not null,
  unit_id        text not null,
  way            text not null check (way in ('wallet', 'counter', 'community', 'post', 'locker')),
  cabinet        text,
  contact        bytea,
  chosen_at      timestamptz not null,
  chosen_by      text not null,
  chosen_by_unit text,
  check ((way = 'locker') = (cabinet is not null))
);
create index choice_of_person on delivery.choice (person_id, application_id);
alter table delivery.choice enable row level security;
alter table delivery.choice force row level security;
create policy choice_made on delivery.choice for insert with check (true);
create policy choice_read on delivery.choice for select using (
  person_id::text = current_setting('haihe.person', true) or application_id::text = current_setting('haihe.delivery', true)
  or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy choice_changed on delivery.choice for update using (
  person_id::text = current_setting('haihe.person', true) or application_id::text = current_setting('haihe.delivery', true)
  or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy choice_let_go on delivery.choice for delete using (application_id::text = current_setting('haihe.delivery', true));
create policy choice_of_jobs on delivery.choice for all using (coalesce(current_setting('haihe.job', true), '') in ('delivery.follow_merge', 'delivery.erase_addresses'));
comment on table delivery.choice is 'How a person wants what an application gives 领取方式; until nobody chose it is the counter. Read by the person, the unit that answers, and a row at a time where code has judged that the actor may.';
comment on column delivery.choice.application_id is 'Of which application.';
comment on column delivery.choice.person_id is 'Whose it is.';
comment on column delivery.choice.unit_id is 'The unit that answers, and sends.';
comment on column delivery.choice.way is 'wallet 卡包, counter 窗口, community 社区, post 邮寄, locker 自助柜.';
comment on column delivery.choice.cabinet is 'Which cabinet 自助柜; null = another way.';
comment on column delivery.choice.contact is 'Name, telephone and address as they stand on the label; sealed. Null = none is needed, or erased.';
comment on column delivery.choice.chosen_at is 'When.';
comment on column delivery.choice.chosen_by is 'The person, who acts for them, or the post of a counter.';
comment on column delivery.choice.chosen_by_unit is 'The unit whose counter chose with the person; null = online.';

create table delivery.parcel (
  id             uuid primary key,
  application_id uuid not null,
  attempt        integer not null check (attempt > 0),
  person_id      uuid not null,
  unit_id        text not null,
  item_name      text not null,
  application    text not null,
  way            text not null check (way in ('community', 'post', 'locker')),
  cabinet        text,
  opened_at      timestamptz not null,
  ended_at       timestamptz,
  unique (application_id, attempt),
  check ((way = 'locker') = (cabinet is not null))
);
create unique index parcel_open on delivery.parcel (application_id) where ended_at is null;
create index parcel_of_unit on delivery.parcel (unit_id, id);
create index parcel_of_person on delivery.parcel (person_id, id);
comment on table delivery.parcel is 'What is packed and sent 寄递件; nothing in it says where to. State, clock and steps are a matter of the same id.';
comment on column delivery.parcel.id is 'The matter.';
comment on column delivery.parcel.application_id is 'Of which application.';
comment on column delivery.parcel.attempt is 'The first, or which after one that came back, was lost or called off.';
comment on column delivery.parcel.person_id is 'To whom.';
comment on column delivery.parcel.unit_id is 'The unit that sends.';
comment on column delivery.parcel.item_name is 'What is in it: the name of the item.';
comment on column delivery.parcel.application is 'The application''s number.';
comment on column delivery.parcel.way is 'How.';
comment on column delivery.parcel.cabinet is 'To which cabinet; null = to none.';
comment on column delivery.parcel.opened_at is 'When.';
comment on column delivery.parcel.ended_at is 'When it was received, came back, or ended otherwise; an application has one that has not ended.';

create table delivery.label (
  tracking       text primary key,
  carrier        text not null check (carrier in ('post', 'locker')),
  parcel_id      uuid not null references delivery.parcel,
  application_id uuid not null,
  box            text,
  by_hand        boolean not null,
  made_at        timestamptz not null,
  void_at        timestamptz,
  cancelled_at   timestamptz,
  ask_at         timestamptz
);
create unique index label_of_parcel on delivery.label (parcel_id) where void_at is null;
create index label_to_ask on delivery.label (ask_at) where ask_at is not null;
create index label_to_cancel on delivery.label (void_at) where void_at is not null and cancelled_at is null;
comment on table delivery.label is 'Numbers under which carriers know parcels 运单号. It names nobody: a word of a carrier finds its parcel here.';
comment on column delivery.label.tracking is 'The carrier''s number.';
comment on column delivery.label.carrier is 'post 邮政, locker 自助柜.';
comment on column delivery.label.parcel_id is 'Of which parcel.';
comment on column delivery.label.application_id is 'Of which application.';
comment on column delivery.label.box is 'The box that the cabinet keeps for it; null = by post.';
comment on column delivery.label.by_hand is 'Typed by a clerk: no carrier that could be asked gave it.';
comment on column delivery.label.made_at is 'When.';
comment on column delivery.label.void_at is 'When it was given up, because the person chose otherwise 作废.';
comment on column delivery.label.cancelled_at is 'When the carrier was told so.';
comment on column delivery.label.ask_at is 'When the carrier is asked next; null = there is nothing to ask.';

create table delivery.word (
  carrier  text not null check (carrier in ('post', 'locker')),
  id       text not null,
  tracking text not null,
  status   text not null check (status in ('moving', 'arrived', 'at_locker', 'received', 'returned', 'lost')),
  said_at  timestamptz not null,
  place    text,
  heard_at timestamptz not null,
  heard_how text not null check (heard_how in ('called', 'asked')),
  refused  text,
  primary key (carrier, id)
);
create index word_of_tracking on delivery.word (tracking, said_at);
comment on table delivery.word is 'What carriers said of parcels 运单动态, each once however often it came; what came too late or fits nothing is kept with the reason.';
comment on column delivery.word.carrier is 'Who.';
comment on column delivery.word.id is 'The carrier''s own id of it.';
comment on column delivery.word.tracking is 'Of which number.';
comment on column delivery.word.status is 'What.';
comment on column delivery.word.said_at is 'When it was so, as the carrier says.';
comment on column delivery.word.place is 'Where.';
comment on column delivery.word.heard_at is 'When it was heard here.';
comment on column delivery.word.heard_how is 'called: the carrier called; asked: a job asked, and the call had been lost or was not yet there.';
comment on column delivery.word.refused is 'Why nothing followed from it; null = it was taken.';

create table delivery.opening (
  parcel_id      uuid primary key references delivery.parcel,
  application_id uuid not null,
  person_id      uuid not null,
  cabinet        text not null,
  box            text not null,
  tracking       text not null,
  code_digest    bytea not null,
  code           bytea not null
);
create unique index opening_of_code on delivery.opening (cabinet, code_digest);
alter table delivery.opening enable row level security;
alter table delivery.opening force row level security;
create policy opening_made on delivery.opening for insert with check (true);
create policy opening_read on delivery.opening for select using (
  person_id::text = current_setting('haihe.person', true) or application_id::text = current_setting('haihe.delivery', true) or cabinet = current_setting('haihe.delivery_cabinet', true));
create policy opening_ended on delivery.opening for delete using (application_id::text = current_setting('haihe.delivery', true));
create policy opening_follow_merge on delivery.opening for all using (current_setting('haihe.job', true) = 'delivery.follow_merge');
comment on table delivery.opening is 'Boxes that wait to be opened 待取柜格: until it is taken out or sent back. Read by the person, and by a cabinet that asks by its signed call.';
comment on column delivery.opening.parcel_id is 'What lies in it.';
comment on column delivery.opening.application_id is 'Of which application.';
comment on column delivery.opening.person_id is 'Who may open it, by identity card.';
comment on column delivery.opening.cabinet is 'In which cabinet.';
comment on column delivery.opening.box is 'In which box.';
comment on column delivery.opening.tracking is 'The cabinet''s own number of it.';
comment on column delivery.opening.code_digest is 'The opening code, to be compared with.';
comment on column delivery.opening.code is 'The opening code 取件码, for the person''s own page; sealed.';

create table delivery.wrong_code (
  id      uuid primary key,
  cabinet text not null,
  at      timestamptz not null
);
create index wrong_code_of_cabinet on delivery.wrong_code (cabinet, at);
comment on table delivery.wrong_code is 'Codes and cards that opened nothing 开柜失败: after too many a cabinet waits.';
comment on column delivery.wrong_code.id is 'UUIDv7.';
comment on column delivery.wrong_code.cabinet is 'At which cabinet.';
comment on column delivery.wrong_code.at is 'When.';

create table delivery.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table delivery.setting is 'Carriers, cabinets and what posting costs 送达设置; from the city''s folder.';
comment on column delivery.setting.only_one is 'There is one row.';
comment on column delivery.setting.content is 'What the file says.';
