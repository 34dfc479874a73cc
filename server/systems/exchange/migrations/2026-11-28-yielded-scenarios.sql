-- The list of scenarios is a system of its own now, above this one: requests keep the id that they named.
alter table exchange.request drop constraint request_scenario_id_fkey;
create schema scenario;
alter table exchange.scenario set schema scenario;
comment on column exchange.request.scenario_id is 'The scenario of the city''s list; null = in the asker''s own words.';
