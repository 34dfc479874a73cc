create table account.provider_login (
  digest     bytea primary key,
  provider   text not null,
  expires_at timestamptz not null
);
create index provider_login_over on account.provider_login (expires_at);
comment on table account.provider_login is 'A browser that went to log in elsewhere 外部登录 and is not back yet; it has one answer.';
comment on column account.provider_login.digest is 'SHA-256 of the token that only the browser has.';
comment on column account.provider_login.provider is 'Where it went, by the code in account.yaml.';
comment on column account.provider_login.expires_at is 'Until when it may come back.';

create table account.provider_link (
  provider       text not null,
  subject_digest bytea not null,
  person_id      uuid not null,
  tied_at        timestamptz not null,
  untied_at      timestamptz,
  primary key (provider, subject_digest)
);
create unique index provider_link_of_person on account.provider_link (person_id, provider);
comment on table account.provider_link is 'Platforms by which a person may log in here 外部身份绑定.';
comment on column account.provider_link.provider is 'By the code in account.yaml.';
comment on column account.provider_link.subject_digest is 'SHA-256 of the name that the platform has for the person, which says nothing of them.';
comment on column account.provider_link.person_id is 'Whose.';
comment on column account.provider_link.tied_at is 'Since when.';
comment on column account.provider_link.untied_at is 'When the person ended it: the platform does not open the account by its number either; null = it does.';
