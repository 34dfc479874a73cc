create table exchange.followup (
  id            uuid primary key,
  kind          text not null check (kind in ('provision', 'disposal', 'dispute')),
  resource_code text not null references exchange.resource (code),
  unit_id       text not null,
  source_id     text not null,
  request_id    uuid references exchange.request (id),
  correction_id uuid references exchange.correction (id),
  way           text check (way in ('deleted', 'returned', 'archived')),
  words         text,
  outcome       text check (outcome in ('raiser', 'other')),
  opened_at     timestamptz not null,
  check ((request_id is null) <> (correction_id is null)),
  check ((kind = 'disposal') = (way is not null))
);
create index followup_unit on exchange.followup (unit_id, id);
create index followup_source on exchange.followup (source_id, id);
create index followup_request on exchange.followup (request_id, id);
create index followup_correction on exchange.followup (correction_id, id);
comment on table exchange.followup is 'What is owed after a decision on data 授权后续: a source provides 供数, a user disposes of what it got 处置, two units disagree 争议. State, clock and steps are a matter of the same id.';
comment on column exchange.followup.id is 'The matter.';
comment on column exchange.followup.kind is 'provision 供数, disposal 处置, dispute 争议.';
comment on column exchange.followup.resource_code is 'The entry of the catalogue.';
comment on column exchange.followup.unit_id is 'The using department; of a dispute the one that raised it.';
comment on column exchange.followup.source_id is 'The source department.';
comment on column exchange.followup.request_id is 'The request or grant that it follows; null = a correction.';
comment on column exchange.followup.correction_id is 'The correction that is disputed; null = a request.';
comment on column exchange.followup.way is 'How data are to be disposed of, as the source asks: deleted 删除, returned 退还, archived 经商定留存.';
comment on column exchange.followup.words is 'Why it is disputed.';
comment on column exchange.followup.outcome is 'For whom the last decision on a dispute was: raiser or other; null = none yet.';
comment on column exchange.followup.opened_at is 'When.';

create table exchange.agreement (
  request_id uuid not null references exchange.request (id),
  number     text not null,
  filed_at   timestamptz not null,
  primary key (request_id, number)
);
comment on table exchange.agreement is 'Agreements to end a grant that were filed with the authority 终止协议备案; without one a source does not end a grant.';
comment on column exchange.agreement.request_id is 'The grant.';
comment on column exchange.agreement.number is 'Number of the agreement.';
comment on column exchange.agreement.filed_at is 'When the authority took it.';

create policy row_of_provision on exchange.row for select using (current_setting('haihe.job', true) = 'exchange.watch_grants');
