alter table exchange.sandbox_grant drop constraint sandbox_grant_mode_check;
alter table exchange.sandbox_grant add constraint sandbox_grant_mode_check check (mode in ('query', 'batch_check', 'page', 'delivery'));
alter table exchange.sandbox_grant add column delivered integer not null default 0, add column delivered_at timestamptz;
comment on column exchange.sandbox_grant.delivered is 'Chunks given of its newest whole copy.';
comment on column exchange.sandbox_grant.delivered_at is 'When that was finished.';
alter table exchange.sandbox_grant add column purpose text not null default '';
comment on column exchange.sandbox_grant.purpose is 'What for, as it was asked; it stands in the receipt.';
alter table exchange.sandbox_grant alter column delivered drop default, alter column purpose drop default;
