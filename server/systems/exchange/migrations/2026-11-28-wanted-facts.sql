alter table exchange.resource add column contribution text;
create unique index resource_contribution on exchange.resource (contribution) where contribution is not null and withdrawn_at is null;
comment on column exchange.resource.contribution is 'The system of this platform that keeps it itself and is asked, by its name in the registry; null = its rows are landed.';

-- a fact asked within another unit's matter (a resident applies): the rows under that one grant and no others
create policy row_of_fact on exchange.row for select using (
  current_setting('haihe.fact', true) <> '' and resource_code in (select resource_code from exchange.grant where id::text = current_setting('haihe.fact', true)));
