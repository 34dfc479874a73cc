-- One's own rows are counted and shown to oneself.
create index session_of_account on access.session (account_id, id);
