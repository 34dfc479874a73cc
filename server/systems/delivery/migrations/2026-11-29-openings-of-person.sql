-- One's own rows are counted and shown to oneself.
create index opening_of_person on delivery.opening (person_id, parcel_id);
