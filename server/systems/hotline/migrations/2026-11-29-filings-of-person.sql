-- One's own rows are counted and shown to oneself.
create index filed_of_person on hotline.filed (person_id, application_id);
