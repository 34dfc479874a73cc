-- A decision may give somebody a new licence in the place of the one in force, whichever unit issued that: one row, named in the transaction.
create policy licence_in_place on licence.licence for update using (id::text = current_setting('haihe.licence_replaced', true));
