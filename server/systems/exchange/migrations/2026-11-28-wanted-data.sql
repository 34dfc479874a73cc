create table exchange.demand (
  id            uuid primary key,
  unit_id       text not null,
  name          text not null,
  items         text not null,
  purpose       text not null,
  legal_basis   text not null,
  scenario      text not null,
  source_id     text,
  resource_code text,
  raised_at     timestamptz not null
);
create index demand_unit on exchange.demand (unit_id, id);
create index demand_source on exchange.demand (source_id, id);
comment on table exchange.demand is 'Data that a department needs and the catalogue does not have 数据需求; its state, clocks and steps are a matter of the same id.';
comment on column exchange.demand.id is 'The matter.';
comment on column exchange.demand.unit_id is 'Who needs it.';
comment on column exchange.demand.name is 'Which data, in the words of who needs them.';
comment on column exchange.demand.items is 'Which fields.';
comment on column exchange.demand.purpose is 'What for.';
comment on column exchange.demand.legal_basis is 'The duty in law that needs them.';
comment on column exchange.demand.scenario is 'In which piece of business.';
comment on column exchange.demand.source_id is 'The source department that the authority named; null = not named yet.';
comment on column exchange.demand.resource_code is 'The entry of the catalogue that meets it; null = none yet.';
comment on column exchange.demand.raised_at is 'When.';

create table exchange.landing (
  resource_code text primary key,
  rows          integer not null,
  last_at       timestamptz not null
);
comment on table exchange.landing is 'When each entry last got rows from its source 落地时间: the authority sees this, and not the rows.';
comment on column exchange.landing.resource_code is 'The entry.';
comment on column exchange.landing.rows is 'How many rows came then.';
comment on column exchange.landing.last_at is 'When.';

create table exchange.negative (
  name     text primary key,
  place    integer not null,
  why      text not null,
  basis    text not null
);
comment on table exchange.negative is 'What the law forbids to share, whoever holds it 负面清单; from the city''s folder.';
comment on column exchange.negative.name is 'Which data.';
comment on column exchange.negative.place is 'Its place in the list.';
comment on column exchange.negative.why is 'What the law says of them.';
comment on column exchange.negative.basis is 'Laws with their articles.';
