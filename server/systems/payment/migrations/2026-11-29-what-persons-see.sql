-- One's own rows are counted and shown to oneself.
create index charge_of_agent on payment.charge (agent_id, id) where agent_id is not null;
create index waiver_of_person on payment.waiver (person_id, charge_id);
create index refund_of_person on payment.refund (person_id, id);
