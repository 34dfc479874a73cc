create table governance.worker_complaint (
  id        uuid not null primary key,
  person_id uuid not null,
  unit_id   text not null,
  words     text not null,
  at        timestamptz not null
);
create index worker_complaint_person on governance.worker_complaint (person_id, id);
create index worker_complaint_unit on governance.worker_complaint (unit_id, id);
alter table governance.worker_complaint enable row level security;
alter table governance.worker_complaint force row level security;
create policy worker_complaint_own on governance.worker_complaint for select using (person_id::text = current_setting('haihe.person', true));
create policy worker_complaint_of_unit on governance.worker_complaint for select using (unit_id = current_setting('haihe.department', true));
create policy worker_complaint_written on governance.worker_complaint for insert with check (person_id::text = current_setting('haihe.person', true));
comment on table governance.worker_complaint is 'What grid workers complain of; its state is the matter of the same id. Read by the worker and by the unit that answers, by nobody of the worker''s own street.';
comment on column governance.worker_complaint.id is 'UUIDv7 made by the worker''s device; also the id of its matter.';
comment on column governance.worker_complaint.person_id is 'The worker.';
comment on column governance.worker_complaint.unit_id is 'The unit that answers.';
comment on column governance.worker_complaint.words is 'In the worker''s words.';
comment on column governance.worker_complaint.at is 'When.';
