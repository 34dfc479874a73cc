alter table open_data.version add column withdrawn_at timestamptz;
alter table open_data.version add column withdrawn_reason text;
alter table open_data.version add check ((withdrawn_at is null) = (withdrawn_reason is null));
comment on column open_data.version.withdrawn_at is 'When it was withdrawn with its dataset; a later version does not bring it back.';
comment on column open_data.version.withdrawn_reason is 'Why, for everybody.';
update open_data.version v set withdrawn_at = d.withdrawn_at, withdrawn_reason = d.withdrawn_reason from open_data.dataset d where d.id = v.dataset_id and v.number is not null and d.withdrawn_at is not null;
