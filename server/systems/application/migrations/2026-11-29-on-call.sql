-- Begun on a call to the hotline: whoever speaks with that caller reads and changes it while the call is named in the transaction, and at no other time.
alter table application.application add column call_id uuid;
comment on column application.application.call_id is 'The call to the hotline on which it was begun, with the caller''s identity proven; null = none.';
comment on column application.application.began_by_unit is 'The unit whose counter took it in; null = online, or on a call.';
create policy application_on_call on application.application for select using (call_id::text = any (string_to_array(current_setting('haihe.call', true), ',')));
create policy application_by_call on application.application for update using (call_id::text = any (string_to_array(current_setting('haihe.call', true), ',')));
