-- A counter serves whoever stands there for an application of theirs, whichever unit answers it: one row, named in the transaction.
create policy application_at_counter on application.application for select using (id::text = current_setting('haihe.application', true));
