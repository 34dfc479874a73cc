create schema notice;
comment on schema notice is 'What people are told: their inbox, and what goes out by SMS, e-mail or to other systems.';

create table notice.notice (
  id        uuid not null,
  recipient text not null,
  template  text not null,
  facts     jsonb not null,
  link      text,
  urgent    boolean not null,
  at        timestamptz not null,
  primary key (id)
) partition by range (id);
create index notice_recipient on notice.notice (recipient, id desc);
comment on table notice.notice is 'One row a notice in an inbox; what it says is a text of the city, filled with facts that name no person.';
comment on column notice.notice.id is 'UUIDv7.';
comment on column notice.notice.recipient is 'party:<id>, post:<id> or unit:<id>; a post''s and a unit''s notices are seen by whoever holds or belongs to it.';
comment on column notice.notice.template is 'Key of the text.';
comment on column notice.notice.facts is 'What fills it: numbers, names of units and items, times.';
comment on column notice.notice.link is 'The page it leads to.';
comment on column notice.notice.urgent is 'Shown before others, with sound where the screen allows.';
comment on column notice.notice.at is 'When.';

create table notice.seen (
  party_id  text not null,
  notice_id uuid not null,
  at        timestamptz not null,
  primary key (party_id, notice_id)
);
comment on table notice.seen is 'Who has read which notice.';
comment on column notice.seen.party_id is 'The reader.';
comment on column notice.seen.notice_id is 'The notice.';
comment on column notice.seen.at is 'When it was read.';

create table notice.outgoing (
  id         uuid not null,
  channel    text not null check (channel in ('sms', 'email', 'webhook')),
  party_id   uuid,
  endpoint   text,
  sealed     bytea,
  template   text not null,
  state      text not null check (state in ('waiting', 'sent', 'refused', 'parked')),
  tries      smallint not null default 0,
  next_at    timestamptz not null,
  at         timestamptz not null,
  sent_at    timestamptz,
  reason     text,
  primary key (id)
) partition by range (id);
create index outgoing_due on notice.outgoing (next_at) where state = 'waiting';
create index outgoing_parked on notice.outgoing (id) where state = 'parked';
comment on table notice.outgoing is 'What goes out after commit, at least once; contents are sealed until it has gone and erased then.';
comment on column notice.outgoing.id is 'UUIDv7; receivers get it and can tell a repeat.';
comment on column notice.outgoing.channel is 'How it goes.';
comment on column notice.outgoing.party_id is 'A person whose number is looked up only when it is sent.';
comment on column notice.outgoing.endpoint is 'A unit''s system.';
comment on column notice.outgoing.sealed is 'Text, and the address where it is not looked up; null once sent, refused or given up.';
comment on column notice.outgoing.template is 'Key of the text.';
comment on column notice.outgoing.state is 'waiting, sent, refused (the other side will never take it) or parked (tried too often).';
comment on column notice.outgoing.tries is 'Attempts so far.';
comment on column notice.outgoing.next_at is 'When it is due next.';
comment on column notice.outgoing.at is 'When it was written.';
comment on column notice.outgoing.sent_at is 'When it was taken.';
comment on column notice.outgoing.reason is 'Why the last attempt failed; holds no address and no text.';

create table notice.endpoint (
  owner  text primary key,
  url    text not null,
  secret bytea not null,
  at     timestamptz not null
);
comment on table notice.endpoint is 'Systems of units that want to be told.';
comment on column notice.endpoint.owner is 'unit:<id>.';
comment on column notice.endpoint.url is 'Where it takes POSTs.';
comment on column notice.endpoint.secret is 'Sealed; signs each POST.';
comment on column notice.endpoint.at is 'When it was set.';

insert into base.partitioned (relation, period) values ('notice.notice', 'month'), ('notice.outgoing', 'month');
