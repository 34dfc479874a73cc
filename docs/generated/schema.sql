-- Generated from the migrated database by `npm run docs`. Read it; change it by a migration.

create schema base;
comment on schema base is 'Machinery that has never heard of a city: what ran, what was sent before, which folder entries are live.';

create table base.idempotency (
  actor_id    text not null,
  route       text not null,
  key         text not null,
  body_hash   bytea not null,
  status      smallint not null,
  resource_id text,
  at          timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (actor_id, route, key)
);
CREATE INDEX idempotency_at ON base.idempotency USING btree (at);
comment on table base.idempotency is 'Writes that were done under an Idempotency-Key, kept for 24 hours in the transaction that did them.';
comment on column base.idempotency.actor_id is 'Who sent it: party, device or the anonymous client''s address hash.';
comment on column base.idempotency.route is 'Method and route pattern.';
comment on column base.idempotency.key is 'The client''s key.';
comment on column base.idempotency.body_hash is 'SHA-256 of address and body; another body under the same key is refused.';
comment on column base.idempotency.status is 'HTTP status that was answered.';
comment on column base.idempotency.resource_id is 'Id of what was made or changed.';
comment on column base.idempotency.at is 'When it was done.';

create table base.migration (
  key    text not null,
  sha256 text not null,
  ran_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (key)
);
comment on table base.migration is 'One row for each migration that ran.';
comment on column base.migration.key is 'Folder and file name.';
comment on column base.migration.sha256 is 'Hash of the file as it ran; a changed file stops the start.';
comment on column base.migration.ran_at is 'When it ran.';

create table base.partitioned (
  relation text not null,
  period   text not null,
  constraint partitioned_pkey PRIMARY KEY (relation),
  constraint partitioned_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text])))
);
comment on table base.partitioned is 'Tables partitioned by range of their UUIDv7 id; partitions are made two periods ahead.';
comment on column base.partitioned.relation is 'schema.table';
comment on column base.partitioned.period is 'How much time one partition holds.';

create table base.seed (
  city   text not null,
  path   text not null,
  sha256 text not null,
  at     timestamp with time zone not null,
  constraint seed_pkey PRIMARY KEY (city, path)
);
comment on table base.seed is 'Files of the city folder that were loaded, by hash.';
comment on column base.seed.city is 'Name of the folder in cities/.';
comment on column base.seed.path is 'Path inside the city folder.';
comment on column base.seed.sha256 is 'Hash of the file as it was loaded.';
comment on column base.seed.at is 'When it was loaded.';

create schema event;
comment on schema event is 'What happened: messages written in the transaction of the change, delivered at least once and in order per subject.';

create table event.delivery (
  event_id   uuid not null,
  listener   text not null,
  seq        bigint not null,
  subject_id text not null,
  lane       smallint not null,
  tries      smallint default 0 not null,
  next_at    timestamp with time zone not null,
  parked_at  timestamp with time zone,
  fault      text,
  done_at    timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (event_id, listener)
) partition by RANGE (event_id);
CREATE INDEX delivery_open ON ONLY event.delivery USING btree (lane, listener, subject_id, seq) WHERE (done_at IS NULL);
comment on table event.delivery is 'One row for each listener of an event, marked done in the listener''s own transaction.';
comment on column event.delivery.event_id is 'The event.';
comment on column event.delivery.listener is 'home.what_it_does.';
comment on column event.delivery.seq is 'Order of the event.';
comment on column event.delivery.subject_id is 'What the event happened to.';
comment on column event.delivery.lane is 'Hash of the subject modulo 16; one worker a lane.';
comment on column event.delivery.tries is 'How often it failed.';
comment on column event.delivery.next_at is 'When it is tried next.';
comment on column event.delivery.parked_at is 'Set after five failures: later events of the subject wait for this listener until someone at the desk acts.';
comment on column event.delivery.fault is 'Message of the last failure.';
comment on column event.delivery.done_at is 'When the listener''s transaction was committed.';

create table event.event (
  id         uuid not null,
  seq        bigint generated always as identity not null,
  name       text not null,
  subject_id text not null,
  actor_id   text not null,
  at         timestamp with time zone not null,
  detail     jsonb not null,
  constraint event_pkey PRIMARY KEY (subject_id, id)
) partition by RANGE (id);
comment on table event.event is 'One row for each thing that happened; it exists if and only if the change exists.';
comment on column event.event.id is 'UUIDv7.';
comment on column event.event.seq is 'Order; taken after the lock on the subject''s row, so it is the order of changes of one subject.';
comment on column event.event.name is 'home.thing_past, for instance place.grid_made.';
comment on column event.event.subject_id is 'What it happened to.';
comment on column event.event.actor_id is 'Party, device or job that did it.';
comment on column event.event.at is 'When.';
comment on column event.event.detail is 'What listeners need; ids and codes, no personal data.';

create schema place;
comment on schema place is 'Where: divisions, boundaries, known points, the city itself. 地点';

create table place.boundary (
  division_code text not null,
  polygons      jsonb not null,
  source        text not null,
  notice        text not null,
  constraint boundary_pkey PRIMARY KEY (division_code),
  constraint boundary_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code)
);
comment on table place.boundary is 'Outlines in WGS-84, for point-in-polygon in the server; they may be simplified and cross themselves.';
comment on column place.boundary.division_code is 'The division outlined.';
comment on column place.boundary.polygons is 'Array of polygons, each an array of rings (outer first, then holes), each an array of [longitude, latitude].';
comment on column place.boundary.source is 'Where the outline comes from.';
comment on column place.boundary.notice is 'Words that every drawing of it must carry, such as 示意图.';

create table place.city (
  one      boolean default true not null,
  code     text not null,
  zone     text not null,
  settings jsonb not null,
  constraint city_pkey PRIMARY KEY (one),
  constraint city_one_check CHECK (one)
);
comment on table place.city is 'The one city of this database, from city.yaml.';
comment on column place.city.one is 'Always true: there is one row.';
comment on column place.city.code is 'Code of the city''s own division.';
comment on column place.city.zone is 'IANA time zone in which days and working hours are counted.';
comment on column place.city.settings is 'The whole of city.yaml: names, levels, bounding box, working hours, people who do not exist.';

create table place.division (
  code        text not null,
  parent_code text,
  level       text not null,
  kind        text not null,
  name        text not null,
  initials    text not null,
  path        text not null,
  longitude   double precision,
  latitude    double precision,
  valid_from  date,
  valid_to    date,
  source      text not null,
  origin      text not null,
  version     integer default 1 not null,
  changed_at  timestamp with time zone not null,
  constraint division_pkey PRIMARY KEY (code),
  constraint division_path_key UNIQUE (path),
  constraint division_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES place.division(code),
  constraint division_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint division_check1 CHECK (((level = 'city'::text) = (parent_code IS NULL))),
  constraint division_check2 CHECK (((level = 'city'::text) = (path = ''::text))),
  constraint division_level_check CHECK ((level = ANY (ARRAY['city'::text, 'district'::text, 'street'::text, 'community'::text, 'grid'::text]))),
  constraint division_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text])))
);
CREATE INDEX division_parent ON place.division USING btree (parent_code);
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

create table place.known_point (
  id            uuid not null,
  division_code text not null,
  district_path text not null,
  longitude     double precision not null,
  latitude      double precision not null,
  seen          integer default 1 not null,
  confirmed_at  timestamp with time zone not null,
  constraint known_point_pkey PRIMARY KEY (id),
  constraint known_point_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code)
);
CREATE INDEX known_point_division ON place.known_point USING btree (division_code, confirmed_at);
CREATE INDEX known_point_near ON place.known_point USING btree (district_path, latitude);
comment on table place.known_point is 'Points that a desk confirmed to lie in a street, community or grid; at most 24 a division, newest kept. They order choices, they decide nothing. 已确认点位';
comment on column place.known_point.id is 'UUIDv7.';
comment on column place.known_point.division_code is 'The finest division that was confirmed.';
comment on column place.known_point.district_path is 'District of that division, so that nearby points are found in one index.';
comment on column place.known_point.longitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.latitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.seen is 'How often it was confirmed.';
comment on column place.known_point.confirmed_at is 'Last confirmation.';

create table place.stamp (
  one   boolean default true not null,
  stamp uuid not null,
  constraint stamp_pkey PRIMARY KEY (one),
  constraint stamp_one_check CHECK (one)
);
comment on table place.stamp is 'Which state of divisions and boundaries this is; a new random stamp with every change tells each process to read them again.';
comment on column place.stamp.one is 'Always true: there is one row.';
comment on column place.stamp.stamp is 'Random, never repeated, so a change that was rolled back is never taken for one that stands.';
