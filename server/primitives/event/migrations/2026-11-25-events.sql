create schema event;
comment on schema event is 'What happened: messages written in the transaction of the change, delivered at least once and in order per subject.';

create table event.event (
  id         uuid not null,
  seq        bigint generated always as identity,
  name       text not null,
  subject_id text not null,
  actor_id   text not null,
  at         timestamptz not null,
  detail     jsonb not null,
  primary key (subject_id, id)
) partition by range (id);
comment on table event.event is 'One row for each thing that happened; it exists if and only if the change exists.';
comment on column event.event.id is 'UUIDv7.';
comment on column event.event.seq is 'Order; taken after the lock on the subject''s row, so it is the order of changes of one subject.';
comment on column event.event.name is 'home.thing_past, for instance place.grid_made.';
comment on column event.event.subject_id is 'What it happened to.';
comment on column event.event.actor_id is 'Party, device or job that did it.';
comment on column event.event.at is 'When.';
comment on column event.event.detail is 'What listeners need; ids and codes, no personal data.';
insert into base.partitioned (relation, period) values ('event.event', 'month');

create table event.delivery (
  event_id   uuid not null,
  listener   text not null,
  seq        bigint not null,
  subject_id text not null,
  lane       smallint not null,
  tries      smallint not null default 0,
  next_at    timestamptz not null,
  parked_at  timestamptz,
  fault      text,
  done_at    timestamptz,
  primary key (event_id, listener)
) partition by range (event_id);
create index delivery_open on event.delivery (lane, listener, subject_id, seq) where done_at is null;
comment on table event.delivery is 'One row for each listener of an event, marked done in the listener''s own transaction.';
comment on column event.delivery.event_id is 'The event.';
comment on column event.delivery.listener is 'home.what_it_does.';
comment on column event.delivery.seq is 'Order of the event.';
comment on column event.delivery.subject_id is 'What the event happened to.';
comment on column event.delivery.lane is 'Hash of the subject modulo 16; one worker a lane.';
comment on column event.delivery.tries is 'How often it failed.';
comment on column event.delivery.next_at is 'When it is tried next.';
comment on column event.delivery.parked_at is 'Set after five failures: later events of the subject wait for this listener until someone at the desk acts.';
comment on column event.delivery.fault is 'Message of the last failure.';
comment on column event.delivery.done_at is 'When the listener''s transaction was committed.';
insert into base.partitioned (relation, period) values ('event.delivery', 'month');
