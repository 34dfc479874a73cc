alter table account.consent drop constraint consent_principal_id_key;
alter table account.consent add column granted_by uuid not null unique;
alter table account.consent add column kind text not null check (kind in ('person', 'firm_clerk'));
comment on column account.consent.granted_by is 'Who shows it: the principal, or a firm''s legal representative.';
comment on column account.consent.principal_id is 'For whom it lets act: who shows it, or the firm.';
comment on column account.consent.kind is 'Of what kind the delegation will be.';
