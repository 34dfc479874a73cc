create schema governance;
comment on schema governance is 'Incidents of the city: reported, dispatched, handled, verified, closed. 一网统管';

create table governance.item (
  code           text not null,
  version        integer not null,
  register       text not null check (register in ('component', 'event')),
  standard       text not null,
  class          text not null,
  kind           text not null,
  name           text not null,
  words          text[] not null,
  ends_at        text not null check (ends_at in ('grid', 'community', 'street', 'district', 'city')),
  leads          jsonb not null,
  supporting     text[] not null,
  receive_limit  text not null,
  handle_limit   text not null,
  verify_limit   text not null,
  urgency        text not null check (urgency in ('ordinary', 'urgent', 'emergency')),
  evidence       text not null check (evidence in ('none', 'before', 'after', 'both')),
  public         boolean not null,
  near_metres    integer not null check (near_metres between 0 and 9999),
  near_hours     integer not null check (near_hours between 0 and 9999),
  call           text[] not null,
  retired        boolean not null default false,
  origin         text not null check (origin in ('folder', 'desk')),
  effective_from timestamptz not null,
  primary key (code, version)
);
comment on table governance.item is 'Catalogue of governance items 治理事项, every version; the newest one of a code is in force.';
comment on column governance.item.code is 'C… a component 部件, E… an event 事件.';
comment on column governance.item.version is 'Counts from 1; an edit makes a new one.';
comment on column governance.item.register is 'component 部件 or event 事件: the two registers of the standard.';
comment on column governance.item.standard is 'Code in the national standard; empty where the item is ours.';
comment on column governance.item.class is '大类.';
comment on column governance.item.kind is '小类.';
comment on column governance.item.name is 'What officials call it.';
comment on column governance.item.words is 'What people call it.';
comment on column governance.item.ends_at is 'The lowest level at which it may end.';
comment on column governance.item.leads is 'Duty that leads at each level.';
comment on column governance.item.supporting is 'Duties that support.';
comment on column governance.item.receive_limit is 'Row of the rule table of limits: to receive.';
comment on column governance.item.handle_limit is 'Row of the rule table of limits: to handle.';
comment on column governance.item.verify_limit is 'Row of the rule table of limits: to verify.';
comment on column governance.item.urgency is 'Urgent clocks run at night and on holidays.';
comment on column governance.item.evidence is 'Photos that must be there before and after.';
comment on column governance.item.public is 'False: never on a map, in a public trace or among duplicates.';
comment on column governance.item.near_metres is 'Within which a report may be the same one; 0 is never.';
comment on column governance.item.near_hours is 'Within which a report may be the same one; 0 is never.';
comment on column governance.item.call is 'Emergency numbers shown before the form.';
comment on column governance.item.retired is 'True: no new incident may have it.';
comment on column governance.item.origin is 'Where this version came from.';
comment on column governance.item.effective_from is 'Since when.';

create table governance.incident (
  id            uuid not null primary key,
  item_code     text,
  source        text not null check (source in ('resident', 'grid_worker', 'desk', 'hotline', 'open311', 'unit', 'import')),
  division_path text collate "C" not null,
  longitude     double precision,
  latitude      double precision,
  captured_at   timestamptz,
  received_at   timestamptz not null,
  quarantined   text,
  publishable   boolean not null,
  check ((longitude is null) = (latitude is null))
) partition by range (id);
create index incident_near on governance.incident (item_code, latitude) where publishable and latitude is not null;
comment on table governance.incident is 'Where and what; its state, clock, assignee and number are the matter of the same id.';
comment on column governance.incident.id is 'UUIDv7 made by the reporter''s device; also the id of its matter.';
comment on column governance.incident.item_code is 'Catalogue entry; null until someone chose one.';
comment on column governance.incident.source is 'The way in.';
comment on column governance.incident.division_path is 'Community or street, as the reporter chose.';
comment on column governance.incident.longitude is 'WGS-84; null: listed, never drawn.';
comment on column governance.incident.latitude is 'WGS-84.';
comment on column governance.incident.captured_at is 'The device''s time where it was drafted offline.';
comment on column governance.incident.received_at is 'The server''s time.';
comment on column governance.incident.quarantined is 'Why an offline record waits for the street''s desk; null: it does not.';
comment on column governance.incident.publishable is 'False for accusations, matters inside a home and items that are not public.';
insert into base.partitioned (relation, period) values ('governance.incident', 'month');

create table governance.report (
  id          uuid not null,
  incident_id uuid not null,
  joined      boolean not null,
  at          timestamptz not null,
  primary key (incident_id, id)
) partition by range (id);
insert into base.partitioned (relation, period) values ('governance.report', 'month');
comment on table governance.report is 'That somebody reported an incident: the first one, and those who joined. Who and in which words stands in statement.';
comment on column governance.report.id is 'UUIDv7; the first report has the incident''s id.';
comment on column governance.report.incident_id is 'The incident.';
comment on column governance.report.joined is 'True: joined an incident that was there.';
comment on column governance.report.at is 'When.';

create table governance.statement (
  report_id     uuid not null,
  incident_id   uuid not null,
  person_id     uuid,
  words         text not null,
  place_words   text not null,
  division_path text collate "C" not null,
  contact       bytea,
  primary key (incident_id, report_id)
) partition by range (report_id);
create index statement_person on governance.statement (person_id, report_id) where person_id is not null;
alter table governance.statement enable row level security;
alter table governance.statement force row level security;
create policy statement_of_reporter on governance.statement for select using (person_id::text = current_setting('haihe.person', true));
create policy statement_of_division on governance.statement for select using (
  current_setting('haihe.department', true) <> '' and (current_setting('haihe.division', true) = ''
    or division_path = current_setting('haihe.division', true) or starts_with(division_path, current_setting('haihe.division', true) || '/')));
create policy statement_for_job on governance.statement for select using (current_setting('haihe.job', true) <> '');
create policy statement_written on governance.statement for insert with check (true);
create policy statement_moved on governance.statement for update using (true) with check (true);
comment on table governance.statement is 'What each reporter said, and who said it.';
comment on column governance.statement.report_id is 'The report.';
comment on column governance.statement.incident_id is 'The incident.';
comment on column governance.statement.person_id is 'The reporter; null when anonymous.';
comment on column governance.statement.words is 'In the reporter''s words.';
comment on column governance.statement.place_words is 'Address in the reporter''s words.';
comment on column governance.statement.division_path is 'As the incident''s: what the second wall compares.';
comment on column governance.statement.contact is 'Sealed: how an anonymous reporter may be reached, when given.';
insert into base.partitioned (relation, period) values ('governance.statement', 'month');
