alter table licence.licence add column holder_kind text not null default 'person' check (holder_kind in ('person', 'firm'));
alter table licence.licence alter column holder_kind drop default;
comment on column licence.licence.holder_id is '持证主体: the party, a person or a firm.';
comment on column licence.licence.holder_kind is 'Which of the two. A firm''s are read by whoever may act for it, as the code judges by delegation.';
-- The firms for which who acts may act now, as account judged it in this transaction.
create policy licence_of_firm on licence.licence for select using (holder_kind = 'firm' and holder_id::text = any (string_to_array(current_setting('haihe.firms', true), ',')));
