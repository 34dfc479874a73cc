alter table exchange.correction add column difference bytea check (difference is null or origin = 'difference');
create index correction_difference on exchange.correction (difference) where difference is not null;
comment on column exchange.correction.difference is 'Blind digest of entry, field, key and the two values: the same difference opens none again; null = not opened by itself.';
