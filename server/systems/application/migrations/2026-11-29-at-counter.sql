-- Whoever stands at a counter goes on there with whatever they have begun, and hands in what is missing: the rows of one person, named in the transaction.
drop policy application_at_counter on application.application;
create policy application_at_counter on application.application for select using (person_id::text = nullif(current_setting('haihe.at_counter', true), ''));
create policy application_by_counter on application.application for update using (person_id::text = nullif(current_setting('haihe.at_counter', true), ''));
