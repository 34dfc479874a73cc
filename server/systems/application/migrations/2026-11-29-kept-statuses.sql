-- What waits for somebody to see to it is found without reading all that was ever said.
create index department_message_unsettled on application.department_message (at desc, id desc) where outcome not in ('taken', 'waiting') and direction = 'in' and settled_at is null;
