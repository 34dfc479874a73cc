create schema place;
comment on schema place is 'Where: divisions, boundaries, known points, the city itself. 地点';

create table place.city (
  one           boolean primary key default true check (one),
  code          text not null,
  zone          text not null,
  settings      jsonb not null
);
comment on table place.city is 'The one city of this database, from city.yaml.';
comment on column place.city.one is 'Always true: there is one row.';
comment on column place.city.code is 'Code of the city''s own division.';
comment on column place.city.zone is 'IANA time zone in which days and working hours are counted.';
comment on column place.city.settings is 'The whole of city.yaml: names, levels, bounding box, working hours, people who do not exist.';

create table place.division (
  code          text primary key,
  parent_code   text references place.division (code),
  level         text not null check (level in ('city', 'district', 'street', 'community', 'grid')),
  kind          text not null,
  name          text not null,
  initials      text not null,
  path          text not null unique,
  longitude     double precision,
  latitude      double precision,
  valid_from    date,
  valid_to      date,
  source        text not null,
  origin        text not null check (origin in ('folder', 'desk')),
  version       integer not null default 1,
  changed_at    timestamptz not null,
  check ((longitude is null) = (latitude is null)),
  check ((level = 'city') = (parent_code is null)),
  check ((level = 'city') = (path = ''))
);
comment on table place.division is 'Divisions of every level; matched by code only, names repeat. 行政区划与网格';
comment on column place.division.code is 'Lasting code, never used again after the division ends.';
comment on column place.division.parent_code is 'Null for the city alone.';
comment on column place.division.level is 'city, district, street, community or grid.';
comment on column place.division.kind is 'What it is called at its level: 区, 街道, 镇, 功能区, 居, 村, 网格.';
comment on column place.division.name is 'Name as people read it.';
comment on column place.division.initials is 'First letters of the name in pinyin, for pickers.';
comment on column place.division.path is 'Codes from the district down, joined by /; empty for the city. A division lies under another when its path begins with the other''s.';
comment on column place.division.longitude is 'WGS-84; null where nobody knows: such a place is listed, never drawn.';
comment on column place.division.latitude is 'WGS-84; null where nobody knows.';
comment on column place.division.valid_from is 'First day; null = older than our sources.';
comment on column place.division.valid_to is 'Last day; null = still valid.';
comment on column place.division.source is 'Who says so.';
comment on column place.division.origin is 'folder = came from the city''s folder and follows it; desk = made or changed by a desk and kept.';
comment on column place.division.version is 'Grows with each change; If-Match.';
comment on column place.division.changed_at is 'Instant of the last change.';
create index division_parent on place.division (parent_code);

create table place.boundary (
  division_code text primary key references place.division (code),
  polygons      jsonb not null,
  source        text not null,
  notice        text not null
);
comment on table place.boundary is 'Outlines in WGS-84, for point-in-polygon in the server; they may be simplified and cross themselves.';
comment on column place.boundary.division_code is 'The division outlined.';
comment on column place.boundary.polygons is 'Array of polygons, each an array of rings (outer first, then holes), each an array of [longitude, latitude].';
comment on column place.boundary.source is 'Where the outline comes from.';
comment on column place.boundary.notice is 'Words that every drawing of it must carry, such as 示意图.';

create table place.known_point (
  id            uuid primary key,
  division_code text not null references place.division (code),
  district_path text not null,
  longitude     double precision not null,
  latitude      double precision not null,
  seen          integer not null default 1,
  confirmed_at  timestamptz not null
);
comment on table place.known_point is 'Points that a desk confirmed to lie in a street, community or grid; at most 24 a division, newest kept. They order choices, they decide nothing. 已确认点位';
comment on column place.known_point.id is 'UUIDv7.';
comment on column place.known_point.division_code is 'The finest division that was confirmed.';
comment on column place.known_point.district_path is 'District of that division, so that nearby points are found in one index.';
comment on column place.known_point.longitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.latitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.seen is 'How often it was confirmed.';
comment on column place.known_point.confirmed_at is 'Last confirmation.';
create index known_point_near on place.known_point (district_path, latitude);
create index known_point_division on place.known_point (division_code, confirmed_at);

create table place.stamp (
  one           boolean primary key default true check (one),
  stamp         uuid not null
);
comment on table place.stamp is 'Which state of divisions and boundaries this is; a new random stamp with every change tells each process to read them again.';
comment on column place.stamp.one is 'Always true: there is one row.';
comment on column place.stamp.stamp is 'Random, never repeated, so a change that was rolled back is never taken for one that stands.';
insert into place.stamp (stamp) values ('00000000-0000-4000-8000-000000000000');
