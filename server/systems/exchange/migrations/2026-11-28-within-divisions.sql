alter table exchange.request drop constraint request_mode_check;
alter table exchange.request add constraint request_mode_check check (mode in ('query', 'batch_check', 'page', 'delivery'));

alter table exchange.row add column division_path text collate "C";
comment on column exchange.row.division_path is 'The division that the row is about, from the field that the entry declares as its division; null = it says none that is known.';
create index row_in_division on exchange.row (resource_code, division_path, id) where division_path is not null;
-- Return flow: what is about a division may be read by a desk of that division, whoever holds it; a post of the whole city ('') gets nothing by this.
create policy row_of_division on exchange.row for select using (
  current_setting('haihe.department', true) <> '' and current_setting('haihe.division', true) not in ('', '-') and division_path is not null
  and division_path >= current_setting('haihe.division', true) and division_path < current_setting('haihe.division', true) || '0'
  and resource_code in (select code from exchange.resource where share <> 'forbidden' and withdrawn_at is null));
