create schema account;
comment on schema account is 'What the city knows of who stands behind a resident''s account: levels of assurance with their source, and who may act for whom. 账户';

create table account.setting (
  only_one   boolean primary key default true check (only_one),
  content    jsonb not null
);
comment on table account.setting is 'What the city''s account.yaml says: registers that are asked, tries, limits of delegations.';
comment on column account.setting.only_one is 'There is one row.';
comment on column account.setting.content is 'What the file says.';

create table account.proof (
  id         uuid primary key,
  person_id  uuid not null,
  level      smallint not null check (level in (2, 3)),
  source     text not null check (source in ('register', 'counter', 'provider', 'demo')),
  resource   text,
  provider   text,
  matter_id  uuid,
  document   text check (document in ('identity_card', 'household_book', 'passport', 'residence_permit')),
  post_id    uuid,
  unit_id    text,
  proven_at  timestamptz not null,
  ended_at   timestamptz,
  ended_why  text check (ended_why in ('other_person', 'merged')),
  check ((ended_at is null) = (ended_why is null)),
  check ((source = 'provider') = (provider is not null)),
  check (source <> 'counter' or (post_id is not null and unit_id is not null and document is not null))
);
create index proof_of_person on account.proof (person_id) where ended_at is null;
comment on table account.proof is 'How it is known who a resident is 实名认证: each level of assurance above the phone with its source. It names nobody.';
comment on column account.proof.id is 'UUIDv7.';
comment on column account.proof.person_id is 'Whose level it is.';
comment on column account.proof.level is '2: name and number are those of a register; 3: face to face at a counter.';
comment on column account.proof.source is 'register: the exchange said yes; counter: a post saw person and document; provider: a platform on which the person logged in vouched for both; demo: the demo''s cast.';
comment on column account.proof.resource is 'The entry of the catalogue that was asked.';
comment on column account.proof.provider is 'The platform that vouched, by its code in account.yaml.';
comment on column account.proof.matter_id is 'The identity check it was asked for.';
comment on column account.proof.document is 'What the post saw.';
comment on column account.proof.post_id is 'The post that saw it.';
comment on column account.proof.unit_id is 'Its unit.';
comment on column account.proof.proven_at is 'When.';
comment on column account.proof.ended_at is 'When it stopped counting.';
comment on column account.proof.ended_why is 'other_person: the number was shown to be somebody else''s; merged: it went to the account that was kept.';

create table account.identity_check (
  person_id  uuid not null,
  on_day     date not null,
  matter_id  uuid not null unique,
  tries      integer not null check (tries > 0),
  primary key (person_id, on_day)
);
comment on table account.identity_check is 'The identity check 实名核验 of a person on a day: the matter that the register is asked for, and how often it was.';
comment on column account.identity_check.person_id is 'Who asked to be checked.';
comment on column account.identity_check.on_day is 'The city''s day.';
comment on column account.identity_check.matter_id is 'The matter.';
comment on column account.identity_check.tries is 'How often that day.';

create table account.number_try (
  digest     bytea not null,
  on_day     date not null,
  tries      integer not null check (tries > 0),
  primary key (digest, on_day)
);
comment on table account.number_try is 'How often a number was tried on a day, by whomever: many accounts may not guess at one person.';
comment on column account.number_try.digest is 'Blind index of the number.';
comment on column account.number_try.on_day is 'The city''s day.';
comment on column account.number_try.tries is 'How often that day.';

create table account.delegation (
  id          uuid primary key,
  kind        text not null check (kind in ('person', 'guardian', 'firm_head', 'firm_clerk')),
  principal_id uuid not null,
  principal_name text not null,
  granted_by  uuid,
  agent_id    uuid not null,
  agent_name  text not null,
  items       text[],
  source      text not null check (source in ('code', 'counter', 'register', 'provider')),
  resource    text,
  post_id     uuid,
  made_at     timestamptz not null,
  until_on    date not null,
  ended_at    timestamptz,
  ended_by    text,
  check (items is null or cardinality(items) > 0),
  check (principal_id <> agent_id)
);
create index delegation_of_agent on account.delegation (agent_id, principal_id);
create index delegation_of_principal on account.delegation (principal_id);
create index delegation_of_granter on account.delegation (granted_by);
comment on table account.delegation is 'Who may act for whom 代办授权: a person, a ward, a firm; for which items and until which day.';
comment on column account.delegation.id is 'UUIDv7.';
comment on column account.delegation.kind is 'person: with that person''s consent; guardian: a relation that a register knows; firm_head: the legal representative; firm_clerk: whom the representative chose.';
comment on column account.delegation.principal_id is 'For whom: a person or a firm.';
comment on column account.delegation.principal_name is 'Their name, masked; a firm''s is public.';
comment on column account.delegation.granted_by is 'The person who gave it; null where a register or a desk did.';
comment on column account.delegation.agent_id is 'Who may act.';
comment on column account.delegation.agent_name is 'Their name, masked.';
comment on column account.delegation.items is 'For which items; null = all.';
comment on column account.delegation.source is 'code: a code shown face to face; counter: both before a post; register: the exchange said yes; provider: the firm''s electronic licence was shown.';
comment on column account.delegation.resource is 'The entry of the catalogue that was asked.';
comment on column account.delegation.post_id is 'The post before which it was given.';
comment on column account.delegation.made_at is 'Since when.';
comment on column account.delegation.until_on is 'Its last day, in the city.';
comment on column account.delegation.ended_at is 'When it was ended before that.';
comment on column account.delegation.ended_by is 'By whom.';

create table account.consent (
  digest        bytea primary key,
  principal_id  uuid not null unique,
  principal_name text not null,
  items         text[],
  until_on      date not null,
  expires_at    timestamptz not null
);
comment on table account.consent is 'A code that somebody shows face to face to whom they want to act for them 面对面授权码; one at a time, good once.';
comment on column account.consent.digest is 'HMAC of the code.';
comment on column account.consent.principal_id is 'Who shows it.';
comment on column account.consent.principal_name is 'Their name, masked.';
comment on column account.consent.items is 'For which items; null = all.';
comment on column account.consent.until_on is 'Last day of what it gives.';
comment on column account.consent.expires_at is 'Until when the code itself is good.';

create table account.consent_try (
  person_id  uuid not null,
  on_day     date not null,
  tries      integer not null check (tries > 0),
  primary key (person_id, on_day)
);
comment on table account.consent_try is 'How often a person entered a wrong code that day.';
comment on column account.consent_try.person_id is 'Who.';
comment on column account.consent_try.on_day is 'The city''s day.';
comment on column account.consent_try.tries is 'How often.';

create table account.act (
  id             uuid primary key,
  delegation_id  uuid not null references account.delegation (id),
  item           text,
  about          text not null,
  at             timestamptz not null
);
create index act_of_delegation on account.act (delegation_id, id);
comment on table account.act is 'What was done under a delegation 代办记录: whoever gave it sees each.';
comment on column account.act.id is 'UUIDv7.';
comment on column account.act.delegation_id is 'Under which.';
comment on column account.act.item is 'For which item.';
comment on column account.act.about is 'What it was about: the number of an application, a booking, a matter.';
comment on column account.act.at is 'When.';
