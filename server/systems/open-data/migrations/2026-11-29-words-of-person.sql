-- One's own rows are counted and shown to oneself.
create index feedback_of_person on open_data.feedback (person_id, id);
create index showcase_of_person on open_data.showcase (person_id, id);
