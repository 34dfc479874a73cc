alter table exchange.resource add column drawn_from text, add constraint resource_drawn_or_kept check (drawn_from is null or contribution is null);
create unique index resource_drawn on exchange.resource (drawn_from) where drawn_from is not null and withdrawn_at is null;
create unique index change_drawn on exchange.change ((content ->> 'drawn_from')) where kind = 'new' and ended_at is null and content ->> 'drawn_from' is not null;
comment on column exchange.resource.drawn_from is 'The entry of the existing platform that it is drawn from and asked live at, by its id there 引自既有平台; null = its rows are landed or kept here.';

create table exchange.statement (
  resource_code text not null,
  kept_at       timestamptz not null,
  entry         text not null,
  said          jsonb not null,
  hash          text not null,
  harvested_at  timestamptz not null,
  kept_by       text not null,
  primary key (resource_code, kept_at)
);
comment on table exchange.statement is 'What the existing platform said of an entry when its unit drew one of it, or looked at a change of it 平台陈述.';
comment on column exchange.statement.resource_code is 'The entry here.';
comment on column exchange.statement.kept_at is 'When it was drawn or looked at.';
comment on column exchange.statement.entry is 'The id of the entry there.';
comment on column exchange.statement.said is 'Name, share type and fields as they were said there.';
comment on column exchange.statement.hash is 'SHA-256 of all that it said.';
comment on column exchange.statement.harvested_at is 'When it was harvested saying so.';
comment on column exchange.statement.kept_by is 'Kind and id of who drew or looked.';
