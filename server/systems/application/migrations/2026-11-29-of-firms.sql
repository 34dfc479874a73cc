alter table application.application add column subject_kind text not null default 'person' check (subject_kind in ('person', 'firm'));
alter table application.application alter column subject_kind drop default;
comment on column application.application.person_id is 'Whom it is about: the party, a person or a firm.';
comment on column application.application.subject_kind is 'Which of the two. A firm''s are read by whoever may act for it, as the code judges by delegation.';
comment on column application.application.applicant is 'Name and number of the person as they were proven, or name and credit code of the firm; sealed.';
-- The firms for which who acts may act now, as account judged it in this transaction.
create policy application_of_firm on application.application for select using (subject_kind = 'firm' and person_id::text = any (string_to_array(current_setting('haihe.firms', true), ',')));
create policy application_by_firm on application.application for update using (subject_kind = 'firm' and person_id::text = any (string_to_array(current_setting('haihe.firms', true), ',')));
