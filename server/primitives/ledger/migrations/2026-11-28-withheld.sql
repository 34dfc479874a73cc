create table ledger.withheld (
  entry_id    uuid primary key,
  until       timestamptz not null,
  decision_id uuid not null
);
create index withheld_decision on ledger.withheld (decision_id);
comment on table ledger.withheld is 'Leaves that whom they are about is not shown yet 依法暂不告知: each by a decision, each until an instant, after which it is shown by itself. The leaf itself stands in the tree like any other.';
comment on column ledger.withheld.entry_id is 'The entry.';
comment on column ledger.withheld.until is 'From this instant it is shown.';
comment on column ledger.withheld.decision_id is 'The decision, kept by whoever made it.';
