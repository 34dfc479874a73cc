-- One's own rows are counted and shown to oneself.
create index proof_of_whom on account.proof (person_id, id);
