alter table account.delegation drop constraint delegation_source_check;
alter table account.delegation add constraint delegation_source_check check (source in ('code', 'counter', 'register', 'provider', 'founding'));
comment on column account.delegation.source is 'code: a code shown face to face; counter: both before a post; register: the exchange said yes; provider: the firm''s electronic licence was shown; founding: the firm was registered on this person''s application.';
