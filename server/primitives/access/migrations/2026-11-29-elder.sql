alter table access.account add column elder boolean;
comment on column access.account.elder is 'Whether its owner wants big type, few choices and a person 长辈版, on every device; null = never chosen.';
