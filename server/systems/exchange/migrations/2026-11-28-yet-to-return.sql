create index delivery_unfinished on exchange.delivery (began_at) where finished_at is null;

create table exchange.return_usage (
  unit_id       text not null,
  resource_code text not null references exchange.resource (code),
  on_day        date not null,
  queries       integer not null,
  rows          integer not null,
  primary key (unit_id, resource_code, on_day)
);
comment on table exchange.return_usage is 'How much a district or street took of the data about itself each day 回流用量.';
comment on column exchange.return_usage.unit_id is 'The unit of the desk.';
comment on column exchange.return_usage.resource_code is 'The entry.';
comment on column exchange.return_usage.on_day is 'The city''s day.';
comment on column exchange.return_usage.queries is 'How many pages.';
comment on column exchange.return_usage.rows is 'How many rows were given.';
