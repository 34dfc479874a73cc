create schema payment;
comment on schema payment is '缴费';

create table payment.charge (
  id            uuid primary key,
  basis         text not null unique,
  subject_id    uuid not null,
  person_id     uuid not null,
  agent_id      uuid,
  unit_id       text not null,
  division_path text not null,
  item_code     text not null,
  item_name     text not null,
  fee_basis     text not null,
  full_amount   integer not null check (full_amount between 1 and 100000000),
  amount        integer not null,
  link          text not null,
  ways          text[] not null check (ways <@ array['cash', 'card', 'online']),
  brought_at    timestamptz not null,
  paid_at       timestamptz,
  paid_by       uuid,
  cancelled_at  timestamptz,
  lapsed_at     timestamptz,
  ended_at      timestamptz,
  check (amount between 0 and full_amount),
  check (num_nonnulls(paid_at, cancelled_at, lapsed_at) <= 1),
  check (paid_by is null or paid_at is not null),
  check ('cash' = any(ways))
);
create index charge_of_unit on payment.charge (unit_id, id);
create index charge_waiting on payment.charge (unit_id, id) where paid_at is null and cancelled_at is null and lapsed_at is null;
create index charge_ended_paid on payment.charge (unit_id, ended_at) where ended_at is not null and paid_by is not null;
create index charge_of_person on payment.charge (person_id, id);
comment on table payment.charge is 'A charge 缴款 that a person owes on a basis, by one unit: one for each basis. What it is now follows from its moments.';
comment on column payment.charge.id is 'UUIDv7.';
comment on column payment.charge.basis is 'What it is owed on, such as application:<number>.';
comment on column payment.charge.subject_id is 'The matter that waits for it.';
comment on column payment.charge.person_id is 'Who owes it.';
comment on column payment.charge.agent_id is 'Who acted for that person, and may pay as well.';
comment on column payment.charge.unit_id is 'The unit that charges 执收单位.';
comment on column payment.charge.division_path is 'Where.';
comment on column payment.charge.item_code is 'For what.';
comment on column payment.charge.item_name is 'Its name at that time.';
comment on column payment.charge.fee_basis is 'On what the fee rests 收费依据.';
comment on column payment.charge.full_amount is 'What is owed without a reduction, in fen.';
comment on column payment.charge.amount is 'What is to be paid, in fen.';
comment on column payment.charge.link is 'Where it is seen with what it is for.';
comment on column payment.charge.ways is 'How it may be paid; cash is always among them.';
comment on column payment.charge.brought_at is 'When it was brought.';
comment on column payment.charge.paid_at is 'When it was settled; null = not paid.';
comment on column payment.charge.paid_by is 'What settled it; null = reduced to nothing.';
comment on column payment.charge.cancelled_at is 'When it was taken back, because what it was for had ended 取消.';
comment on column payment.charge.lapsed_at is 'When its time passed unpaid 逾期.';
comment on column payment.charge.ended_at is 'When what it is for ended without a result; what was paid may have to go back.';

create table payment.waiver (
  charge_id  uuid primary key references payment.charge,
  person_id  uuid not null,
  unit_id    text not null,
  amount     integer not null check (amount > 0),
  reason     text not null,
  words      bytea,
  decided_by text not null,
  decided_at timestamptz not null
);
alter table payment.waiver enable row level security;
alter table payment.waiver force row level security;
create policy waiver_made on payment.waiver for insert with check (true);
create policy waiver_read on payment.waiver for select using (person_id::text = current_setting('haihe.person', true) or (current_setting('haihe.department', true) <> '' and unit_id = current_setting('haihe.department', true)));
create policy waiver_follow_merge on payment.waiver for all using (current_setting('haihe.job', true) = 'payment.follow_merge');
comment on table payment.waiver is 'A reduction or waiver 减免, decided by a post of the unit; read by the person and the unit, because the reason may tell of need or illness.';
comment on column payment.waiver.charge_id is 'Of which charge.';
comment on column payment.waiver.person_id is 'Whose.';
comment on column payment.waiver.unit_id is 'The unit that decided.';
comment on column payment.waiver.amount is 'By how much, in fen.';
comment on column payment.waiver.reason is 'A code of payment.yaml.';
comment on column payment.waiver.words is 'What the unit wrote for it; sealed.';
comment on column payment.waiver.decided_by is 'The post.';
comment on column payment.waiver.decided_at is 'When.';

create table payment.order (
  id             uuid primary key,
  charge_id      uuid not null references payment.charge,
  amount         integer not null check (amount > 0),
  made_at        timestamptz not null,
  expires_at     timestamptz not null,
  platform_order text unique,
  pay_url        text,
  qr             text,
  ask_at         timestamptz not null,
  asks           smallint not null,
  closed_at      timestamptz,
  paid_at        timestamptz,
  check (num_nonnulls(closed_at, paid_at) <= 1)
);
create unique index order_open on payment.order (charge_id) where closed_at is null and paid_at is null;
create index order_to_ask on payment.order (ask_at) where closed_at is null and paid_at is null;
comment on table payment.order is 'An order 缴款订单 on the collection platform: made under our own id, so that asking for it twice makes one. One open order a charge.';
comment on column payment.order.id is 'Ours, and the platform keeps it.';
comment on column payment.order.charge_id is 'For which charge.';
comment on column payment.order.amount is 'In fen.';
comment on column payment.order.made_at is 'When we asked for it.';
comment on column payment.order.expires_at is 'Until when it can be paid.';
comment on column payment.order.platform_order is 'The platform''s number; null = it has not answered yet.';
comment on column payment.order.pay_url is 'The pay page 缴款页.';
comment on column payment.order.qr is 'What a code to be scanned holds.';
comment on column payment.order.ask_at is 'When the platform is asked next how it stands, whether or not it told us.';
comment on column payment.order.asks is 'How often it was asked.';
comment on column payment.order.closed_at is 'When it could no longer be paid.';
comment on column payment.order.paid_at is 'When it was paid, as the platform says.';

create table payment.taking (
  id             uuid primary key,
  charge_id      uuid not null references payment.charge,
  how            text not null check (how in ('online', 'cash', 'card')),
  amount         integer not null check (amount > 0),
  taken_at       timestamptz not null,
  surplus        boolean not null,
  channel        text,
  serial         text,
  unit_id        text not null,
  post           text,
  settlement_id  uuid,
  receipt_at     timestamptz,
  receipt_tries  smallint not null,
  receipt_code   text,
  receipt_number text,
  receipt_check  text,
  receipt_file   uuid,
  check ((how = 'online') = (post is null)),
  check ((receipt_number is null) = (receipt_check is null))
);
create index taking_of_charge on payment.taking (charge_id, id);
create index taking_in_till on payment.taking (post, id) where how <> 'online' and settlement_id is null;
create index taking_without_receipt on payment.taking (receipt_at) where receipt_at is not null;
comment on table payment.taking is 'Money taken 收款 for a charge: the first settles it, every other is too much and goes back.';
comment on column payment.taking.id is 'At a counter made by the page: sent twice it is one. Online it is the order''s id.';
comment on column payment.taking.charge_id is 'For which charge.';
comment on column payment.taking.how is 'How.';
comment on column payment.taking.amount is 'In fen.';
comment on column payment.taking.taken_at is 'When.';
comment on column payment.taking.surplus is 'Whether the charge had been settled or had ended before 重复缴款.';
comment on column payment.taking.channel is 'By which means the platform says it was paid.';
comment on column payment.taking.serial is 'The platform''s number of the payment; of a card the slip''s.';
comment on column payment.taking.unit_id is 'The unit that took it.';
comment on column payment.taking.post is 'The post that took it; null = online.';
comment on column payment.taking.settlement_id is 'With which till it was settled; null = not yet, or online.';
comment on column payment.taking.receipt_at is 'When the platform is asked next for the receipt; null = it is here, or none is owed.';
comment on column payment.taking.receipt_tries is 'How often it was asked.';
comment on column payment.taking.receipt_code is 'Code of the e-receipt 票据代码.';
comment on column payment.taking.receipt_number is 'Its number 票据号码.';
comment on column payment.taking.receipt_check is 'Its check code 校验码.';
comment on column payment.taking.receipt_file is 'Its picture as a document; null = none came with it.';

create table payment.refused_notice (
  digest    bytea primary key check (octet_length(digest) = 32),
  at        timestamptz not null,
  order_id  uuid,
  charge_id uuid,
  unit_id   text,
  why       text not null check (why in ('unknown_order', 'order_differs', 'amount_differs')),
  said      jsonb not null
);
create index refused_notice_at on payment.refused_notice (at);
comment on table payment.refused_notice is 'Notices 缴款通知 that were signed and did not agree with what we know: kept, and looked at by whoever oversees payments. The same one is kept once.';
comment on column payment.refused_notice.digest is 'SHA-256 of what it said.';
comment on column payment.refused_notice.at is 'When it first came.';
comment on column payment.refused_notice.order_id is 'The order that it names, where there is one.';
comment on column payment.refused_notice.charge_id is 'Its charge.';
comment on column payment.refused_notice.unit_id is 'Whose charge that is.';
comment on column payment.refused_notice.why is 'What did not agree.';
comment on column payment.refused_notice.said is 'Order numbers, amount, time; names nobody.';

create table payment.refund (
  id          uuid primary key,
  charge_id   uuid not null references payment.charge,
  taking_id   uuid not null references payment.taking,
  person_id   uuid not null,
  unit_id     text not null,
  amount      integer not null check (amount > 0),
  reason      text not null,
  asked_by    text not null,
  asked_at    timestamptz not null,
  approved_at timestamptz,
  declined_at timestamptz,
  refunded_at timestamptz,
  try_at      timestamptz,
  tries       smallint not null,
  serial      text,
  why         text,
  check (num_nonnulls(refunded_at, declined_at) <= 1),
  check (approved_at is not null or refunded_at is null)
);
create unique index refund_of_taking on payment.refund (taking_id) where declined_at is null;
create index refund_of_charge on payment.refund (charge_id, id);
create index refund_to_try on payment.refund (try_at) where try_at is not null;
comment on table payment.refund is 'Money to be given back 退付: its state, clock and who did what are a matter of the same id.';
comment on column payment.refund.id is 'The matter.';
comment on column payment.refund.charge_id is 'Of which charge.';
comment on column payment.refund.taking_id is 'Which money.';
comment on column payment.refund.person_id is 'To whom.';
comment on column payment.refund.unit_id is 'The unit that asked and approves.';
comment on column payment.refund.amount is 'How much, in fen.';
comment on column payment.refund.reason is 'A code of payment.yaml.';
comment on column payment.refund.asked_by is 'Who asked: a person of the unit, or the platform itself.';
comment on column payment.refund.asked_at is 'When.';
comment on column payment.refund.approved_at is 'When another post approved it.';
comment on column payment.refund.declined_at is 'When it was not approved.';
comment on column payment.refund.refunded_at is 'When the money went back.';
comment on column payment.refund.try_at is 'When the platform is asked next; null = nothing to ask.';
comment on column payment.refund.tries is 'How often it was asked.';
comment on column payment.refund.serial is 'The platform''s number of the refund; null = not yet, or cash.';
comment on column payment.refund.why is 'Why the platform would not, the last time it was asked.';

create table payment.paid_out (
  refund_id     uuid primary key references payment.refund,
  amount        integer not null check (amount > 0),
  paid_at       timestamptz not null,
  unit_id       text not null,
  post          text not null,
  settlement_id uuid
);
create index paid_out_in_till on payment.paid_out (post) where settlement_id is null;
comment on table payment.paid_out is 'Cash given back at a counter 退现: against the till of the post that gave it.';
comment on column payment.paid_out.refund_id is 'For which refund.';
comment on column payment.paid_out.amount is 'In fen.';
comment on column payment.paid_out.paid_at is 'When.';
comment on column payment.paid_out.unit_id is 'The unit.';
comment on column payment.paid_out.post is 'The post.';
comment on column payment.paid_out.settlement_id is 'With which till it was settled; null = not yet.';

create table payment.settlement (
  id           uuid primary key,
  unit_id      text not null,
  post         text not null,
  settled_at   timestamptz not null,
  cash_due     integer not null,
  cash_counted integer not null check (cash_counted >= 0),
  card_due     integer not null,
  card_counted integer not null check (card_counted >= 0),
  takings      integer not null,
  words        text,
  check ((cash_due = cash_counted and card_due = card_counted) or words is not null)
);
create index settlement_of_post on payment.settlement (post, id);
comment on table payment.settlement is 'A till that was counted 日结: all that one post took and gave since the last one.';
comment on column payment.settlement.id is 'Made by the page: sent twice it is one.';
comment on column payment.settlement.unit_id is 'The unit.';
comment on column payment.settlement.post is 'The post.';
comment on column payment.settlement.settled_at is 'When.';
comment on column payment.settlement.cash_due is 'Cash that should be there, in fen: taken less given back.';
comment on column payment.settlement.cash_counted is 'Cash that was counted, in fen.';
comment on column payment.settlement.card_due is 'What cards should have brought, in fen.';
comment on column payment.settlement.card_counted is 'What the slips add up to, in fen.';
comment on column payment.settlement.takings is 'How many takings and payings out.';
comment on column payment.settlement.words is 'Why what was counted is not what was due.';

create table payment.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table payment.setting is 'How payments are made 缴费设置; from the city''s folder.';
comment on column payment.setting.only_one is 'There is one row.';
comment on column payment.setting.content is 'What the file says.';
