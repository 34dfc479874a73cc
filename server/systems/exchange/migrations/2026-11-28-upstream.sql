create table exchange.upstream_entry (
  code      text primary key references exchange.resource (code),
  version   integer not null,
  withdrawn boolean not null,
  sent_at   timestamptz not null
);
comment on table exchange.upstream_entry is 'What the platform above 上级共享平台 knows of the catalogue.';
comment on column exchange.upstream_entry.code is 'The entry.';
comment on column exchange.upstream_entry.version is 'The version that it took.';
comment on column exchange.upstream_entry.withdrawn is 'Whether it knows that the entry was withdrawn.';
comment on column exchange.upstream_entry.sent_at is 'When it was sent.';

create table exchange.upstream_request (
  id            text primary key,
  request_id    uuid unique references exchange.request (id) deferrable initially deferred,
  asked_by      text not null,
  resource_code text not null,
  outcome       text not null check (outcome in ('received', 'granted', 'refused', 'impossible')),
  reason        text,
  answered      text check (answered in ('received', 'granted', 'refused', 'impossible')),
  received_at   timestamptz not null,
  check (request_id is not null or outcome = 'impossible')
);
create index upstream_request_waiting on exchange.upstream_request (received_at) where answered is null or answered = 'received';
comment on table exchange.upstream_request is 'What was asked through the platform above; each is an ordinary request here, if it could become one.';
comment on column exchange.upstream_request.id is 'Its number up there.';
comment on column exchange.upstream_request.request_id is 'The request that it became; null = it could not be one.';
comment on column exchange.upstream_request.asked_by is 'The body beyond this city that asks, in words.';
comment on column exchange.upstream_request.resource_code is 'The entry asked for, as it was written.';
comment on column exchange.upstream_request.outcome is 'How it stands: received, granted, refused, impossible.';
comment on column exchange.upstream_request.reason is 'Why it could not become a request: the code of a refusal.';
comment on column exchange.upstream_request.answered is 'The outcome that was last told; null = nothing yet.';
comment on column exchange.upstream_request.received_at is 'When it came.';

create table exchange.upstream_state (
  one       boolean primary key check (one),
  cursor    text,
  met_at    timestamptz,
  failed_at timestamptz,
  failure   text
);
comment on table exchange.upstream_state is 'How the city stands with the platform above; one row.';
comment on column exchange.upstream_state.one is 'True.';
comment on column exchange.upstream_state.cursor is 'Up to where requests were taken.';
comment on column exchange.upstream_state.met_at is 'When it was last reached and nothing was left to tell.';
comment on column exchange.upstream_state.failed_at is 'When it was last not reached, if that is the newest; null = it was.';
comment on column exchange.upstream_state.failure is 'What the connector said.';
