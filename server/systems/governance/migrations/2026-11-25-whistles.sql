create table governance.whistle (
  id            uuid not null primary key,
  title         text not null,
  words         text not null,
  item_code     text not null,
  division_path text collate "C" not null,
  incident_id   uuid,
  unit_ids      text[] not null check (cardinality(unit_ids) between 1 and 11),
  blown_at      timestamptz not null,
  repeated_by   uuid
);
create index whistle_same on governance.whistle (division_path, item_code, id);
create index whistle_of_incident on governance.whistle (incident_id) where incident_id is not null;
comment on table governance.whistle is 'A street''s call for departments to come; its state, clocks and trace are the matter of the same id. 吹哨';
comment on column governance.whistle.id is 'UUIDv7 made by the client; also the id of its matter.';
comment on column governance.whistle.title is 'What it is about, in a line.';
comment on column governance.whistle.words is 'What is asked of the departments.';
comment on column governance.whistle.item_code is 'Entry of the catalogue; the same entry at the same place within the city''s days is the same whistle.';
comment on column governance.whistle.division_path is 'Where.';
comment on column governance.whistle.incident_id is 'The incident that it sprang from, if any.';
comment on column governance.whistle.unit_ids is 'The departments that must come, the lead first.';
comment on column governance.whistle.blown_at is 'When.';
comment on column governance.whistle.repeated_by is 'The whistle that was blown for the same thing after this one was closed: it counts as unsolved.';

create table governance.whistle_running (
  division_path text collate "C" not null,
  item_code     text not null,
  whistle_id    uuid not null unique,
  primary key (division_path, item_code)
);
comment on table governance.whistle_running is 'One whistle at a time for one thing at one place.';
comment on column governance.whistle_running.division_path is 'Where.';
comment on column governance.whistle_running.item_code is 'Entry of the catalogue.';
comment on column governance.whistle_running.whistle_id is 'The one that is not over.';

create table governance.whistle_score (
  whistle_id uuid not null references governance.whistle (id),
  unit_id    text not null,
  score      smallint not null check (score between 1 and 5),
  note       text,
  scored_at  timestamptz not null,
  primary key (whistle_id, unit_id)
);
create index whistle_score_unit on governance.whistle_score (unit_id, scored_at);
comment on table governance.whistle_score is 'How the street found each department that came. 评分';
comment on column governance.whistle_score.whistle_id is 'The whistle.';
comment on column governance.whistle_score.unit_id is 'The department.';
comment on column governance.whistle_score.score is '5 best.';
comment on column governance.whistle_score.note is 'Why.';
comment on column governance.whistle_score.scored_at is 'When.';
