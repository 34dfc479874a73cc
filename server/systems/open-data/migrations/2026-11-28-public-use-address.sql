create table open_data.address_use (
  on_day date not null,
  digest bytea not null,
  calls  integer not null,
  primary key (on_day, digest)
);
comment on table open_data.address_use is 'Calls without a key each day 无钥匙配额, whatever process they came to; forgotten when the day is over.';
comment on column open_data.address_use.on_day is 'The city''s day.';
comment on column open_data.address_use.digest is 'Blind index of the address (of IPv6 its /64): which one it is, is nobody''s business.';
comment on column open_data.address_use.calls is 'How many.';
