create table exchange.use_rule (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table exchange.use_rule is 'How long records of use are kept and by which laws a use may be withheld from the person, as the city''s data-use.yaml says: one row.';
comment on column exchange.use_rule.only_one is 'Keeps it one row.';
comment on column exchange.use_rule.content is 'The file.';

alter table exchange.followup drop constraint followup_kind_check;
alter table exchange.followup add constraint followup_kind_check check (kind in ('provision', 'disposal', 'dispute', 'withholding'));
comment on column exchange.followup.kind is 'provision 供数, disposal 处置, dispute 争议, withholding 暂不告知.';
comment on column exchange.followup.words is 'Why it is disputed, or why the person is not to be told yet.';

create table exchange.withholding (
  id            uuid primary key references exchange.followup (id),
  grant_id      uuid not null references exchange.grant (id),
  matter        text not null,
  basis         text not null,
  until_on      date not null,
  approved_on   date,
  approved_by   text,
  ended_at      timestamptz,
  uses          integer not null default 0
);
create index withholding_grant on exchange.withholding (grant_id, matter) where approved_on is not null;
comment on table exchange.withholding is 'A decision that the uses under one grant for one matter are not shown to the person yet 依法暂不告知 (PIPL 18, 35): by a basis of the closed list, approved by an outside unit, until a day.';
comment on column exchange.withholding.id is 'The matter, and what follows the grant.';
comment on column exchange.withholding.grant_id is 'Under which grant.';
comment on column exchange.withholding.matter is 'Number of the matter that data are used for.';
comment on column exchange.withholding.basis is 'Code of the legal basis in the city''s list.';
comment on column exchange.withholding.until_on is 'On this day the uses are shown by themselves.';
comment on column exchange.withholding.approved_on is 'The city''s day of approval; null = not approved.';
comment on column exchange.withholding.approved_by is 'The unit that approved: neither the user nor the source.';
comment on column exchange.withholding.ended_at is 'When it was ended before its day.';
comment on column exchange.withholding.uses is 'How many uses it withheld.';
