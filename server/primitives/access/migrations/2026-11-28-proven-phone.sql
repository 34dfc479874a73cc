alter table access.phone add column proven_at timestamptz;
comment on column access.phone.proven_at is 'When the code sent to it was first shown; null = entered otherwise, by the demo. 手机号验证';
alter table access.phone add column held_at timestamptz;
comment on column access.phone.held_at is 'When the code sent to it was first shown by this account; proving it again changes nothing.';
