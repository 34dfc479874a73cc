create table governance.unit_feed (
  unit_id text primary key,
  last    bigint not null
);
comment on table governance.unit_feed is 'How far each unit''s list of matters has got. Its row is locked while an entry is written, so numbers become visible in their order and none is skipped.';
comment on column governance.unit_feed.unit_id is 'The unit.';
comment on column governance.unit_feed.last is 'Number of the newest entry.';

create table governance.unit_order (
  unit_id     text not null,
  incident_id uuid not null,
  seq         bigint not null,
  action      text not null,
  at          timestamptz not null,
  primary key (unit_id, incident_id)
);
create unique index unit_order_seq on governance.unit_order (unit_id, seq);
comment on table governance.unit_order is 'Each incident that a unit has or had, once, at the number of its newest change: what a unit''s system reads after its cursor.';
comment on column governance.unit_order.unit_id is 'The unit, lead or supporting.';
comment on column governance.unit_order.incident_id is 'The incident.';
comment on column governance.unit_order.seq is 'Grows with each change; the cursor.';
comment on column governance.unit_order.action is 'The step that changed it.';
comment on column governance.unit_order.at is 'When.';
