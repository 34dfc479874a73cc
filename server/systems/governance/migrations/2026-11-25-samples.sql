create table governance.sample (
  incident_id   uuid not null primary key,
  division_path text collate "C" not null,
  drawn_at      timestamptz not null,
  checked_at    timestamptz
);
create index sample_open on governance.sample (division_path, incident_id) where checked_at is null;
comment on table governance.sample is 'Incidents that were mended on the spot and drawn to be looked at again by someone else. 抽查';
comment on column governance.sample.incident_id is 'The incident.';
comment on column governance.sample.division_path is 'Where.';
comment on column governance.sample.drawn_at is 'When it was drawn.';
comment on column governance.sample.checked_at is 'When somebody looked; null: nobody yet.';

create index incident_doubtful on governance.incident (division_path, id) where quarantined is not null;
create index statement_contact on governance.statement (report_id) where contact is not null;
