-- One's own rows are counted and shown to oneself.
create index handout_of_person on counter.handout (person_id, id);
