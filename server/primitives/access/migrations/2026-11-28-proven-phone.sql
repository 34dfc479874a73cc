alter table access.phone add column proven_at timestamptz;
comment on column access.phone.proven_at is 'When the code sent to it was first shown; null = entered otherwise, by the demo. 手机号验证';
