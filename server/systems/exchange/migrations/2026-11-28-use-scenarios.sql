create table exchange.scenario (
  id           text primary key check (id ~ '^[a-z][a-z0-9_-]*$'),
  name         text not null,
  lead_id      text not null,
  state        text not null check (state in ('data_ready', 'planned')),
  purpose      text not null,
  basis        text not null,
  resources    jsonb not null,
  matter_kinds text[] not null,
  rules        text[] not null,
  indicators   text[] not null,
  source       text not null,
  place        integer not null,
  ended_at     timestamptz
);
create unique index scenario_name on exchange.scenario (name) where ended_at is null;
comment on table exchange.scenario is 'For which business which data of others are needed 共享应用场景. Whoever asks for data may name one.';
comment on column exchange.scenario.id is 'From the city''s folder.';
comment on column exchange.scenario.name is 'As requests and mask rules call it.';
comment on column exchange.scenario.lead_id is 'Lead department 牵头部门.';
comment on column exchange.scenario.state is 'data_ready: its data can be asked for under a grant; planned: nothing can be used. Neither says that the service is built.';
comment on column exchange.scenario.purpose is 'What for, in a line.';
comment on column exchange.scenario.basis is 'The duty in law; empty while planned.';
comment on column exchange.scenario.resources is 'Entries of the catalogue: code, by which key, which fields.';
comment on column exchange.scenario.matter_kinds is 'Kinds of matter that do this business.';
comment on column exchange.scenario.rules is 'Rule tables that decide in it.';
comment on column exchange.scenario.indicators is 'What shows that it works, in words.';
comment on column exchange.scenario.source is 'The file that says so.';
comment on column exchange.scenario.place is 'Its place in that file.';
comment on column exchange.scenario.ended_at is 'When the folder no longer named it.';

alter table exchange.request add column scenario_id text references exchange.scenario (id);
create index request_scenario on exchange.request (scenario_id, id) where scenario_id is not null;
comment on column exchange.request.scenario_id is 'The scenario of the registry; null = in the asker''s own words.';
