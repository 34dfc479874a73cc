alter table access.phone drop constraint phone_pkey;
alter table access.phone add primary key (digest, key_version, account_id);
alter table access.account add column shares_phone boolean not null default false;
comment on column access.account.shares_phone is 'Its owner lets others of the family have accounts on the same phone 共用手机号; one who does not keeps others out.';
alter table access.account add column merged_into uuid references access.account;
comment on column access.account.merged_into is 'The account of the same person that was kept 并号; this one is shut.';
alter table access.session drop constraint session_ended_because_check;
alter table access.session add constraint session_ended_because_check check (ended_because in ('logout', 'ended', 'ended_all', 'password', 'disabled', 'admin', 'phone', 'merged'));
