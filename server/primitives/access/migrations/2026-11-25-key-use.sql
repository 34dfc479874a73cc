alter table access.api_key add column last_used_at timestamptz;
comment on column access.api_key.last_used_at is 'When it was last shown; written at most once a minute.';
comment on column access.api_key.rate_class is 'How many requests a minute: the numbers stand in access.yaml.';
