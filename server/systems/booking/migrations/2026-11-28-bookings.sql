create schema booking;
comment on schema booking is '预约';

create table booking.hall (
  code          text primary key,
  unit_id       text not null,
  division_path text not null,
  content       jsonb not null,
  retired       boolean not null
);
comment on table booking.hall is 'Halls 政务服务大厅 where people come: windows, hours, slots; from the city''s folder.';
comment on column booking.hall.code is 'What it is called in addresses; the same for ever.';
comment on column booking.hall.unit_id is 'The unit that keeps it.';
comment on column booking.hall.division_path is 'Where it stands for: the whole city, a district.';
comment on column booking.hall.content is 'What the file says of it.';
comment on column booking.hall.retired is 'It left the folder: nothing more can be booked there.';

create table booking.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table booking.setting is 'The rule on who does not come 爽约规则, and when one is reminded; from the city''s folder.';
comment on column booking.setting.only_one is 'There is one row.';
comment on column booking.setting.content is 'What the file says.';

create table booking.slot (
  hall_code  text not null,
  counter    text not null,
  starts_at  timestamptz not null,
  closed_at  timestamptz,
  closed_why text,
  primary key (hall_code, counter, starts_at)
);
comment on table booking.slot is 'A slot 时段 that somebody booked or the hall closed; its row is what bookings wait for one after another.';
comment on column booking.slot.hall_code is 'Where.';
comment on column booking.slot.counter is 'Which kind of window.';
comment on column booking.slot.starts_at is 'When it begins.';
comment on column booking.slot.closed_at is 'Since when the hall takes nobody in it; null = it does.';
comment on column booking.slot.closed_why is 'Why, as people were told.';

create table booking.place (
  hall_code  text not null,
  counter    text not null,
  starts_at  timestamptz not null,
  place      integer not null check (place > 0),
  booking_id uuid not null unique,
  primary key (hall_code, counter, starts_at, place)
);
comment on table booking.place is 'One place in a slot 号源, taken by one booking: its key is why nothing is booked twice. It names nobody.';
comment on column booking.place.hall_code is 'Where.';
comment on column booking.place.counter is 'Which kind of window.';
comment on column booking.place.starts_at is 'When the slot begins.';
comment on column booking.place.place is 'Which place of the slot, from 1.';
comment on column booking.place.booking_id is 'Who has it, as a booking.';

create table booking.open_day (
  key        text primary key,
  booking_id uuid not null unique
);
comment on table booking.open_day is 'One open booking a person, item and day.';
comment on column booking.open_day.key is 'Hash of person, item and day: it can be compared, not read.';
comment on column booking.open_day.booking_id is 'The open booking.';

create table booking.booking (
  id            uuid primary key,
  number        text not null unique check (number ~ '^[0-9]{8}$'),
  person_id     uuid not null,
  item_code     text not null,
  hall_code     text not null,
  counter       text not null,
  unit_id       text not null,
  division_path text not null,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  on_day        date not null,
  booked_at     timestamptz not null,
  made_by       text not null,
  made_by_unit  text,
  cancelled_at  timestamptz,
  cancelled_how text check (cancelled_how in ('person', 'hall')),
  arrived_at    timestamptz,
  missed_at     timestamptz,
  reminded_at   timestamptz,
  check (num_nonnulls(cancelled_at, arrived_at, missed_at) <= 1),
  check ((cancelled_at is null) = (cancelled_how is null))
);
create index booking_of_person on booking.booking (person_id, starts_at);
create index booking_of_day on booking.booking (hall_code, on_day);
create index booking_to_come on booking.booking (ends_at) where cancelled_at is null and arrived_at is null and missed_at is null;
alter table booking.booking enable row level security;
alter table booking.booking force row level security;
create policy booking_made on booking.booking for insert with check (true);
create policy booking_read on booking.booking for select using (
  person_id::text = current_setting('haihe.person', true)
  or (current_setting('haihe.department', true) <> '' and (unit_id = current_setting('haihe.department', true) or made_by_unit = current_setting('haihe.department', true))));
create policy booking_changed on booking.booking for update using (
  person_id::text = current_setting('haihe.person', true)
  or (current_setting('haihe.department', true) <> '' and (unit_id = current_setting('haihe.department', true) or made_by_unit = current_setting('haihe.department', true))));
create policy booking_of_jobs on booking.booking for all using (current_setting('haihe.job', true) in ('booking.mark_missed', 'booking.remind'));
comment on table booking.booking is 'Who comes when for which item 预约: read by the person, the hall''s unit and the unit that booked it, and by nobody else.';
comment on column booking.booking.id is 'Made by the client: however often it is sent, it is one booking.';
comment on column booking.booking.number is 'What is said at the desk 预约号.';
comment on column booking.booking.person_id is 'Who comes.';
comment on column booking.booking.item_code is 'What for.';
comment on column booking.booking.hall_code is 'Where.';
comment on column booking.booking.counter is 'At which kind of window.';
comment on column booking.booking.unit_id is 'The unit that keeps the hall.';
comment on column booking.booking.division_path is 'The division of the hall.';
comment on column booking.booking.starts_at is 'From when.';
comment on column booking.booking.ends_at is 'Until when: whoever has not come by then did not come.';
comment on column booking.booking.on_day is 'The city''s day.';
comment on column booking.booking.booked_at is 'When it was made, or last changed.';
comment on column booking.booking.made_by is 'Who booked: the person, or a post for the person.';
comment on column booking.booking.made_by_unit is 'The unit that booked for the person; null = the person.';
comment on column booking.booking.cancelled_at is 'When it was cancelled 取消; null = it was not.';
comment on column booking.booking.cancelled_how is 'person: by whoever booked; hall: the hall closed the slot.';
comment on column booking.booking.arrived_at is 'When the person was at the desk 到场.';
comment on column booking.booking.missed_at is 'When it was noted that nobody had come 爽约.';
comment on column booking.booking.reminded_at is 'When the person was reminded.';

create table booking.pause (
  person_id  uuid not null,
  since_on   date not null,
  until_on   date not null,
  decided_at timestamptz not null,
  primary key (person_id, since_on)
);
alter table booking.pause enable row level security;
alter table booking.pause force row level security;
create policy pause_own on booking.pause for select using (person_id::text = current_setting('haihe.person', true));
create policy pause_of_job on booking.pause for all using (current_setting('haihe.job', true) = 'booking.mark_missed');
comment on table booking.pause is 'Who may not book online for a while 暂停网上预约, because of not coming; a desk still books for them, and walking in stays open.';
comment on column booking.pause.person_id is 'Who.';
comment on column booking.pause.since_on is 'From which day.';
comment on column booking.pause.until_on is 'Up to and including which day.';
comment on column booking.pause.decided_at is 'When.';

create table booking.ticket (
  id         uuid primary key,
  hall_code  text not null,
  counter    text not null,
  on_day     date not null,
  number     integer not null check (number > 0),
  booking_id uuid unique,
  booked_for timestamptz,
  taken_at   timestamptz not null,
  waits_since timestamptz not null,
  calls      integer not null default 0 check (calls >= 0),
  called_at  timestamptz,
  called_to  integer check (called_to > 0),
  called_by  text,
  ended_at   timestamptz,
  ended_how  text check (ended_how in ('served', 'absent')),
  unique (hall_code, counter, on_day, number),
  check ((called_at is null) = (called_to is null) and (called_at is null) = (called_by is null)),
  check ((ended_at is null) = (ended_how is null) and (ended_at is null or called_at is not null))
);
create unique index ticket_at_window on booking.ticket (hall_code, counter, on_day, called_to) where called_at is not null and ended_at is null;
comment on table booking.ticket is 'A number to wait with at the hall 取号: of somebody who booked, or who just came.';
comment on column booking.ticket.id is 'Made by the client: one press, one number.';
comment on column booking.ticket.hall_code is 'Where.';
comment on column booking.ticket.counter is 'For which kind of window.';
comment on column booking.ticket.on_day is 'The city''s day.';
comment on column booking.ticket.number is 'From 1 each day.';
comment on column booking.ticket.booking_id is 'The booking; null = came without one.';
comment on column booking.ticket.booked_for is 'When the booked slot begins: from then on it goes before those who just came; null = came without one, or was called and not there.';
comment on column booking.ticket.taken_at is 'When.';
comment on column booking.ticket.waits_since is 'Since when it waits: when it was taken, or when whoever was called in vain came back.';
comment on column booking.ticket.calls is 'How often it was called.';
comment on column booking.ticket.called_at is 'When it was last called 叫号; null = it waits.';
comment on column booking.ticket.called_to is 'To which of the windows of its kind; one window has one number at a time.';
comment on column booking.ticket.called_by is 'The post at that window.';
comment on column booking.ticket.ended_at is 'When the window was done with it.';
comment on column booking.ticket.ended_how is 'served: whoever had it was served; absent: nobody came 过号.';

create table booking.ticket_count (
  hall_code text not null,
  counter   text not null,
  on_day    date not null,
  last      integer not null check (last >= 0),
  primary key (hall_code, counter, on_day)
);
comment on table booking.ticket_count is 'The last number given out at a kind of window today.';
comment on column booking.ticket_count.hall_code is 'Where.';
comment on column booking.ticket_count.counter is 'Which kind of window.';
comment on column booking.ticket_count.on_day is 'The city''s day.';
comment on column booking.ticket_count.last is 'The number.';
-- Who came is asked how it was, by the listener of that name.
create policy booking_invites on booking.booking for select using (current_setting('haihe.job', true) = 'booking.invite_rating');
