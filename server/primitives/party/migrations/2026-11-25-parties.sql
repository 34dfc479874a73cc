create schema party;
comment on schema party is 'Who: people, firms, departments, posts. Identity numbers sealed, findable by blind index, masked by default. 人和单位';

create table party.department (
  id            text primary key,
  name          text not null,
  short_name    text,
  credit_code   text,
  level         text not null check (level in ('city', 'district', 'street', 'community')),
  division_code text not null references place.division (code),
  division_path text not null,
  parent_id     text references party.department (id),
  kind          text not null,
  role          text,
  network_post  text not null check (network_post in ('own', 'attached', 'none')),
  phone         text,
  valid_to      date,
  origin        text not null check (origin in ('folder', 'desk')),
  version       integer not null default 1,
  changed_at    timestamptz not null
);
comment on table party.department is 'Units that answer for public business. 单位';
comment on column party.department.id is 'Readable and lasting.';
comment on column party.department.name is 'Full name as people read it.';
comment on column party.department.short_name is 'Short name; null = the full one.';
comment on column party.department.credit_code is 'Unified social credit code (GB 32100), where known.';
comment on column party.department.level is 'Level at which it answers.';
comment on column party.department.division_code is 'Division in which it answers.';
comment on column party.department.division_path is 'Path of that division; empty = whole city.';
comment on column party.department.parent_id is 'The unit above it.';
comment on column party.department.kind is 'government, department, enforcement, grid_centre, hotline, street, community, public_utility, party_office, other.';
comment on column party.department.role is 'What rule tables and the catalogue call it: water, grid_centre …; one unit a role and division.';
comment on column party.department.network_post is 'Its 网信 post: own = has one, attached = joined to another post, none.';
comment on column party.department.phone is 'Public telephone.';
comment on column party.department.valid_to is 'Last day; null = exists.';
comment on column party.department.origin is 'folder = follows departments.csv; desk = changed by a desk and kept.';
comment on column party.department.version is 'Grows with each change.';
comment on column party.department.changed_at is 'Last change.';

create table party.stamp (
  one           boolean primary key default true check (one),
  stamp         uuid not null
);
comment on table party.stamp is 'Which state of departments this is; a new random stamp with every change tells each process to read them again.';
comment on column party.stamp.one is 'Always true: there is one row.';
comment on column party.stamp.stamp is 'Random, never repeated.';
insert into party.stamp (stamp) values ('00000000-0000-4000-8000-000000000001');

create table party.person (
  id            uuid primary key,
  name          bytea not null,
  number        bytea,
  number_kind   text check (number_kind in ('resident', 'permit', 'foreign_resident', 'passport', 'other')),
  phone         bytea,
  address       bytea,
  birth_year    smallint,
  sex           text check (sex in ('female', 'male')),
  division_path text,
  household_id  uuid,
  marks         text[] not null default '{}',
  number_indexed smallint,
  version       integer not null default 1,
  changed_at    timestamptz not null,
  check ((number is null) = (number_kind is null))
);
comment on table party.person is 'People. Whatever identifies them is sealed (SM4-CTR, HMAC-SM3) and read by id only. 自然人';
comment on column party.person.id is 'UUIDv7.';
comment on column party.person.name is 'Sealed.';
comment on column party.person.number is 'Sealed identity number; null where none was given.';
comment on column party.person.number_kind is 'Which kind of number it is.';
comment on column party.person.phone is 'Sealed.';
comment on column party.person.address is 'Sealed; the part below the community.';
comment on column party.person.birth_year is 'For statistics; the day is in the sealed number.';
comment on column party.person.sex is 'For statistics.';
comment on column party.person.division_path is 'Where the person lives, down to the community; null = unknown.';
comment on column party.person.household_id is 'Same for all who live together.';
comment on column party.person.marks is 'Why somebody may look at the number again: area_unknown, area_abolished, nobody.';
comment on column party.person.number_indexed is 'Newest key under which party.person_number has the number.';
comment on column party.person.version is 'Grows with each change.';
comment on column party.person.changed_at is 'Last change.';
create index person_to_index on party.person (number_indexed) where number is not null;

create table party.person_number (
  digest        bytea primary key,
  key_version   smallint not null,
  person_id     uuid not null
);
comment on table party.person_number is 'Blind index: one number, one person. A person has a row for each live key. 证件号盲索引';
comment on column party.person_number.digest is 'HMAC-SM3 of the number under that key.';
comment on column party.person_number.key_version is 'Which key.';
comment on column party.person_number.person_id is 'Whose it is.';
create index person_number_person on party.person_number (person_id);

create table party.person_tie (
  person_id     uuid not null,
  division_path text not null,
  department_id text not null,
  reason        text not null,
  since         timestamptz not null,
  primary key (person_id, division_path, department_id)
);
comment on table party.person_tie is 'Where a person has business besides home, so that those who do it can read the row. 关联';
comment on column party.person_tie.person_id is 'Who.';
comment on column party.person_tie.division_path is 'Staff whose division covers this path may read; a single - stands for none.';
comment on column party.person_tie.department_id is 'Staff of this unit may read; a single - stands for none.';
comment on column party.person_tie.reason is 'Which business, in the words of the code: governance.report, party.lookup.';
comment on column party.person_tie.since is 'When it began.';

alter table party.person enable row level security;
alter table party.person force row level security;
-- An empty haihe.division is the whole city only where a department is set: after a transaction a setting falls back to '', not to null.
create policy person_read on party.person for select using (
  id::text = current_setting('haihe.person', true)
  or id::text = current_setting('haihe.found', true)
  or (current_setting('haihe.department', true) <> '' and (
    current_setting('haihe.division', true) = ''
    or division_path = current_setting('haihe.division', true)
    or starts_with(division_path, current_setting('haihe.division', true) || '/')
    -- a scalar with limit, not exists(): the planner must look ties up by person, never hash them all
    or coalesce((
      select true from party.person_tie tie
      where tie.person_id = person.id and (
        tie.department_id = current_setting('haihe.department', true)
        or tie.division_path = current_setting('haihe.division', true)
        or starts_with(tie.division_path, current_setting('haihe.division', true) || '/'))
      limit 1), false)))
);
create policy person_add on party.person for insert with check (true);
create policy person_change on party.person for update using (
  id::text = current_setting('haihe.person', true) or id::text = current_setting('haihe.found', true)
  or current_setting('haihe.department', true) <> '');
create policy person_for_index_job on party.person for all using (current_setting('haihe.job', true) in ('party.index_numbers', 'party.seed', 'party.populate'));
create policy person_for_notices on party.person for select using (starts_with(current_setting('haihe.job', true), 'notice.'));

create table party.post (
  id            uuid primary key,
  code          text not null unique,
  department_id text not null references party.department (id),
  division_code text not null references place.division (code),
  division_path text not null,
  title         text not null,
  role          text not null,
  is_head       boolean not null default false,
  person_id     uuid,
  ended_at      timestamptz,
  changed_at    timestamptz not null
);
comment on table party.post is 'Posts: business is assigned to them, whoever holds them. 岗位';
comment on column party.post.id is 'UUIDv7.';
comment on column party.post.code is 'Readable and lasting.';
comment on column party.post.department_id is 'Unit of the post.';
comment on column party.post.division_code is 'How far down it reaches: a grid worker''s community.';
comment on column party.post.division_path is 'Path of that division; empty = whole city.';
comment on column party.post.title is 'What people call it: 网格员.';
comment on column party.post.role is 'Role of access: what the post may do.';
comment on column party.post.is_head is 'Head of the unit.';
comment on column party.post.person_id is 'Who holds it now; null = vacant.';
comment on column party.post.ended_at is 'When the post was closed.';
comment on column party.post.changed_at is 'Last change.';
create index post_department on party.post (department_id);
create index post_division on party.post (division_path, role);
create index post_person on party.post (person_id);

create table party.firm (
  credit_code   text primary key,
  id            uuid not null unique,
  name          text not null,
  division_path text,
  valid_to      date,
  changed_at    timestamptz not null
);
comment on table party.firm is 'Firms and other organisations, by unified social credit code. 法人';
comment on column party.firm.credit_code is 'GB 32100, checked.';
comment on column party.firm.id is 'UUIDv7.';
comment on column party.firm.name is 'Registered name; public.';
comment on column party.firm.division_path is 'Where it is registered, as far as known.';
comment on column party.firm.valid_to is 'Last day; null = exists.';
comment on column party.firm.changed_at is 'Last change.';

create table party.purpose (
  code          text primary key,
  name          text not null,
  name_en       text,
  fields        text[] not null,
  lookup        boolean not null,
  source        text,
  effective_on  date,
  place         integer not null,
  ended         boolean not null default false
);
comment on table party.purpose is 'The closed list of reasons for showing a masked field or looking a number up. 用途';
comment on column party.purpose.code is 'Word in requests and leaves.';
comment on column party.purpose.name is 'As the dialog shows it.';
comment on column party.purpose.name_en is 'In English.';
comment on column party.purpose.fields is 'What it may show: name, phone, number, address.';
comment on column party.purpose.lookup is 'May look a person up by exact number.';
comment on column party.purpose.source is 'Law or rule it rests on.';
comment on column party.purpose.effective_on is 'From when.';
comment on column party.purpose.place is 'Order in the dialog.';
comment on column party.purpose.ended is 'Left the city''s list.';

create table party.setting (
  one           boolean primary key default true check (one),
  daily_limit   integer not null
);
comment on table party.setting is 'Limits of the city.';
comment on column party.setting.one is 'Always true: there is one row.';
comment on column party.setting.daily_limit is 'How many people one actor may see unmasked in a day.';
insert into party.setting (daily_limit) values (30);

create table party.sight (
  actor_id      text not null,
  on_day        date not null,
  person_id     uuid not null,
  times         integer not null,
  primary key (actor_id, on_day, person_id)
);
comment on table party.sight is 'Whom an actor saw unmasked on a day, to count against the daily limit; the proof is in the ledger. 当日查看';
comment on column party.sight.actor_id is 'Who saw.';
comment on column party.sight.on_day is 'The city''s day.';
comment on column party.sight.person_id is 'Whom.';
comment on column party.sight.times is 'How often.';

create table party.identity_area (
  code          text primary key,
  name          text not null,
  abolished     boolean not null
);
comment on table party.identity_area is 'Area codes in identity numbers; one that is not here only marks a number. 身份证地区码';
comment on column party.identity_area.code is 'Six digits (GB/T 2260).';
comment on column party.identity_area.name is 'Name.';
comment on column party.identity_area.abolished is 'No longer a division; numbers given then stay valid.';

create table party.cast_member (
  key           text primary key,
  person_id     uuid not null,
  name          text not null,
  account       text,
  resident      boolean not null,
  note          text,
  place         integer not null
);
comment on table party.cast_member is 'The demo cast: people who do not exist, so their names stand open. Empty in production. 演示人员';
comment on column party.cast_member.key is 'How tests call them.';
comment on column party.cast_member.person_id is 'Their row in person.';
comment on column party.cast_member.name is 'Name.';
comment on column party.cast_member.account is 'Account name; null = does not log in.';
comment on column party.cast_member.resident is 'Logs in on the residents'' side.';
comment on column party.cast_member.note is 'What they can show.';
comment on column party.cast_member.place is 'Order in the file.';
