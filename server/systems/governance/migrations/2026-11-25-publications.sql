create table governance.publication (
  incident_id  uuid not null,
  item_code    text not null,
  description  text not null,
  division_path text collate "C" not null,
  longitude    double precision,
  latitude     double precision,
  requested_at timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  withdrawn_at timestamptz,
  primary key (incident_id)
) partition by range (incident_id);
create index publication_requested on governance.publication (requested_at, incident_id) where withdrawn_at is null;
insert into base.partitioned (relation, period) values ('governance.publication', 'month');
comment on table governance.publication is 'What the public may see of an incident, after a person at the desk looked at it.';
comment on column governance.publication.incident_id is 'The incident.';
comment on column governance.publication.item_code is 'Catalogue entry as it was reviewed.';
comment on column governance.publication.description is 'Words without names, numbers or doors, written or confirmed by the reviewer.';
comment on column governance.publication.division_path is 'Where.';
comment on column governance.publication.longitude is 'WGS-84, coarsened to about a hundred metres.';
comment on column governance.publication.latitude is 'WGS-84, coarsened to about a hundred metres.';
comment on column governance.publication.requested_at is 'When it was reported.';
comment on column governance.publication.published_at is 'When it became public.';
comment on column governance.publication.published_by is 'Who reviewed it.';
comment on column governance.publication.withdrawn_at is 'When it was taken back.';
