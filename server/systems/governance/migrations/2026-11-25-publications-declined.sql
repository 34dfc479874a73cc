create table governance.publication_declined (
  incident_id uuid not null primary key,
  reason      text not null,
  declined_at timestamptz not null,
  declined_by text not null
);
comment on table governance.publication_declined is 'Incidents that a person at the desk looked at and kept from the public. 不予公开';
comment on column governance.publication_declined.incident_id is 'The incident.';
comment on column governance.publication_declined.reason is 'Why.';
comment on column governance.publication_declined.declined_at is 'When.';
comment on column governance.publication_declined.declined_by is 'Who.';
