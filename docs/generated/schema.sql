-- Generated from the migrated database by `npm run docs`. Read it; change it by a migration.

create schema access;
comment on schema access is 'Who may: accounts, factors, sessions, roles, grants and keys. 权限';

create table access.account (
  id            uuid not null,
  kind          text not null,
  login         text,
  party_id      uuid not null,
  name          text not null,
  post_id       uuid,
  department_id text,
  division_path text,
  locale        text default 'zh-CN'::text not null,
  version       integer default 1 not null,
  created_at    timestamp with time zone not null,
  created_by    text not null,
  disabled_at   timestamp with time zone,
  shares_phone  boolean default false not null,
  merged_into   uuid,
  elder         boolean,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_login_key UNIQUE (login),
  constraint account_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES access.account(id),
  constraint account_check CHECK (((kind = 'resident'::text) OR (login IS NOT NULL))),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'resident'::text])))
);
CREATE INDEX account_party ON access.account USING btree (party_id);
comment on table access.account is 'What a person logs in with. 账号';
comment on column access.account.id is 'UUIDv7.';
comment on column access.account.kind is 'staff need two factors, one of them cryptographic; residents one.';
comment on column access.account.login is 'Login name in lower case; a resident may have none and use the phone.';
comment on column access.account.party_id is 'The person in party; what a deed calls its actor.';
comment on column access.account.name is 'The name that the person is greeted with.';
comment on column access.account.post_id is 'The post that a staff account acts for. 岗位';
comment on column access.account.department_id is 'The unit of that post.';
comment on column access.account.division_path is 'The division of that post as a path; empty is the whole city.';
comment on column access.account.locale is 'Language of screens and messages.';
comment on column access.account.version is 'Counts changes, for If-Match.';
comment on column access.account.created_at is 'When it was made.';
comment on column access.account.created_by is 'Who made it.';
comment on column access.account.disabled_at is 'Since when nobody can log in with it.';
comment on column access.account.shares_phone is 'Its owner lets others of the family have accounts on the same phone 共用手机号; one who does not keeps others out.';
comment on column access.account.merged_into is 'The account of the same person that was kept 并号; this one is shut.';
comment on column access.account.elder is 'Whether its owner wants big type, few choices and a person 长辈版, on every device; null = never chosen.';

create table access.api_key (
  id            uuid not null,
  digest        bytea not null,
  hint          text not null,
  name          text not null,
  kind          text not null,
  holder_id     text not null,
  permissions   text[] not null,
  division_path text not null,
  department_id text,
  rate_class    text not null,
  issued_by     text not null,
  issued_at     timestamp with time zone not null,
  expires_at    timestamp with time zone not null,
  revoked_at    timestamp with time zone,
  revoked_by    text,
  last_used_at  timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_digest_key UNIQUE (digest),
  constraint api_key_kind_check CHECK ((kind = ANY (ARRAY['device'::text, 'unit'::text]))),
  constraint api_key_rate_class_check CHECK ((rate_class = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text])))
);
comment on table access.api_key is 'Keys of devices, units and Open311 clients. 接口密钥';
comment on column access.api_key.id is 'UUIDv7.';
comment on column access.api_key.digest is 'SHA-256 of the key, which is shown once.';
comment on column access.api_key.hint is 'Its last four characters.';
comment on column access.api_key.name is 'What it is for.';
comment on column access.api_key.kind is 'Held by a device or by a unit.';
comment on column access.api_key.holder_id is 'Id of the device or unit: the actor of what is done with it.';
comment on column access.api_key.permissions is 'What it may do, and no more.';
comment on column access.api_key.division_path is 'Where.';
comment on column access.api_key.department_id is 'For which unit only.';
comment on column access.api_key.rate_class is 'How many requests a minute: the numbers stand in access.yaml.';
comment on column access.api_key.issued_by is 'Who issued it.';
comment on column access.api_key.issued_at is 'When.';
comment on column access.api_key.expires_at is 'Until when.';
comment on column access.api_key.revoked_at is 'When it was revoked.';
comment on column access.api_key.revoked_by is 'By whom.';
comment on column access.api_key.last_used_at is 'When it was last shown; written at most once a minute.';

create table access.attempt (
  subject  bytea not null,
  source   text not null,
  failures integer not null,
  last_at  timestamp with time zone not null,
  next_at  timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (subject, source)
);
CREATE INDEX attempt_last ON access.attempt USING btree (last_at);
comment on table access.attempt is 'Failed logins per name and source; the wait grows. Names that do not exist count too.';
comment on column access.attempt.subject is 'SHA-256 of the login name or phone as typed.';
comment on column access.attempt.source is 'ip:… or device:…; * counts all sources never seen before.';
comment on column access.attempt.failures is 'In a row.';
comment on column access.attempt.last_at is 'The last one.';
comment on column access.attempt.next_at is 'Not before then again.';

create table access.challenge (
  id         uuid not null,
  challenge  text not null,
  purpose    text not null,
  account_id uuid,
  expires_at timestamp with time zone not null,
  constraint challenge_pkey PRIMARY KEY (id),
  constraint challenge_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id),
  constraint challenge_purpose_check CHECK ((purpose = ANY (ARRAY['register'::text, 'login'::text])))
);
CREATE INDEX challenge_expires ON access.challenge USING btree (expires_at);
comment on table access.challenge is 'Open WebAuthn challenges, each good once for a few minutes.';
comment on column access.challenge.id is 'What the browser sends back.';
comment on column access.challenge.challenge is 'base64url of 32 random bytes.';
comment on column access.challenge.purpose is 'For making a passkey or for logging in.';
comment on column access.challenge.account_id is 'Who makes the passkey; null at login.';
comment on column access.challenge.expires_at is 'Until when it may be answered.';

create table access.code (
  phone      bytea not null,
  digest     bytea not null,
  sent_at    timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  tries      smallint default 0 not null,
  sent_on    date not null,
  sent_today smallint not null,
  constraint code_pkey PRIMARY KEY (phone)
);
comment on table access.code is 'The last one-time code sent to a phone. 短信验证码';
comment on column access.code.phone is 'Blind index of the number under the newest key.';
comment on column access.code.digest is 'HMAC of number and code.';
comment on column access.code.sent_at is 'When it was sent; the next one not before a minute later.';
comment on column access.code.expires_at is 'Until when it is good; set to sent_at once used.';
comment on column access.code.tries is 'Wrong tries; five end it.';
comment on column access.code.sent_on is 'Day of the count (UTC).';
comment on column access.code.sent_today is 'Codes sent that day.';

create table access.grant (
  id            uuid not null,
  account_id    uuid not null,
  role          text not null,
  division_path text not null,
  department_id text,
  from_at       timestamp with time zone not null,
  until_at      timestamp with time zone,
  reason        text not null,
  granted_by    text not null,
  granted_at    timestamp with time zone not null,
  revoked_at    timestamp with time zone,
  revoked_by    text,
  constraint grant_pkey PRIMARY KEY (id),
  constraint grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id),
  constraint grant_role_fkey FOREIGN KEY (role) REFERENCES access.role(code),
  constraint grant_check CHECK (((until_at IS NULL) OR (until_at > from_at)))
);
CREATE INDEX grant_account ON access."grant" USING btree (account_id);
CREATE UNIQUE INDEX grant_once ON access."grant" USING btree (account_id, role, division_path, COALESCE(department_id, ''::text)) WHERE (revoked_at IS NULL);
comment on table access.grant is 'A role given to an account at a division, perhaps for one department only. 授权';
comment on column access.grant.id is 'UUIDv7.';
comment on column access.grant.account_id is 'To whom.';
comment on column access.grant.role is 'Which role.';
comment on column access.grant.division_path is 'Where: this division and all under it; empty is the whole city.';
comment on column access.grant.department_id is 'For which unit only; null is not bound to one.';
comment on column access.grant.from_at is 'From when.';
comment on column access.grant.until_at is 'Until when; null is until revoked.';
comment on column access.grant.reason is 'Why it was given.';
comment on column access.grant.granted_by is 'Security administrator who gave it.';
comment on column access.grant.granted_at is 'When it was given.';
comment on column access.grant.revoked_at is 'When it was taken back.';
comment on column access.grant.revoked_by is 'Who took it back.';

create table access.known_device (
  digest       bytea not null,
  account_id   uuid not null,
  source       text not null,
  created_at   timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  constraint known_device_pkey PRIMARY KEY (digest),
  constraint known_device_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
);
CREATE INDEX known_device_account ON access.known_device USING btree (account_id);
comment on table access.known_device is 'Browsers that logged in before: their counters are their own, so nobody else''s guesses shut them out.';
comment on column access.known_device.digest is 'SHA-256 of the device cookie and the account.';
comment on column access.known_device.account_id is 'Whose.';
comment on column access.known_device.source is 'Network address of its last login.';
comment on column access.known_device.created_at is 'First login.';
comment on column access.known_device.last_used_at is 'Last login.';

create table access.login_log (
  id         uuid not null,
  at         timestamp with time zone not null,
  kind       text not null,
  account_id uuid,
  actor_id   text,
  source     text not null,
  device     text default ''::text not null,
  code       text,
  route      text,
  constraint login_log_pkey PRIMARY KEY (id),
  constraint login_log_kind_check CHECK ((kind = ANY (ARRAY['login'::text, 'login_refused'::text, 'logout'::text, 'session_ended'::text, 'refused'::text, 'factor_changed'::text])))
) partition by RANGE (id);
CREATE INDEX login_log_account ON ONLY access.login_log USING btree (account_id, id);
comment on table access.login_log is 'Logins, refusals and changes of factors; kept as the city''s data says, six months at least. 登录日志';
comment on column access.login_log.id is 'UUIDv7, the partition key.';
comment on column access.login_log.at is 'When.';
comment on column access.login_log.kind is 'What happened.';
comment on column access.login_log.account_id is 'Account, where it is known.';
comment on column access.login_log.actor_id is 'Actor of a refused deed.';
comment on column access.login_log.source is 'Network address.';
comment on column access.login_log.device is 'What the browser called itself, shortened.';
comment on column access.login_log.code is 'Code of the refusal, or the factors of a login.';
comment on column access.login_log.route is 'Route of a refused request.';

create table access.passkey (
  id           text not null,
  account_id   uuid not null,
  public_key   bytea not null,
  counter      bigint not null,
  transports   text[] not null,
  rp_id        text not null,
  name         text not null,
  created_at   timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
);
CREATE INDEX passkey_account ON access.passkey USING btree (account_id);
comment on table access.passkey is 'WebAuthn credentials. 通行密钥';
comment on column access.passkey.id is 'Credential id, base64url.';
comment on column access.passkey.account_id is 'Whose.';
comment on column access.passkey.public_key is 'COSE public key.';
comment on column access.passkey.counter is 'Last signature counter; one that goes back is refused.';
comment on column access.passkey.transports is 'How the browser may reach it.';
comment on column access.passkey.rp_id is 'Host that it was made for.';
comment on column access.passkey.name is 'What its owner calls it.';
comment on column access.passkey.created_at is 'When it was made.';
comment on column access.passkey.last_used_at is 'When it was last used.';

create table access.password (
  account_id  uuid not null,
  hash        text not null,
  set_at      timestamp with time zone not null,
  must_change boolean not null,
  constraint password_pkey PRIMARY KEY (account_id),
  constraint password_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
);
comment on table access.password is 'argon2id hash of an account''s password.';
comment on column access.password.account_id is 'Whose.';
comment on column access.password.hash is 'PHC string: parameters, salt and hash.';
comment on column access.password.set_at is 'When it was set.';
comment on column access.password.must_change is 'Made by an administrator; good for one login that sets an own one.';

create table access.phone (
  key_version smallint not null,
  digest      bytea not null,
  account_id  uuid not null,
  proven_at   timestamp with time zone,
  held_at     timestamp with time zone,
  constraint phone_pkey PRIMARY KEY (digest, key_version, account_id),
  constraint phone_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
);
CREATE INDEX phone_account ON access.phone USING btree (account_id);
comment on table access.phone is 'Which account a phone number belongs to, findable by blind index only.';
comment on column access.phone.key_version is 'Version of the blind-index key.';
comment on column access.phone.digest is 'Blind index of the number.';
comment on column access.phone.account_id is 'Whose.';
comment on column access.phone.proven_at is 'When the code sent to it was first shown; null = entered otherwise, by the demo. 手机号验证';
comment on column access.phone.held_at is 'When the code sent to it was first shown by this account; proving it again changes nothing.';

create table access.role (
  code        text not null,
  title       jsonb not null,
  level       text not null,
  bound       boolean not null,
  permissions text[] not null,
  apart       text[] default '{}'::text[] not null,
  changed_at  timestamp with time zone not null,
  constraint role_pkey PRIMARY KEY (code)
);
comment on table access.role is 'A role of the city''s roles.yaml. 角色';
comment on column access.role.code is 'Name in the city''s data.';
comment on column access.role.title is 'Title by language.';
comment on column access.role.level is 'Level of divisions at which a grant of this role stands: city, district, street, community, grid, any or none.';
comment on column access.role.bound is 'A grant of this role counts only for the unit of the post.';
comment on column access.role.permissions is 'Names of permissions, each declared by a home.';
comment on column access.role.apart is 'Roles that the same person may not hold as well. 不相容岗位';
comment on column access.role.changed_at is 'When the role was last loaded.';

create table access.secret (
  account_id uuid not null,
  kind       text not null,
  party_id   uuid not null,
  sealed     bytea not null,
  constraint secret_pkey PRIMARY KEY (account_id, kind),
  constraint secret_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id),
  constraint secret_kind_check CHECK ((kind = ANY (ARRAY['totp'::text, 'draft_key'::text, 'phone'::text])))
);
alter table access.secret enable row level security;
alter table access.secret force row level security;
create policy own on access.secret for all using ((((party_id)::text = current_setting('haihe.person'::text, true)) OR (current_setting('haihe.job'::text, true) = 'access.login'::text)));
comment on table access.secret is 'Sealed values of an account, behind row-level security.';
comment on column access.secret.account_id is 'Whose.';
comment on column access.secret.kind is 'totp: shared secret; draft_key: key of drafts kept offline; phone: number for codes.';
comment on column access.secret.party_id is 'The person, for the policy.';
comment on column access.secret.sealed is 'Sealed by the data key under access.<kind>.';

create table access.session (
  digest        bytea not null,
  id            uuid not null,
  account_id    uuid not null,
  stage         text not null,
  factors       text[] not null,
  created_at    timestamp with time zone not null,
  last_seen_at  timestamp with time zone not null,
  idle_seconds  integer not null,
  expires_at    timestamp with time zone not null,
  source        text not null,
  device        text not null,
  ended_at      timestamp with time zone,
  ended_because text,
  constraint session_pkey PRIMARY KEY (digest),
  constraint session_id_key UNIQUE (id),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id),
  constraint session_ended_because_check CHECK ((ended_because = ANY (ARRAY['logout'::text, 'ended'::text, 'ended_all'::text, 'password'::text, 'disabled'::text, 'admin'::text, 'phone'::text, 'merged'::text, 'closed'::text]))),
  constraint session_stage_check CHECK ((stage = ANY (ARRAY['enrol'::text, 'full'::text])))
);
CREATE INDEX session_account ON access.session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX session_expires ON access.session USING btree (expires_at);
CREATE INDEX session_of_account ON access.session USING btree (account_id, id);
comment on table access.session is 'Logins that are going on or were. 会话';
comment on column access.session.digest is 'SHA-256 of the cookie; the cookie itself is never stored.';
comment on column access.session.id is 'Public id, for lists.';
comment on column access.session.account_id is 'Whose.';
comment on column access.session.stage is 'enrol: may only set password and factors; full: everything granted.';
comment on column access.session.factors is 'What was shown: password, totp, passkey, sms; provider: another platform vouched.';
comment on column access.session.created_at is 'When it began.';
comment on column access.session.last_seen_at is 'Last use, to the minute.';
comment on column access.session.idle_seconds is 'Ends after so long without use.';
comment on column access.session.expires_at is 'Ends then in any case.';
comment on column access.session.source is 'Network address at login.';
comment on column access.session.device is 'What the browser called itself, shortened.';
comment on column access.session.ended_at is 'When it was ended before its time.';
comment on column access.session.ended_because is 'Why.';

create table access.setting (
  id         text not null,
  content    jsonb not null,
  changed_at timestamp with time zone not null,
  constraint setting_pkey PRIMARY KEY (id),
  constraint setting_id_check CHECK ((id = 'access'::text))
);
comment on table access.setting is 'One row: limits of sessions, lockout and logs from the city''s data.';
comment on column access.setting.id is 'Always access.';
comment on column access.setting.content is 'The limits; settings.ts gives the shape.';
comment on column access.setting.changed_at is 'When they were last loaded.';

create table access.totp (
  account_id   uuid not null,
  confirmed_at timestamp with time zone,
  last_step    bigint default 0 not null,
  constraint totp_pkey PRIMARY KEY (account_id),
  constraint totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
);
comment on table access.totp is 'State of the time-based code of an account. 动态口令';
comment on column access.totp.account_id is 'Whose.';
comment on column access.totp.confirmed_at is 'When the first right code was shown; before that it does not count as a factor.';
comment on column access.totp.last_step is 'Last time step used: a code is good once.';

create schema account;
comment on schema account is 'What the city knows of who stands behind a resident''s account: levels of assurance with their source, and who may act for whom. 账户';

create table account.act (
  id            uuid not null,
  delegation_id uuid not null,
  item          text,
  about         text not null,
  at            timestamp with time zone not null,
  constraint act_pkey PRIMARY KEY (id),
  constraint act_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES account.delegation(id)
);
CREATE INDEX act_of_delegation ON account.act USING btree (delegation_id, id);
comment on table account.act is 'What was done under a delegation 代办记录: whoever gave it sees each.';
comment on column account.act.id is 'UUIDv7.';
comment on column account.act.delegation_id is 'Under which.';
comment on column account.act.item is 'For which item.';
comment on column account.act.about is 'What it was about: the number of an application, a booking, a matter.';
comment on column account.act.at is 'When.';

create table account.consent (
  digest         bytea not null,
  principal_id   uuid not null,
  principal_name text not null,
  items          text[],
  until_on       date not null,
  expires_at     timestamp with time zone not null,
  granted_by     uuid not null,
  kind           text not null,
  constraint consent_pkey PRIMARY KEY (digest),
  constraint consent_granted_by_key UNIQUE (granted_by),
  constraint consent_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'firm_clerk'::text])))
);
comment on table account.consent is 'A code that somebody shows face to face to whom they want to act for them 面对面授权码; one at a time, good once.';
comment on column account.consent.digest is 'HMAC of the code.';
comment on column account.consent.principal_id is 'For whom it lets act: who shows it, or the firm.';
comment on column account.consent.principal_name is 'Their name, masked.';
comment on column account.consent.items is 'For which items; null = all.';
comment on column account.consent.until_on is 'Last day of what it gives.';
comment on column account.consent.expires_at is 'Until when the code itself is good.';
comment on column account.consent.granted_by is 'Who shows it: the principal, or a firm''s legal representative.';
comment on column account.consent.kind is 'Of what kind the delegation will be.';

create table account.consent_try (
  person_id uuid not null,
  on_day    date not null,
  tries     integer not null,
  constraint consent_try_pkey PRIMARY KEY (person_id, on_day),
  constraint consent_try_tries_check CHECK ((tries > 0))
);
comment on table account.consent_try is 'How often a person entered a wrong code that day.';
comment on column account.consent_try.person_id is 'Who.';
comment on column account.consent_try.on_day is 'The city''s day.';
comment on column account.consent_try.tries is 'How often.';

create table account.delegation (
  id             uuid not null,
  kind           text not null,
  principal_id   uuid not null,
  principal_name text not null,
  granted_by     uuid,
  agent_id       uuid not null,
  agent_name     text not null,
  items          text[],
  source         text not null,
  resource       text,
  post_id        uuid,
  made_at        timestamp with time zone not null,
  until_on       date not null,
  ended_at       timestamp with time zone,
  ended_by       text,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_check CHECK ((principal_id <> agent_id)),
  constraint delegation_items_check CHECK (((items IS NULL) OR (cardinality(items) > 0))),
  constraint delegation_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'guardian'::text, 'firm_head'::text, 'firm_clerk'::text]))),
  constraint delegation_source_check CHECK ((source = ANY (ARRAY['code'::text, 'counter'::text, 'register'::text, 'provider'::text, 'founding'::text])))
);
CREATE INDEX delegation_of_agent ON account.delegation USING btree (agent_id, principal_id);
CREATE INDEX delegation_of_granter ON account.delegation USING btree (granted_by);
CREATE INDEX delegation_of_principal ON account.delegation USING btree (principal_id);
comment on table account.delegation is 'Who may act for whom 代办授权: a person, a ward, a firm; for which items and until which day.';
comment on column account.delegation.id is 'UUIDv7.';
comment on column account.delegation.kind is 'person: with that person''s consent; guardian: a relation that a register knows; firm_head: the legal representative; firm_clerk: whom the representative chose.';
comment on column account.delegation.principal_id is 'For whom: a person or a firm.';
comment on column account.delegation.principal_name is 'Their name, masked; a firm''s is public.';
comment on column account.delegation.granted_by is 'The person who gave it; null where a register or a desk did.';
comment on column account.delegation.agent_id is 'Who may act.';
comment on column account.delegation.agent_name is 'Their name, masked.';
comment on column account.delegation.items is 'For which items; null = all.';
comment on column account.delegation.source is 'code: a code shown face to face; counter: both before a post; register: the exchange said yes; provider: the firm''s electronic licence was shown; founding: the firm was registered on this person''s application.';
comment on column account.delegation.resource is 'The entry of the catalogue that was asked.';
comment on column account.delegation.post_id is 'The post before which it was given.';
comment on column account.delegation.made_at is 'Since when.';
comment on column account.delegation.until_on is 'Its last day, in the city.';
comment on column account.delegation.ended_at is 'When it was ended before that.';
comment on column account.delegation.ended_by is 'By whom.';

create table account.elsewhere (
  person_id  uuid not null,
  holder_id  uuid not null,
  matter_id  uuid not null,
  resource   text not null,
  matched_at timestamp with time zone not null,
  constraint elsewhere_pkey PRIMARY KEY (person_id)
);
comment on table account.elsewhere is 'Whose name and number matched a register, while somebody registered here had that number already: the two may be merged 合并账号, by a code from the other phone or at a counter.';
comment on column account.elsewhere.person_id is 'Who was checked.';
comment on column account.elsewhere.holder_id is 'Who has the number.';
comment on column account.elsewhere.matter_id is 'The identity check.';
comment on column account.elsewhere.resource is 'The register that said yes.';
comment on column account.elsewhere.matched_at is 'When.';

create table account.identity_check (
  person_id uuid not null,
  on_day    date not null,
  matter_id uuid not null,
  tries     integer not null,
  constraint identity_check_pkey PRIMARY KEY (person_id, on_day),
  constraint identity_check_matter_id_key UNIQUE (matter_id),
  constraint identity_check_tries_check CHECK ((tries > 0))
);
comment on table account.identity_check is 'The identity check 实名核验 of a person on a day: the matter that the register is asked for, and how often it was.';
comment on column account.identity_check.person_id is 'Who asked to be checked.';
comment on column account.identity_check.on_day is 'The city''s day.';
comment on column account.identity_check.matter_id is 'The matter.';
comment on column account.identity_check.tries is 'How often that day.';

create table account.number_try (
  digest bytea not null,
  on_day date not null,
  tries  integer not null,
  constraint number_try_pkey PRIMARY KEY (digest, on_day),
  constraint number_try_tries_check CHECK ((tries > 0))
);
comment on table account.number_try is 'How often a number was tried on a day, by whomever: many accounts may not guess at one person.';
comment on column account.number_try.digest is 'Blind index of the number.';
comment on column account.number_try.on_day is 'The city''s day.';
comment on column account.number_try.tries is 'How often that day.';

create table account.proof (
  id        uuid not null,
  person_id uuid not null,
  level     smallint not null,
  source    text not null,
  resource  text,
  provider  text,
  matter_id uuid,
  document  text,
  post_id   uuid,
  unit_id   text,
  proven_at timestamp with time zone not null,
  ended_at  timestamp with time zone,
  ended_why text,
  constraint proof_pkey PRIMARY KEY (id),
  constraint proof_check CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
  constraint proof_check1 CHECK (((source = 'provider'::text) = (provider IS NOT NULL))),
  constraint proof_check2 CHECK (((source <> 'counter'::text) OR ((post_id IS NOT NULL) AND (unit_id IS NOT NULL) AND (document IS NOT NULL)))),
  constraint proof_document_check CHECK ((document = ANY (ARRAY['identity_card'::text, 'household_book'::text, 'passport'::text, 'residence_permit'::text]))),
  constraint proof_ended_why_check CHECK ((ended_why = ANY (ARRAY['other_person'::text, 'merged'::text, 'closed'::text]))),
  constraint proof_level_check CHECK ((level = ANY (ARRAY[2, 3]))),
  constraint proof_source_check CHECK ((source = ANY (ARRAY['register'::text, 'counter'::text, 'provider'::text, 'demo'::text])))
);
CREATE INDEX proof_of_person ON account.proof USING btree (person_id) WHERE (ended_at IS NULL);
CREATE INDEX proof_of_whom ON account.proof USING btree (person_id, id);
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
comment on column account.proof.ended_why is 'other_person: the number was shown to be somebody else''s; merged: it went to the account that was kept; closed: the account was closed.';

create table account.provider_link (
  provider       text not null,
  subject_digest bytea not null,
  person_id      uuid not null,
  tied_at        timestamp with time zone not null,
  untied_at      timestamp with time zone,
  constraint provider_link_pkey PRIMARY KEY (provider, subject_digest)
);
CREATE UNIQUE INDEX provider_link_of_person ON account.provider_link USING btree (person_id, provider);
comment on table account.provider_link is 'Platforms by which a person may log in here 外部身份绑定.';
comment on column account.provider_link.provider is 'By the code in account.yaml.';
comment on column account.provider_link.subject_digest is 'SHA-256 of the name that the platform has for the person, which says nothing of them.';
comment on column account.provider_link.person_id is 'Whose.';
comment on column account.provider_link.tied_at is 'Since when.';
comment on column account.provider_link.untied_at is 'When the person ended it: the platform does not open the account by its number either; null = it does.';

create table account.provider_login (
  digest     bytea not null,
  provider   text not null,
  expires_at timestamp with time zone not null,
  constraint provider_login_pkey PRIMARY KEY (digest)
);
CREATE INDEX provider_login_over ON account.provider_login USING btree (expires_at);
comment on table account.provider_login is 'A browser that went to log in elsewhere 外部登录 and is not back yet; it has one answer.';
comment on column account.provider_login.digest is 'SHA-256 of the token that only the browser has.';
comment on column account.provider_login.provider is 'Where it went, by the code in account.yaml.';
comment on column account.provider_login.expires_at is 'Until when it may come back.';

create table account.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table account.setting is 'What the city''s account.yaml says: registers that are asked, tries, limits of delegations.';
comment on column account.setting.only_one is 'There is one row.';
comment on column account.setting.content is 'What the file says.';

create schema application;
comment on schema application is '办件';

create table application.application (
  id             uuid not null,
  number         text not null,
  item_code      text not null,
  item_version   integer not null,
  form_version   integer not null,
  person_id      uuid not null,
  began_at       timestamp with time zone not null,
  began_by       text not null,
  began_by_unit  text,
  unit_id        text not null,
  division_path  text not null,
  applicant      bytea not null,
  filled         bytea,
  filled_version integer not null,
  filled_at      timestamp with time zone not null,
  prefill        text not null,
  submitted_at   timestamp with time zone,
  submitted_by   text,
  missing        jsonb,
  lacking        jsonb,
  found          bytea,
  subject_kind   text not null,
  call_id        uuid,
  constraint application_pkey PRIMARY KEY (id),
  constraint application_number_key UNIQUE (number),
  constraint application_filled_version_check CHECK ((filled_version > 0)),
  constraint application_form_version_check CHECK ((form_version > 0)),
  constraint application_item_version_check CHECK ((item_version > 0)),
  constraint application_prefill_check CHECK ((prefill = ANY (ARRAY['open'::text, 'taken'::text, 'refused'::text]))),
  constraint application_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'firm'::text])))
);
CREATE INDEX application_of_person ON application.application USING btree (person_id, id);
CREATE INDEX application_of_unit ON application.application USING btree (unit_id, id);
alter table application.application enable row level security;
alter table application.application force row level security;
create policy application_archived on application.application for select using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) = ANY (ARRAY['application.to_archive'::text, 'application.archive'::text])));
create policy application_at_counter on application.application for select using (((person_id)::text = NULLIF(current_setting('haihe.at_counter'::text, true), ''::text)));
create policy application_by_call on application.application for update using (((call_id)::text = ANY (string_to_array(current_setting('haihe.call'::text, true), ','::text))));
create policy application_by_counter on application.application for update using (((person_id)::text = NULLIF(current_setting('haihe.at_counter'::text, true), ''::text)));
create policy application_by_firm on application.application for update using (((subject_kind = 'firm'::text) AND ((person_id)::text = ANY (string_to_array(current_setting('haihe.firms'::text, true), ','::text)))));
create policy application_by_proxy on application.application for update using ((EXISTS ( SELECT FROM application.proxy p WHERE ((p.application_id = application.id) AND ((p.agent_id)::text = current_setting('haihe.person'::text, true))))));
create policy application_changed on application.application for update using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (((unit_id = current_setting('haihe.department'::text, true)) AND (submitted_at IS NOT NULL)) OR (began_by_unit = current_setting('haihe.department'::text, true))))));
create policy application_follow_merge on application.application for all using ((current_setting('haihe.job'::text, true) = 'application.follow_merge'::text));
create policy application_invites on application.application for select using ((current_setting('haihe.job'::text, true) = 'application.invite_rating'::text));
create policy application_made on application.application for insert with check (true);
create policy application_of_fees on application.application for all using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) = ANY (ARRAY['application.go_on'::text, 'application.end_fee'::text])));
create policy application_of_firm on application.application for select using (((subject_kind = 'firm'::text) AND ((person_id)::text = ANY (string_to_array(current_setting('haihe.firms'::text, true), ','::text)))));
create policy application_of_jobs on application.application for all using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) = ANY (ARRAY['application.follow'::text, 'application.tell_late'::text, 'application.draw_letters'::text, 'application.watch_letters'::text])));
create policy application_of_proxy on application.application for select using ((EXISTS ( SELECT FROM application.proxy p WHERE ((p.application_id = application.id) AND ((p.agent_id)::text = current_setting('haihe.person'::text, true))))));
create policy application_on_call on application.application for select using (((call_id)::text = ANY (string_to_array(current_setting('haihe.call'::text, true), ','::text))));
create policy application_read on application.application for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (((unit_id = current_setting('haihe.department'::text, true)) AND (submitted_at IS NOT NULL)) OR (began_by_unit = current_setting('haihe.department'::text, true)) OR (EXISTS ( SELECT FROM application.joint j WHERE ((j.application_id = application.id) AND (j.unit_id = current_setting('haihe.department'::text, true)))))))));
comment on table application.application is 'An application 办件 of a person for an item; its state, clocks and steps are a matter of the same id. Read by the person and whoever acts for them, the answering unit once it was submitted, the unit that took it in, those asked for an opinion, and the counter where the person stands with it; and by nobody else.';
comment on column application.application.id is 'The matter.';
comment on column application.application.number is 'The matter''s public number 办件号: the same online and at the counter.';
comment on column application.application.item_code is 'What for.';
comment on column application.application.item_version is 'The version of the item that it began with.';
comment on column application.application.form_version is 'The version of the form that it began with.';
comment on column application.application.person_id is 'Whom it is about: the party, a person or a firm.';
comment on column application.application.began_at is 'When it was begun.';
comment on column application.application.began_by is 'Who began it: the person, or a post for the person.';
comment on column application.application.began_by_unit is 'The unit whose counter took it in; null = online, or on a call.';
comment on column application.application.unit_id is 'The unit that answers.';
comment on column application.application.division_path is 'Where.';
comment on column application.application.applicant is 'Name and number of the person as they were proven, or name and credit code of the firm; sealed.';
comment on column application.application.filled is 'What was filled in, and for each value that the city gave from whom; sealed. Null = an abandoned draft, erased.';
comment on column application.application.filled_version is 'Changes with each saving: two devices do not overwrite each other.';
comment on column application.application.filled_at is 'When it was last saved.';
comment on column application.application.prefill is 'open: not asked yet; taken: the exchange was asked; refused: the person brings the papers.';
comment on column application.application.submitted_at is 'When it was handed in; null = a draft.';
comment on column application.application.submitted_by is 'Who handed it in.';
comment on column application.application.missing is 'What the one notice asked for 一次告知: the names of materials and what is wrong.';
comment on column application.application.lacking is 'What may still be brought 容缺: materials, and until which day.';
comment on column application.application.found is 'What whoever decides found that the result says and the form does not 审定要素: the grade of an assessment, the code of a new firm; sealed.';
comment on column application.application.subject_kind is 'Which of the two. A firm''s are read by whoever may act for it, as the code judges by delegation.';
comment on column application.application.call_id is 'The call to the hotline on which it was begun, with the caller''s identity proven; null = none.';

create table application.archive (
  application_id uuid not null,
  unit_id        text not null,
  item_code      text not null,
  closed_at      timestamp with time zone not null,
  due_at         timestamp with time zone not null,
  keep           text not null,
  archived_at    timestamp with time zone,
  year           smallint,
  sequence       integer,
  sha256         bytea,
  bytes          integer,
  files          smallint,
  file_id        uuid,
  constraint archive_pkey PRIMARY KEY (application_id),
  constraint archive_application_id_fkey FOREIGN KEY (application_id) REFERENCES application.application(id),
  constraint archive_check CHECK ((num_nonnulls(archived_at, year, sequence, sha256, bytes, files, file_id) = ANY (ARRAY[0, 7]))),
  constraint archive_keep_check CHECK ((keep = ANY (ARRAY['permanent'::text, 'years_30'::text, 'years_10'::text]))),
  constraint archive_sequence_check CHECK ((sequence > 0)),
  constraint archive_sha256_check CHECK ((octet_length(sha256) = 32))
);
CREATE INDEX archive_due ON application.archive USING btree (due_at) WHERE (archived_at IS NULL);
CREATE INDEX archive_of_unit ON application.archive USING btree (unit_id, application_id);
CREATE UNIQUE INDEX archive_number ON application.archive USING btree (unit_id, year, keep, sequence) WHERE (archived_at IS NOT NULL);
comment on table application.archive is 'Closed applications 办结件, to be packed for the archives and packed 归档; it names nobody. Listed by the answering unit, whose post opens a package for a reason.';
comment on column application.archive.application_id is 'Which application.';
comment on column application.archive.unit_id is 'Whose file it is.';
comment on column application.archive.item_code is 'What it was for.';
comment on column application.archive.closed_at is 'When it was closed.';
comment on column application.archive.due_at is 'When it is packed.';
comment on column application.archive.keep is 'How long it is kept 保管期限.';
comment on column application.archive.archived_at is 'When it was packed; null = not yet.';
comment on column application.archive.year is 'The city''s year in which it was closed 年度.';
comment on column application.archive.sequence is '件号 of this unit, year and time of keeping.';
comment on column application.archive.sha256 is 'SHA-256 of the package; the ledger has it.';
comment on column application.archive.bytes is 'How large the package is.';
comment on column application.archive.files is 'How many files lie in it.';
comment on column application.archive.file_id is 'The package, sealed.';

create table application.archive_setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint archive_setting_pkey PRIMARY KEY (only_one),
  constraint archive_setting_only_one_check CHECK (only_one)
);
comment on table application.archive_setting is 'When closed applications are packed, how long each kind is kept, and for what a package may be opened; from the city''s folder.';
comment on column application.archive_setting.only_one is 'There is one row.';
comment on column application.archive_setting.content is 'What the file says.';

create table application.department_case (
  application_id uuid not null,
  number         text not null,
  system_code    text not null,
  item_code      text not null,
  unit_id        text not null,
  version        integer not null,
  kind           text not null,
  state          text not null,
  due_since      timestamp with time zone not null,
  next_at        timestamp with time zone,
  tries          integer default 0 not null,
  failure        text,
  left_at        timestamp with time zone,
  pushed_at      timestamp with time zone,
  receipt        text,
  heard_at       timestamp with time zone,
  last_sequence  integer default 0 not null,
  promised_at    timestamp with time zone,
  result_id      uuid,
  document_hash  bytea,
  file_id        uuid,
  constraint department_case_pkey PRIMARY KEY (application_id),
  constraint department_case_number_key UNIQUE (number),
  constraint department_case_application_id_fkey FOREIGN KEY (application_id) REFERENCES application.application(id),
  constraint department_case_check CHECK (((state = 'due'::text) = (next_at IS NOT NULL))),
  constraint department_case_check1 CHECK (((document_hash IS NULL) = (file_id IS NULL))),
  constraint department_case_document_hash_check CHECK ((octet_length(document_hash) = 32)),
  constraint department_case_kind_check CHECK ((kind = ANY (ARRAY['apply'::text, 'supplement'::text, 'withdraw'::text]))),
  constraint department_case_state_check CHECK ((state = ANY (ARRAY['due'::text, 'pushed'::text, 'parked'::text]))),
  constraint department_case_version_check CHECK ((version > 0))
);
CREATE INDEX department_case_next ON application.department_case USING btree (next_at) WHERE (state = 'due'::text);
CREATE INDEX department_case_promised ON application.department_case USING btree (promised_at) WHERE (promised_at IS NOT NULL);
CREATE INDEX department_case_waiting ON application.department_case USING btree (due_since) WHERE (state <> 'pushed'::text);
comment on table application.department_case is 'An application 办件 that a department''s own system decides: what was pushed, how far, and what came of it. It names nobody.';
comment on column application.department_case.application_id is 'Which application.';
comment on column application.department_case.number is 'Its number: the same there.';
comment on column application.department_case.system_code is 'Which system decides it.';
comment on column application.department_case.item_code is 'What for.';
comment on column application.department_case.unit_id is 'The unit that answers here.';
comment on column application.department_case.version is 'Of what is pushed; rises with each mending, so that number and version are pushed once.';
comment on column application.department_case.kind is 'apply: the whole; supplement: the whole, mended; withdraw: the person took it back.';
comment on column application.department_case.state is 'due: to be pushed; pushed: taken there; parked: refused there, somebody must mend it.';
comment on column application.department_case.due_since is 'Since when this version is to be pushed.';
comment on column application.department_case.next_at is 'When it is tried next; each time later.';
comment on column application.department_case.tries is 'How often this version was tried.';
comment on column application.department_case.failure is 'How the last try failed; never what was said.';
comment on column application.department_case.left_at is 'When this version was first sent, with its leaf; null = not yet.';
comment on column application.department_case.pushed_at is 'When it was taken there.';
comment on column application.department_case.receipt is 'The number that it has there.';
comment on column application.department_case.heard_at is 'When that system last said something of it.';
comment on column application.department_case.last_sequence is 'The last of its statuses that was taken, in its own count.';
comment on column application.department_case.promised_at is 'Until when it owes its next word; null = it owes none.';
comment on column application.department_case.result_id is 'The status that brought the result; null = none yet.';
comment on column application.department_case.document_hash is 'SHA-256 of the result''s document, as that system gave it.';
comment on column application.department_case.file_id is 'The document.';

create table application.department_content (
  message_id     uuid not null,
  application_id uuid,
  content        bytea not null,
  constraint department_content_pkey PRIMARY KEY (message_id),
  constraint department_content_message_id_fkey FOREIGN KEY (message_id) REFERENCES application.department_message(id)
);
CREATE INDEX department_content_of ON application.department_content USING btree (application_id);
alter table application.department_content enable row level security;
alter table application.department_content force row level security;
create policy department_content_changed on application.department_content for update using (((EXISTS ( SELECT FROM application.application a WHERE (a.id = department_content.application_id))) OR (current_setting('haihe.job'::text, true) = 'application.take_statuses'::text)));
create policy department_content_made on application.department_content for insert with check (true);
create policy department_content_read on application.department_content for select using (((EXISTS ( SELECT FROM application.application a WHERE (a.id = department_content.application_id))) OR (current_setting('haihe.job'::text, true) = 'application.take_statuses'::text)));
comment on table application.department_content is 'What such a message says; read by whoever may read the application, and by nobody where there is none.';
comment on column application.department_content.message_id is 'Which message.';
comment on column application.department_content.application_id is 'Of which application; null = not known yet.';
comment on column application.department_content.content is 'Its words in JSON; sealed.';

create table application.department_message (
  id             uuid not null,
  system_code    text not null,
  number         text not null,
  application_id uuid,
  direction      text not null,
  what           text not null,
  sequence       integer,
  their_id       text,
  at             timestamp with time zone not null,
  content_hash   bytea not null,
  outcome        text not null,
  reason         text,
  settled_at     timestamp with time zone,
  settled_by     text,
  constraint department_message_pkey PRIMARY KEY (id),
  constraint department_message_content_hash_check CHECK ((octet_length(content_hash) = 32)),
  constraint department_message_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint department_message_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'taken'::text, 'refused'::text, 'repeated'::text, 'unknown_number'::text, 'of_another'::text, 'unknown_code'::text, 'out_of_order'::text, 'not_now'::text, 'bad_document'::text, 'malformed'::text])))
);
CREATE INDEX department_message_kept ON application.department_message USING btree (at) WHERE ((outcome <> ALL (ARRAY['taken'::text, 'repeated'::text])) AND (direction = 'in'::text) AND (settled_at IS NULL));
CREATE INDEX department_message_of ON application.department_message USING btree (application_id, id);
CREATE INDEX department_message_unsettled ON application.department_message USING btree (at DESC, id DESC) WHERE ((outcome <> ALL (ARRAY['taken'::text, 'waiting'::text])) AND (direction = 'in'::text) AND (settled_at IS NULL));
CREATE INDEX department_message_waiting ON application.department_message USING btree (system_code, number, sequence) WHERE ((outcome = 'waiting'::text) AND (direction = 'in'::text));
CREATE UNIQUE INDEX department_message_once ON application.department_message USING btree (system_code, their_id, content_hash) WHERE ((outcome <> 'repeated'::text) AND (direction = 'in'::text));
comment on table application.department_message is 'What was said to a department''s system and by it, in both directions, and what became of it. Whom it is about stands in the content.';
comment on column application.department_message.id is 'UUIDv7.';
comment on column application.department_message.system_code is 'Which system.';
comment on column application.department_message.number is 'Of which application, as it says.';
comment on column application.department_message.application_id is 'The application; null = there is none of that number with that system, or nobody looked yet.';
comment on column application.department_message.direction is 'out: pushed; in: a status.';
comment on column application.department_message.what is 'Out: which kind of push; in: the status in its own code.';
comment on column application.department_message.sequence is 'Out: the version; in: the how-manieth status of this application.';
comment on column application.department_message.their_id is 'Its own id of a status.';
comment on column application.department_message.at is 'When.';
comment on column application.department_message.content_hash is 'SHA-256 of the content.';
comment on column application.department_message.outcome is 'waiting: not looked at, not answered, or one before it is missing; taken; refused: what was pushed was not accepted; anything else: it changed nothing here.';
comment on column application.department_message.reason is 'Why it changed nothing: the code of a refusal.';
comment on column application.department_message.settled_at is 'When somebody said that they saw to it.';
comment on column application.department_message.settled_by is 'Who.';

create table application.department_setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint department_setting_pkey PRIMARY KEY (only_one),
  constraint department_setting_only_one_check CHECK (only_one)
);
comment on table application.department_setting is 'Departments'' own systems 部门业务系统, the items that each decides 国垂/市垂, and its names for fields, codes and steps; from the city''s folder.';
comment on column application.department_setting.only_one is 'There is one row.';
comment on column application.department_setting.content is 'What the file says.';

create table application.department_system (
  code           text not null,
  cursor         text,
  met_at         timestamp with time zone,
  failed_at      timestamp with time zone,
  failure        text,
  unsigned_times integer default 0 not null,
  unsigned_at    timestamp with time zone,
  constraint department_system_pkey PRIMARY KEY (code)
);
comment on table application.department_system is 'How the city stands with each department''s system. It names nobody.';
comment on column application.department_system.code is 'Which system.';
comment on column application.department_system.cursor is 'After what its statuses are asked for next.';
comment on column application.department_system.met_at is 'When it was last asked, and answered.';
comment on column application.department_system.failed_at is 'Since when it does not answer; null = it does.';
comment on column application.department_system.failure is 'How it failed; never what it said.';
comment on column application.department_system.unsigned_times is 'Call-backs whose signature was not its own: they changed nothing.';
comment on column application.department_system.unsigned_at is 'The last of them.';

create table application.joint (
  application_id uuid not null,
  unit_id        text not null,
  asked_at       timestamp with time zone not null,
  question       text not null,
  answered_at    timestamp with time zone,
  agrees         boolean,
  words          text,
  part           text,
  missing        jsonb,
  grounds        jsonb,
  constraint joint_pkey PRIMARY KEY (application_id, unit_id),
  constraint joint_application_id_fkey FOREIGN KEY (application_id) REFERENCES application.application(id),
  constraint joint_check CHECK (((answered_at IS NULL) = (agrees IS NULL)))
);
comment on table application.joint is 'Units asked for an opinion 联审, in parallel.';
comment on column application.joint.application_id is 'Which application.';
comment on column application.joint.unit_id is 'Which unit.';
comment on column application.joint.asked_at is 'When.';
comment on column application.joint.question is 'What about.';
comment on column application.joint.answered_at is 'When it answered; null = not yet.';
comment on column application.joint.agrees is 'Its opinion.';
comment on column application.joint.words is 'Why.';
comment on column application.joint.part is 'Name of its part in a joint review 并联审批; null = asked for an opinion by hand.';
comment on column application.joint.missing is 'What of its part is missing: materials and words; the leading unit tells it in the one notice.';
comment on column application.joint.grounds is 'The conditions on which the leading unit rests its own refusal.';

create table application.letter (
  id             uuid not null,
  application_id uuid not null,
  kind           text not null,
  number         text not null,
  written_at     timestamp with time zone not null,
  unit_id        text not null,
  content        bytea not null,
  content_hash   bytea not null,
  document_hash  bytea,
  file_id        uuid,
  read_at        timestamp with time zone,
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_number_key UNIQUE (number),
  constraint letter_application_id_fkey FOREIGN KEY (application_id) REFERENCES application.application(id),
  constraint letter_check CHECK (((document_hash IS NULL) = (file_id IS NULL))),
  constraint letter_content_hash_check CHECK ((octet_length(content_hash) = 32)),
  constraint letter_document_hash_check CHECK ((octet_length(document_hash) = 32))
);
CREATE INDEX letter_of_application ON application.letter USING btree (application_id, id);
alter table application.letter enable row level security;
alter table application.letter force row level security;
create policy letter_changed on application.letter for update using ((EXISTS ( SELECT FROM application.application a WHERE (a.id = letter.application_id))));
create policy letter_made on application.letter for insert with check (true);
create policy letter_read on application.letter for select using ((EXISTS ( SELECT FROM application.application a WHERE (a.id = letter.application_id))));
comment on table application.letter is 'Letters 文书 to the applicant: receipt, acceptance, what is missing, the decision; read by whoever may read the application.';
comment on column application.letter.id is 'UUIDv7.';
comment on column application.letter.application_id is 'Of which application.';
comment on column application.letter.kind is 'Which letter of catalogues/letters.yaml.';
comment on column application.letter.number is 'The application''s number and which of its letters it is.';
comment on column application.letter.written_at is 'When.';
comment on column application.letter.unit_id is 'Whose letter it is.';
comment on column application.letter.content is 'What it says; sealed.';
comment on column application.letter.content_hash is 'SHA-256 of what it says; the ledger has it from the instant it was written.';
comment on column application.letter.document_hash is 'SHA-256 of the PDF; null = not drawn yet.';
comment on column application.letter.file_id is 'The PDF.';
comment on column application.letter.read_at is 'When the applicant first opened it; null = not yet.';

create table application.letter_owed (
  id             uuid not null,
  application_id uuid not null,
  since          timestamp with time zone not null,
  constraint letter_owed_pkey PRIMARY KEY (id)
);
CREATE INDEX letter_owed_since ON application.letter_owed USING btree (since);
comment on table application.letter_owed is 'Letters that nobody has yet: written and still to be drawn, or due for a decision and never written; a row that stays is a decision without its letter. It names nobody.';
comment on column application.letter_owed.id is 'The letter; the application where none was written.';
comment on column application.letter_owed.application_id is 'Of which application.';
comment on column application.letter_owed.since is 'Since when.';

create table application.open_draft (
  key            text not null,
  application_id uuid not null,
  constraint open_draft_pkey PRIMARY KEY (key),
  constraint open_draft_application_id_key UNIQUE (application_id)
);
comment on table application.open_draft is 'One open draft a person and item.';
comment on column application.open_draft.key is 'Hash of person and item: it can be compared, not read.';
comment on column application.open_draft.application_id is 'The draft.';

create table application.proxy (
  application_id uuid not null,
  agent_id       uuid not null,
  agent_name     text not null,
  since          timestamp with time zone not null,
  constraint proxy_pkey PRIMARY KEY (application_id, agent_id),
  constraint proxy_application_id_fkey FOREIGN KEY (application_id) REFERENCES application.application(id)
);
CREATE INDEX proxy_of_agent ON application.proxy USING btree (agent_id);
comment on table application.proxy is 'Who acts for the person of an application 代办人. Whether they still may is the delegation''s to say, at each step anew.';
comment on column application.proxy.application_id is 'Which application.';
comment on column application.proxy.agent_id is 'Who acts.';
comment on column application.proxy.agent_name is 'Their name, masked.';
comment on column application.proxy.since is 'Since when.';

create table application.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table application.setting is 'Letters and their words 文书模板, and what 当场 means online; from the city''s folder.';
comment on column application.setting.only_one is 'There is one row.';
comment on column application.setting.content is 'What the file says.';

create table application.tally (
  item_code text not null,
  on_day    date not null,
  submitted integer not null,
  automatic integer not null,
  asked     integer not null,
  typed     integer not null,
  prefilled integer not null,
  computed  integer not null,
  disputed  integer not null,
  refused   integer not null,
  constraint tally_pkey PRIMARY KEY (item_code, on_day)
);
comment on table application.tally is 'What people had to fill in 填报统计, by item and day.';
comment on column application.tally.item_code is 'Which item.';
comment on column application.tally.on_day is 'The city''s day.';
comment on column application.tally.submitted is 'Applications handed in.';
comment on column application.tally.automatic is 'Of those, approved at once by rule.';
comment on column application.tally.asked is 'Fields that they showed.';
comment on column application.tally.typed is 'Fields that a person typed.';
comment on column application.tally.prefilled is 'Fields that the city gave.';
comment on column application.tally.computed is 'Fields that follow from others.';
comment on column application.tally.disputed is 'Values of the city that a person contradicted.';
comment on column application.tally.refused is 'Applications whose person did not want to be prefilled.';

create schema base;
comment on schema base is 'Machinery that has never heard of a city: what ran, what was sent before, which folder entries are live.';

create table base.idempotency (
  actor_id    text not null,
  route       text not null,
  key         text not null,
  body_hash   bytea not null,
  status      smallint not null,
  resource_id text,
  at          timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (actor_id, route, key)
);
CREATE INDEX idempotency_at ON base.idempotency USING btree (at);
comment on table base.idempotency is 'Writes that were done under an Idempotency-Key, kept for 24 hours in the transaction that did them.';
comment on column base.idempotency.actor_id is 'Who sent it: party, device or the anonymous client''s address hash.';
comment on column base.idempotency.route is 'Method and route pattern.';
comment on column base.idempotency.key is 'The client''s key.';
comment on column base.idempotency.body_hash is 'SHA-256 of address and body; another body under the same key is refused.';
comment on column base.idempotency.status is 'HTTP status that was answered.';
comment on column base.idempotency.resource_id is 'Id of what was made or changed.';
comment on column base.idempotency.at is 'When it was done.';

create table base.migration (
  key    text not null,
  sha256 text not null,
  ran_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (key)
);
comment on table base.migration is 'One row for each migration that ran.';
comment on column base.migration.key is 'Folder and file name.';
comment on column base.migration.sha256 is 'Hash of the file as it ran; a changed file stops the start.';
comment on column base.migration.ran_at is 'When it ran.';

create table base.partitioned (
  relation text not null,
  period   text not null,
  constraint partitioned_pkey PRIMARY KEY (relation),
  constraint partitioned_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text])))
);
comment on table base.partitioned is 'Tables partitioned by range of their UUIDv7 id; partitions are made two periods ahead.';
comment on column base.partitioned.relation is 'schema.table';
comment on column base.partitioned.period is 'How much time one partition holds.';

create table base.seed (
  city   text not null,
  path   text not null,
  sha256 text not null,
  at     timestamp with time zone not null,
  constraint seed_pkey PRIMARY KEY (city, path)
);
comment on table base.seed is 'Files of the city folder that were loaded, by hash.';
comment on column base.seed.city is 'Name of the folder in cities/.';
comment on column base.seed.path is 'Path inside the city folder.';
comment on column base.seed.sha256 is 'Hash of the file as it was loaded.';
comment on column base.seed.at is 'When it was loaded.';

create schema booking;
comment on schema booking is '预约';

create table booking.booking (
  id            uuid not null,
  number        text not null,
  person_id     uuid not null,
  item_code     text not null,
  hall_code     text not null,
  counter       text not null,
  unit_id       text not null,
  division_path text not null,
  starts_at     timestamp with time zone not null,
  ends_at       timestamp with time zone not null,
  on_day        date not null,
  booked_at     timestamp with time zone not null,
  made_by       text not null,
  made_by_unit  text,
  cancelled_at  timestamp with time zone,
  cancelled_how text,
  arrived_at    timestamp with time zone,
  missed_at     timestamp with time zone,
  reminded_at   timestamp with time zone,
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_number_key UNIQUE (number),
  constraint booking_cancelled_how_check CHECK ((cancelled_how = ANY (ARRAY['person'::text, 'hall'::text]))),
  constraint booking_check CHECK ((num_nonnulls(cancelled_at, arrived_at, missed_at) <= 1)),
  constraint booking_check1 CHECK (((cancelled_at IS NULL) = (cancelled_how IS NULL))),
  constraint booking_number_check CHECK ((number ~ '^[0-9]{8}$'::text))
);
CREATE INDEX booking_of_day ON booking.booking USING btree (hall_code, on_day);
CREATE INDEX booking_of_person ON booking.booking USING btree (person_id, starts_at);
CREATE INDEX booking_to_come ON booking.booking USING btree (ends_at) WHERE ((cancelled_at IS NULL) AND (arrived_at IS NULL) AND (missed_at IS NULL));
alter table booking.booking enable row level security;
alter table booking.booking force row level security;
create policy booking_changed on booking.booking for update using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND ((unit_id = current_setting('haihe.department'::text, true)) OR (made_by_unit = current_setting('haihe.department'::text, true))))));
create policy booking_follow_merge on booking.booking for all using ((current_setting('haihe.job'::text, true) = 'booking.follow_merge'::text));
create policy booking_invites on booking.booking for select using ((current_setting('haihe.job'::text, true) = 'booking.invite_rating'::text));
create policy booking_made on booking.booking for insert with check (true);
create policy booking_of_jobs on booking.booking for all using ((current_setting('haihe.job'::text, true) = ANY (ARRAY['booking.mark_missed'::text, 'booking.remind'::text])));
create policy booking_read on booking.booking for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND ((unit_id = current_setting('haihe.department'::text, true)) OR (made_by_unit = current_setting('haihe.department'::text, true))))));
comment on table booking.booking is 'Who comes when for which item 预约: read by the person, the hall''s unit and the unit that booked it, and by nobody else.';
comment on column booking.booking.id is 'Made by the client: however often it is sent, it is one booking.';
comment on column booking.booking.number is 'What is said at the desk 预约号.';
comment on column booking.booking.person_id is 'Who comes.';
comment on column booking.booking.item_code is 'What for.';
comment on column booking.booking.hall_code is 'Where.';
comment on column booking.booking.counter is 'At which kind of window.';
comment on column booking.booking.unit_id is 'The unit that keeps the hall.';
comment on column booking.booking.division_path is 'The division of the hall.';
comment on column booking.booking.starts_at is 'From when.';
comment on column booking.booking.ends_at is 'Until when: whoever has not come by then did not come.';
comment on column booking.booking.on_day is 'The city''s day.';
comment on column booking.booking.booked_at is 'When it was made, or last changed.';
comment on column booking.booking.made_by is 'Who booked: the person, or a post for the person.';
comment on column booking.booking.made_by_unit is 'The unit that booked for the person; null = the person.';
comment on column booking.booking.cancelled_at is 'When it was cancelled 取消; null = it was not.';
comment on column booking.booking.cancelled_how is 'person: by whoever booked; hall: the hall closed the slot.';
comment on column booking.booking.arrived_at is 'When the person was at the desk 到场.';
comment on column booking.booking.missed_at is 'When it was noted that nobody had come 爽约.';
comment on column booking.booking.reminded_at is 'When the person was reminded.';

create table booking.hall (
  code          text not null,
  unit_id       text not null,
  division_path text not null,
  content       jsonb not null,
  retired       boolean not null,
  constraint hall_pkey PRIMARY KEY (code)
);
comment on table booking.hall is 'Halls 政务服务大厅 where people come: windows, hours, slots; from the city''s folder.';
comment on column booking.hall.code is 'What it is called in addresses; the same for ever.';
comment on column booking.hall.unit_id is 'The unit that keeps it.';
comment on column booking.hall.division_path is 'Where it stands for: the whole city, a district.';
comment on column booking.hall.content is 'What the file says of it.';
comment on column booking.hall.retired is 'It left the folder: nothing more can be booked there.';

create table booking.open_day (
  key        text not null,
  booking_id uuid not null,
  constraint open_day_pkey PRIMARY KEY (key),
  constraint open_day_booking_id_key UNIQUE (booking_id)
);
comment on table booking.open_day is 'One open booking a person, item and day.';
comment on column booking.open_day.key is 'Hash of person, item and day: it can be compared, not read.';
comment on column booking.open_day.booking_id is 'The open booking.';

create table booking.pause (
  person_id  uuid not null,
  since_on   date not null,
  until_on   date not null,
  decided_at timestamp with time zone not null,
  constraint pause_pkey PRIMARY KEY (person_id, since_on)
);
alter table booking.pause enable row level security;
alter table booking.pause force row level security;
create policy pause_follow_merge on booking.pause for all using ((current_setting('haihe.job'::text, true) = 'booking.follow_merge'::text));
create policy pause_of_job on booking.pause for all using ((current_setting('haihe.job'::text, true) = 'booking.mark_missed'::text));
create policy pause_own on booking.pause for select using (((person_id)::text = current_setting('haihe.person'::text, true)));
comment on table booking.pause is 'Who may not book online for a while 暂停网上预约, because of not coming; a desk still books for them, and walking in stays open.';
comment on column booking.pause.person_id is 'Who.';
comment on column booking.pause.since_on is 'From which day.';
comment on column booking.pause.until_on is 'Up to and including which day.';
comment on column booking.pause.decided_at is 'When.';

create table booking.place (
  hall_code  text not null,
  counter    text not null,
  starts_at  timestamp with time zone not null,
  place      integer not null,
  booking_id uuid not null,
  constraint place_pkey PRIMARY KEY (hall_code, counter, starts_at, place),
  constraint place_booking_id_key UNIQUE (booking_id),
  constraint place_place_check CHECK ((place > 0))
);
comment on table booking.place is 'One place in a slot 号源, taken by one booking: its key is why nothing is booked twice. It names nobody.';
comment on column booking.place.hall_code is 'Where.';
comment on column booking.place.counter is 'Which kind of window.';
comment on column booking.place.starts_at is 'When the slot begins.';
comment on column booking.place.place is 'Which place of the slot, from 1.';
comment on column booking.place.booking_id is 'Who has it, as a booking.';

create table booking.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table booking.setting is 'The rule on who does not come 爽约规则, and when one is reminded; from the city''s folder.';
comment on column booking.setting.only_one is 'There is one row.';
comment on column booking.setting.content is 'What the file says.';

create table booking.slot (
  hall_code  text not null,
  counter    text not null,
  starts_at  timestamp with time zone not null,
  closed_at  timestamp with time zone,
  closed_why text,
  constraint slot_pkey PRIMARY KEY (hall_code, counter, starts_at)
);
comment on table booking.slot is 'A slot 时段 that somebody booked or the hall closed; its row is what bookings wait for one after another.';
comment on column booking.slot.hall_code is 'Where.';
comment on column booking.slot.counter is 'Which kind of window.';
comment on column booking.slot.starts_at is 'When it begins.';
comment on column booking.slot.closed_at is 'Since when the hall takes nobody in it; null = it does.';
comment on column booking.slot.closed_why is 'Why, as people were told.';

create table booking.ticket (
  id          uuid not null,
  hall_code   text not null,
  counter     text not null,
  on_day      date not null,
  number      integer not null,
  booking_id  uuid,
  booked_for  timestamp with time zone,
  taken_at    timestamp with time zone not null,
  waits_since timestamp with time zone not null,
  calls       integer default 0 not null,
  called_at   timestamp with time zone,
  called_to   integer,
  called_by   text,
  ended_at    timestamp with time zone,
  ended_how   text,
  constraint ticket_pkey PRIMARY KEY (id),
  constraint ticket_booking_id_key UNIQUE (booking_id),
  constraint ticket_hall_code_counter_on_day_number_key UNIQUE (hall_code, counter, on_day, number),
  constraint ticket_called_to_check CHECK ((called_to > 0)),
  constraint ticket_calls_check CHECK ((calls >= 0)),
  constraint ticket_check CHECK ((((called_at IS NULL) = (called_to IS NULL)) AND ((called_at IS NULL) = (called_by IS NULL)))),
  constraint ticket_check1 CHECK ((((ended_at IS NULL) = (ended_how IS NULL)) AND ((ended_at IS NULL) OR (called_at IS NOT NULL)))),
  constraint ticket_ended_how_check CHECK ((ended_how = ANY (ARRAY['served'::text, 'absent'::text]))),
  constraint ticket_number_check CHECK ((number > 0))
);
CREATE UNIQUE INDEX ticket_at_window ON booking.ticket USING btree (hall_code, counter, on_day, called_to) WHERE ((called_at IS NOT NULL) AND (ended_at IS NULL));
comment on table booking.ticket is 'A number to wait with at the hall 取号: of somebody who booked, or who just came.';
comment on column booking.ticket.id is 'Made by the client: one press, one number.';
comment on column booking.ticket.hall_code is 'Where.';
comment on column booking.ticket.counter is 'For which kind of window.';
comment on column booking.ticket.on_day is 'The city''s day.';
comment on column booking.ticket.number is 'From 1 each day.';
comment on column booking.ticket.booking_id is 'The booking; null = came without one.';
comment on column booking.ticket.booked_for is 'When the booked slot begins: from then on it goes before those who just came; null = came without one, or was called and not there.';
comment on column booking.ticket.taken_at is 'When.';
comment on column booking.ticket.waits_since is 'Since when it waits: when it was taken, or when whoever was called in vain came back.';
comment on column booking.ticket.calls is 'How often it was called.';
comment on column booking.ticket.called_at is 'When it was last called 叫号; null = it waits.';
comment on column booking.ticket.called_to is 'To which of the windows of its kind; one window has one number at a time.';
comment on column booking.ticket.called_by is 'The post at that window.';
comment on column booking.ticket.ended_at is 'When the window was done with it.';
comment on column booking.ticket.ended_how is 'served: whoever had it was served; absent: nobody came 过号.';

create table booking.ticket_count (
  hall_code text not null,
  counter   text not null,
  on_day    date not null,
  last      integer not null,
  constraint ticket_count_pkey PRIMARY KEY (hall_code, counter, on_day),
  constraint ticket_count_last_check CHECK ((last >= 0))
);
comment on table booking.ticket_count is 'The last number given out at a kind of window today.';
comment on column booking.ticket_count.hall_code is 'Where.';
comment on column booking.ticket_count.counter is 'Which kind of window.';
comment on column booking.ticket_count.on_day is 'The city''s day.';
comment on column booking.ticket_count.last is 'The number.';

create schema counter;
comment on schema counter is '综合窗口';

create table counter.handout (
  id             uuid not null,
  visit_id       uuid not null,
  application_id uuid not null,
  person_id      uuid not null,
  unit_id        text not null,
  clerk          text not null,
  papers         text[] not null,
  handed_at      timestamp with time zone not null,
  constraint handout_pkey PRIMARY KEY (id),
  constraint handout_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES counter.visit(id),
  constraint handout_papers_check CHECK ((cardinality(papers) > 0))
);
CREATE INDEX handout_of_application ON counter.handout USING btree (application_id);
CREATE INDEX handout_of_person ON counter.handout USING btree (person_id, id);
alter table counter.handout enable row level security;
alter table counter.handout force row level security;
create policy handout_follow_merge on counter.handout for all using ((current_setting('haihe.job'::text, true) = 'counter.follow_merge'::text));
create policy handout_made on counter.handout for insert with check (true);
create policy handout_read on counter.handout for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
comment on table counter.handout is 'What was handed over at a window and signed for 取件签收.';
comment on column counter.handout.id is 'Made by the client: one handing over, however often it is sent.';
comment on column counter.handout.visit_id is 'In which visit.';
comment on column counter.handout.application_id is 'Of which application.';
comment on column counter.handout.person_id is 'To whom.';
comment on column counter.handout.unit_id is 'By which unit.';
comment on column counter.handout.clerk is 'By which post.';
comment on column counter.handout.papers is 'Numbers of the letters and licences.';
comment on column counter.handout.handed_at is 'When.';

create table counter.visit (
  id            uuid not null,
  hall_code     text,
  counter       text,
  window        integer,
  ticket_id     uuid,
  unit_id       text not null,
  clerk         text not null,
  person_id     uuid not null,
  seen_how      text not null,
  document      text not null,
  identity      bytea,
  begun_at      timestamp with time zone not null,
  ended_at      timestamp with time zone,
  opened        uuid[] default '{}'::uuid[] not null,
  division_path text,
  witness       bytea,
  constraint visit_pkey PRIMARY KEY (id),
  constraint visit_check CHECK (((identity IS NULL) = (ended_at IS NOT NULL))),
  constraint visit_document_check CHECK ((document = ANY (ARRAY['identity_card'::text, 'household_book'::text, 'passport'::text, 'residence_permit'::text]))),
  constraint visit_is_somewhere CHECK ((((hall_code IS NULL) = (counter IS NULL)) AND ((hall_code IS NULL) = ("window" IS NULL)) AND ((hall_code IS NULL) = (division_path IS NOT NULL)))),
  constraint visit_seen_how_check CHECK ((seen_how = ANY (ARRAY['read'::text, 'typed'::text]))),
  constraint visit_window_check CHECK (("window" > 0))
);
CREATE INDEX visit_of_person ON counter.visit USING btree (person_id, id);
CREATE UNIQUE INDEX visit_at_door_open ON counter.visit USING btree (clerk) WHERE ((ended_at IS NULL) AND (division_path IS NOT NULL));
CREATE UNIQUE INDEX visit_open ON counter.visit USING btree (hall_code, counter, "window") WHERE (ended_at IS NULL);
alter table counter.visit enable row level security;
alter table counter.visit force row level security;
create policy visit_changed on counter.visit for update using (((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true))));
create policy visit_close on counter.visit for all using ((current_setting('haihe.job'::text, true) = 'counter.end_left_visits'::text));
create policy visit_follow_merge on counter.visit for all using ((current_setting('haihe.job'::text, true) = 'counter.follow_merge'::text));
create policy visit_made on counter.visit for insert with check (true);
create policy visit_rated on counter.visit for select using ((current_setting('haihe.job'::text, true) = 'counter.invite_rating'::text));
create policy visit_read on counter.visit for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
comment on table counter.visit is 'Somebody who is served at a window 接待: one a window at a time; read by the unit of the hall and the person.';
comment on column counter.visit.id is 'Made by the client: however often it is sent, it is one visit.';
comment on column counter.visit.hall_code is 'Where; null = at the door.';
comment on column counter.visit.counter is 'At which kind of window; null = at the door.';
comment on column counter.visit.window is 'At which of them; null = at the door.';
comment on column counter.visit.ticket_id is 'The number that was called; null = none.';
comment on column counter.visit.unit_id is 'The unit of the clerk.';
comment on column counter.visit.clerk is 'The post that serves.';
comment on column counter.visit.person_id is 'Who is served.';
comment on column counter.visit.seen_how is 'read: the card was read; typed: the clerk typed what the document says.';
comment on column counter.visit.document is 'What was shown.';
comment on column counter.visit.identity is 'Name and number as they were shown, sealed, for as long as the visit lasts.';
comment on column counter.visit.begun_at is 'From when.';
comment on column counter.visit.ended_at is 'Until when; null = the person is at the window.';
comment on column counter.visit.opened is 'The applications that were opened to go on with.';
comment on column counter.visit.division_path is 'At the door 上门: where the person lives; null = at a window.';
comment on column counter.visit.witness is 'At the door: who was there when the person said yes, sealed; null = the person signed, and the sheet lies with the visit.';

create schema credential;
comment on schema credential is 'Licences that the city signed, and those that it took back. The codes themselves are kept by nobody.';

create table credential.credential (
  id              uuid not null,
  kind            text not null,
  holder_id       uuid not null,
  department_id   text not null,
  claims          bytea not null,
  valid_from      timestamp with time zone not null,
  valid_until     timestamp with time zone not null,
  document_sha256 bytea,
  issued_at       timestamp with time zone not null,
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_check CHECK ((valid_from < valid_until)),
  constraint credential_document_sha256_check CHECK ((octet_length(document_sha256) = 32)),
  constraint credential_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'::text))
);
CREATE INDEX credential_holder ON credential.credential USING btree (holder_id, id);
alter table credential.credential enable row level security;
alter table credential.credential force row level security;
create policy credential_follow_merge on credential.credential for all using ((current_setting('haihe.job'::text, true) = 'credential.follow_merge'::text));
create policy credential_for_jobs on credential.credential for select using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) <> ''::text));
create policy credential_of_holder on credential.credential for select using (((holder_id)::text = current_setting('haihe.person'::text, true)));
create policy credential_of_issuer on credential.credential for select using ((department_id = current_setting('haihe.department'::text, true)));
create policy credential_shown on credential.credential for select using (((holder_id)::text = current_setting('haihe.credential_holder'::text, true)));
create policy credential_written on credential.credential for insert with check (true);
comment on table credential.credential is 'One row a licence, written when it is issued and never changed; that it was revoked stands in another table. 凭证';
comment on column credential.credential.id is 'UUIDv7; its last 48 bits are random and stand for it in the revocation filter.';
comment on column credential.credential.kind is 'Which kind, as a home contributes it: services.elder_card.';
comment on column credential.credential.holder_id is 'The person or firm that it was given to.';
comment on column credential.credential.department_id is 'The unit that issued it.';
comment on column credential.credential.claims is 'What it says, as JSON by name; sealed.';
comment on column credential.credential.valid_from is 'From this instant.';
comment on column credential.credential.valid_until is 'Until before this instant.';
comment on column credential.credential.document_sha256 is 'SHA-256 of the document that it stands for, where there is one.';
comment on column credential.credential.issued_at is 'When it was issued.';

create table credential.revocation (
  number        bigint generated always as identity not null,
  credential_id uuid not null,
  reason        text not null,
  revoked_by    text not null,
  at            timestamp with time zone not null,
  valid_until   timestamp with time zone not null,
  constraint revocation_pkey PRIMARY KEY (number),
  constraint revocation_credential_id_key UNIQUE (credential_id),
  constraint revocation_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credential.credential(id),
  constraint revocation_reason_check CHECK ((reason = ANY (ARRAY['ended'::text, 'mistaken'::text, 'replaced'::text, 'lost'::text, 'unlawful'::text, 'deceased'::text])))
);
CREATE INDEX revocation_live ON credential.revocation USING btree (valid_until, number);
comment on table credential.revocation is 'Licences that were taken back: what the public filter is made of. 注销';
comment on column credential.revocation.number is 'Grows with each: the version of the list is the highest.';
comment on column credential.revocation.credential_id is 'The licence.';
comment on column credential.revocation.reason is 'ended = no longer entitled, mistaken = issued by mistake, replaced, lost, unlawful = got by deceit, deceased.';
comment on column credential.revocation.revoked_by is 'The unit, or the job, that took it back.';
comment on column credential.revocation.at is 'When.';
comment on column credential.revocation.valid_until is 'When the licence would have ended anyway: then it leaves the list.';

create schema delivery;
comment on schema delivery is '送达';

create table delivery.choice (
  application_id uuid not null,
  person_id      uuid not null,
  unit_id        text not null,
  way            text not null,
  cabinet        text,
  contact        bytea,
  chosen_at      timestamp with time zone not null,
  chosen_by      text not null,
  chosen_by_unit text,
  constraint choice_pkey PRIMARY KEY (application_id),
  constraint choice_check CHECK (((way = 'locker'::text) = (cabinet IS NOT NULL))),
  constraint choice_way_check CHECK ((way = ANY (ARRAY['wallet'::text, 'counter'::text, 'community'::text, 'post'::text, 'locker'::text])))
);
CREATE INDEX choice_of_person ON delivery.choice USING btree (person_id, application_id);
alter table delivery.choice enable row level security;
alter table delivery.choice force row level security;
create policy choice_changed on delivery.choice for update using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((application_id)::text = current_setting('haihe.delivery'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
create policy choice_let_go on delivery.choice for delete using (((application_id)::text = current_setting('haihe.delivery'::text, true)));
create policy choice_made on delivery.choice for insert with check (true);
create policy choice_of_jobs on delivery.choice for all using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) = ANY (ARRAY['delivery.follow_merge'::text, 'delivery.erase_addresses'::text])));
create policy choice_read on delivery.choice for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((application_id)::text = current_setting('haihe.delivery'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
comment on table delivery.choice is 'How a person wants what an application gives 领取方式; until nobody chose it is the counter. Read by the person, the unit that answers, and a row at a time where code has judged that the actor may.';
comment on column delivery.choice.application_id is 'Of which application.';
comment on column delivery.choice.person_id is 'Whose it is.';
comment on column delivery.choice.unit_id is 'The unit that answers, and sends.';
comment on column delivery.choice.way is 'wallet 卡包, counter 窗口, community 社区, post 邮寄, locker 自助柜.';
comment on column delivery.choice.cabinet is 'Which cabinet 自助柜; null = another way.';
comment on column delivery.choice.contact is 'Name, telephone and address as they stand on the label; sealed. Null = none is needed, or erased.';
comment on column delivery.choice.chosen_at is 'When.';
comment on column delivery.choice.chosen_by is 'The person, who acts for them, or the post of a counter.';
comment on column delivery.choice.chosen_by_unit is 'The unit whose counter chose with the person; null = online.';

create table delivery.label (
  tracking       text not null,
  carrier        text not null,
  parcel_id      uuid not null,
  application_id uuid not null,
  box            text,
  by_hand        boolean not null,
  made_at        timestamp with time zone not null,
  void_at        timestamp with time zone,
  cancelled_at   timestamp with time zone,
  ask_at         timestamp with time zone,
  constraint label_pkey PRIMARY KEY (tracking),
  constraint label_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES delivery.parcel(id),
  constraint label_carrier_check CHECK ((carrier = ANY (ARRAY['post'::text, 'locker'::text])))
);
CREATE INDEX label_to_ask ON delivery.label USING btree (ask_at) WHERE (ask_at IS NOT NULL);
CREATE INDEX label_to_cancel ON delivery.label USING btree (void_at) WHERE ((void_at IS NOT NULL) AND (cancelled_at IS NULL));
CREATE UNIQUE INDEX label_of_parcel ON delivery.label USING btree (parcel_id) WHERE (void_at IS NULL);
comment on table delivery.label is 'Numbers under which carriers know parcels 运单号. It names nobody: a word of a carrier finds its parcel here.';
comment on column delivery.label.tracking is 'The carrier''s number.';
comment on column delivery.label.carrier is 'post 邮政, locker 自助柜.';
comment on column delivery.label.parcel_id is 'Of which parcel.';
comment on column delivery.label.application_id is 'Of which application.';
comment on column delivery.label.box is 'The box that the cabinet keeps for it; null = by post.';
comment on column delivery.label.by_hand is 'Typed by a clerk: no carrier that could be asked gave it.';
comment on column delivery.label.made_at is 'When.';
comment on column delivery.label.void_at is 'When it was given up, because the person chose otherwise 作废.';
comment on column delivery.label.cancelled_at is 'When the carrier was told so.';
comment on column delivery.label.ask_at is 'When the carrier is asked next; null = there is nothing to ask.';

create table delivery.opening (
  parcel_id      uuid not null,
  application_id uuid not null,
  person_id      uuid not null,
  cabinet        text not null,
  box            text not null,
  tracking       text not null,
  code_digest    bytea not null,
  code           bytea not null,
  constraint opening_pkey PRIMARY KEY (parcel_id),
  constraint opening_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES delivery.parcel(id)
);
CREATE INDEX opening_of_person ON delivery.opening USING btree (person_id, parcel_id);
CREATE UNIQUE INDEX opening_of_code ON delivery.opening USING btree (cabinet, code_digest);
alter table delivery.opening enable row level security;
alter table delivery.opening force row level security;
create policy opening_ended on delivery.opening for delete using (((application_id)::text = current_setting('haihe.delivery'::text, true)));
create policy opening_follow_merge on delivery.opening for all using ((current_setting('haihe.job'::text, true) = 'delivery.follow_merge'::text));
create policy opening_made on delivery.opening for insert with check (true);
create policy opening_read on delivery.opening for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((application_id)::text = current_setting('haihe.delivery'::text, true)) OR (cabinet = current_setting('haihe.delivery_cabinet'::text, true))));
comment on table delivery.opening is 'Boxes that wait to be opened 待取柜格: until it is taken out or sent back. Read by the person, and by a cabinet that asks by its signed call.';
comment on column delivery.opening.parcel_id is 'What lies in it.';
comment on column delivery.opening.application_id is 'Of which application.';
comment on column delivery.opening.person_id is 'Who may open it, by identity card.';
comment on column delivery.opening.cabinet is 'In which cabinet.';
comment on column delivery.opening.box is 'In which box.';
comment on column delivery.opening.tracking is 'The cabinet''s own number of it.';
comment on column delivery.opening.code_digest is 'The opening code, to be compared with.';
comment on column delivery.opening.code is 'The opening code 取件码, for the person''s own page; sealed.';

create table delivery.parcel (
  id             uuid not null,
  application_id uuid not null,
  attempt        integer not null,
  person_id      uuid not null,
  unit_id        text not null,
  item_name      text not null,
  application    text not null,
  way            text not null,
  cabinet        text,
  opened_at      timestamp with time zone not null,
  ended_at       timestamp with time zone,
  constraint parcel_pkey PRIMARY KEY (id),
  constraint parcel_application_id_attempt_key UNIQUE (application_id, attempt),
  constraint parcel_attempt_check CHECK ((attempt > 0)),
  constraint parcel_check CHECK (((way = 'locker'::text) = (cabinet IS NOT NULL))),
  constraint parcel_way_check CHECK ((way = ANY (ARRAY['community'::text, 'post'::text, 'locker'::text])))
);
CREATE INDEX parcel_of_person ON delivery.parcel USING btree (person_id, id);
CREATE INDEX parcel_of_unit ON delivery.parcel USING btree (unit_id, id);
CREATE UNIQUE INDEX parcel_open ON delivery.parcel USING btree (application_id) WHERE (ended_at IS NULL);
comment on table delivery.parcel is 'What is packed and sent 寄递件; nothing in it says where to. State, clock and steps are a matter of the same id.';
comment on column delivery.parcel.id is 'The matter.';
comment on column delivery.parcel.application_id is 'Of which application.';
comment on column delivery.parcel.attempt is 'The first, or which after one that came back, was lost or called off.';
comment on column delivery.parcel.person_id is 'To whom.';
comment on column delivery.parcel.unit_id is 'The unit that sends.';
comment on column delivery.parcel.item_name is 'What is in it: the name of the item.';
comment on column delivery.parcel.application is 'The application''s number.';
comment on column delivery.parcel.way is 'How.';
comment on column delivery.parcel.cabinet is 'To which cabinet; null = to none.';
comment on column delivery.parcel.opened_at is 'When.';
comment on column delivery.parcel.ended_at is 'When it was received, came back, or ended otherwise; an application has one that has not ended.';

create table delivery.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table delivery.setting is 'Carriers, cabinets and what posting costs 送达设置; from the city''s folder.';
comment on column delivery.setting.only_one is 'There is one row.';
comment on column delivery.setting.content is 'What the file says.';

create table delivery.word (
  carrier   text not null,
  id        text not null,
  tracking  text not null,
  status    text not null,
  said_at   timestamp with time zone not null,
  place     text,
  heard_at  timestamp with time zone not null,
  heard_how text not null,
  refused   text,
  constraint word_pkey PRIMARY KEY (carrier, id),
  constraint word_carrier_check CHECK ((carrier = ANY (ARRAY['post'::text, 'locker'::text]))),
  constraint word_heard_how_check CHECK ((heard_how = ANY (ARRAY['called'::text, 'asked'::text]))),
  constraint word_status_check CHECK ((status = ANY (ARRAY['moving'::text, 'arrived'::text, 'at_locker'::text, 'received'::text, 'returned'::text, 'lost'::text])))
);
CREATE INDEX word_of_tracking ON delivery.word USING btree (tracking, said_at);
comment on table delivery.word is 'What carriers said of parcels 运单动态, each once however often it came; what came too late or fits nothing is kept with the reason.';
comment on column delivery.word.carrier is 'Who.';
comment on column delivery.word.id is 'The carrier''s own id of it.';
comment on column delivery.word.tracking is 'Of which number.';
comment on column delivery.word.status is 'What.';
comment on column delivery.word.said_at is 'When it was so, as the carrier says.';
comment on column delivery.word.place is 'Where.';
comment on column delivery.word.heard_at is 'When it was heard here.';
comment on column delivery.word.heard_how is 'called: the carrier called; asked: a job asked, and the call had been lost or was not yet there.';
comment on column delivery.word.refused is 'Why nothing followed from it; null = it was taken.';

create table delivery.wrong_code (
  id      uuid not null,
  cabinet text not null,
  at      timestamp with time zone not null,
  constraint wrong_code_pkey PRIMARY KEY (id)
);
CREATE INDEX wrong_code_of_cabinet ON delivery.wrong_code USING btree (cabinet, at);
comment on table delivery.wrong_code is 'Codes and cards that opened nothing 开柜失败: after too many a cabinet waits.';
comment on column delivery.wrong_code.id is 'UUIDv7.';
comment on column delivery.wrong_code.cabinet is 'At which cabinet.';
comment on column delivery.wrong_code.at is 'When.';

create schema event;
comment on schema event is 'What happened: messages written in the transaction of the change, delivered at least once and in order per subject.';

create table event.delivery (
  event_id   uuid not null,
  listener   text not null,
  seq        bigint not null,
  subject_id text not null,
  lane       smallint not null,
  tries      smallint default 0 not null,
  next_at    timestamp with time zone not null,
  parked_at  timestamp with time zone,
  fault      text,
  done_at    timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (event_id, listener)
) partition by RANGE (event_id);
CREATE INDEX delivery_open ON ONLY event.delivery USING btree (lane, listener, subject_id, seq) WHERE (done_at IS NULL);
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

create table event.event (
  id         uuid not null,
  seq        bigint generated always as identity not null,
  name       text not null,
  subject_id text not null,
  actor_id   text not null,
  at         timestamp with time zone not null,
  detail     jsonb not null,
  constraint event_pkey PRIMARY KEY (subject_id, id)
) partition by RANGE (id);
comment on table event.event is 'One row for each thing that happened; it exists if and only if the change exists.';
comment on column event.event.id is 'UUIDv7.';
comment on column event.event.seq is 'Order; taken after the lock on the subject''s row, so it is the order of changes of one subject.';
comment on column event.event.name is 'home.thing_past, for instance place.grid_made.';
comment on column event.event.subject_id is 'What it happened to.';
comment on column event.event.actor_id is 'Party, device or job that did it.';
comment on column event.event.at is 'When.';
comment on column event.event.detail is 'What listeners need; ids and codes, no personal data.';

create schema exchange;
comment on schema exchange is 'What departments hold, who may have it, and proof of every use. 信息资源统一共享交换平台';

CREATE OR REPLACE FUNCTION exchange.day_exists(y integer, m integer, d integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select y > 0 and m between 1 and 12 and d >= 1 and d <= (case when m = 2 then case when y % 4 = 0 and (y % 100 <> 0 or y % 400 = 0) then 29 else 28 end else (array[31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[m] end) $function$
;

CREATE OR REPLACE FUNCTION exchange.look_of_number(v text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case
    when v ~ '^-?[0-9]+$' then case when length(ltrim(v, '-')) > 15 or v ~ '^-?0[0-9]' then 'code' else 'integer' end
    when length(v) > 40 then 'text'
    when v ~ '^-?[0-9]{1,3}(,[0-9]{3})+$' then case when v ~ '^-?0' then 'code' else 'integer' end
    when v ~ '^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?\.[0-9]+$' then case when v ~ '^-?0[0-9,]' then 'code' else 'decimal' end
    when v ~ '^-?[0-9](\.[0-9]+)?[eE][+-]?[0-9]{1,3}$' then
      case when v !~ '-' and substring(v from '[0-9]{1,3}$')::int >= 10 and length(coalesce(substring(v from '\.[0-9]+'), '')) < substring(v from '[0-9]{1,3}$')::int then 'lost' else 'decimal' end
    else 'text' end $function$
;

CREATE OR REPLACE FUNCTION exchange.narrow(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case when $1 ~ '[！-～]' then normalize($1, NFKC) else $1 end $function$
;

CREATE OR REPLACE FUNCTION exchange.read_boolean(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case lower(exchange.narrow(t)) when '是' then 'true' when 'true' then 'true' when 'yes' then 'true' when 'y' then 'true' when 't' then 'true' when '1' then 'true'
    when '否' then 'false' when 'false' then 'false' when 'no' then 'false' when 'n' then 'false' when 'f' then 'false' when '0' then 'false' else chr(1) || 'not_boolean' end $function$
;

CREATE OR REPLACE FUNCTION exchange.read_day(t text, type text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  v text := exchange.narrow(t);
  p text[];
  day text;
begin
  if v ~ '^(19|20)[0-9]{6}$' then
    if exchange.day_exists(left(v, 4)::int, substr(v, 5, 2)::int, substr(v, 7)::int) then
      day := left(v, 4) || '-' || substr(v, 5, 2) || '-' || substr(v, 7);
      return case when type = 'datetime' then day || 'T00:00:00' else day end;
    end if;
    return chr(1) || 'not_' || type;
  end if;
  p := regexp_match(v, '^([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})(日?)(?:[ T]?([0-9]{1,2})([:时])([0-9]{1,2})(?:[:分]([0-9]{1,2})([.,][0-9]{1,9})?秒?)?分?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$');
  if length(v) > 40 or p is null or (p[7] is not null and type = 'date') or (case when p[2] = '年' then p[4] <> '月' or p[6] = '' else p[4] <> p[2] or p[6] <> '' end)
    or not exchange.day_exists(p[1]::int, p[3]::int, p[5]::int) or coalesce(p[7], '0')::int > 23 or coalesce(p[9], '0')::int > 59 or coalesce(p[10], '0')::int > 59 then
    return chr(1) || 'not_' || type;
  end if;
  day := p[1] || '-' || lpad(p[3], 2, '0') || '-' || lpad(p[5], 2, '0');
  if type = 'date' then return day; end if;
  return day || 'T' || lpad(coalesce(p[7], '0'), 2, '0') || ':' || lpad(coalesce(p[9], '0'), 2, '0') || ':' || lpad(coalesce(p[10], '0'), 2, '0') || coalesce(replace(p[11], ',', '.'), '')
    || case when length(p[12]) = 3 then p[12] || ':00' else coalesce(p[12], '') end;
end $function$
;

CREATE OR REPLACE FUNCTION exchange.read_identity_number(t text, today text, forbidden text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  n text := upper(t collate "C");
  b bytea;
begin
  if n !~ '^(9?(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]))[0-9]+[0-9X]$' or length(n) <> 18 then return chr(1) || 'identity_number'; end if;
  b := convert_to(n, 'UTF8');
  if substr(n, 7, 8) > today or substr(n, 7, 4) < '1850' or left(n, 6) = forbidden
    or substr(n, 11, 2) not between '01' and '12' or substr(n, 13, 2) not between '01' and '31' or (substr(n, 13, 2) > '28' and not exchange.day_exists(substr(n, 7, 4)::int, substr(n, 11, 2)::int, substr(n, 13, 2)::int))
    or substr('10X98765432', 1 + (get_byte(b, 0) * 7 + get_byte(b, 1) * 9 + get_byte(b, 2) * 10 + get_byte(b, 3) * 5 + get_byte(b, 4) * 8 + get_byte(b, 5) * 4 + get_byte(b, 6) * 2 + get_byte(b, 7) + get_byte(b, 8) * 6
      + get_byte(b, 9) * 3 + get_byte(b, 10) * 7 + get_byte(b, 11) * 9 + get_byte(b, 12) * 10 + get_byte(b, 13) * 5 + get_byte(b, 14) * 8 + get_byte(b, 15) * 4 + get_byte(b, 16) * 2 - 48 * 100) % 11, 1) <> substr(n, 18, 1)
  then return chr(1) || 'identity_number'; end if;
  return n;
end $function$
;

CREATE OR REPLACE FUNCTION exchange.read_number(t text, type text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case
    when look = 'integer' or (look = 'decimal' and type = 'decimal') then replace(v, ',', '')
    when look = 'lost' then chr(1) || 'digits_lost'
    when look = 'code' then chr(1) || 'no_quantity'
    else chr(1) || 'not_' || type end
  from (select v, exchange.look_of_number(v) as look from (select exchange.narrow(t) as v) n) l $function$
;

create table exchange.agreement (
  request_id uuid not null,
  number     text not null,
  filed_at   timestamp with time zone not null,
  constraint agreement_pkey PRIMARY KEY (request_id, number),
  constraint agreement_request_id_fkey FOREIGN KEY (request_id) REFERENCES exchange.request(id)
);
comment on table exchange.agreement is 'Agreements to end a grant that were filed with the authority 终止协议备案; without one a source does not end a grant.';
comment on column exchange.agreement.request_id is 'The grant.';
comment on column exchange.agreement.number is 'Number of the agreement.';
comment on column exchange.agreement.filed_at is 'When the authority took it.';

create table exchange.assessment (
  change_id uuid not null,
  subject   text not null,
  words     text not null,
  sha256    bytea not null,
  signed_at timestamp with time zone not null,
  signed_by text not null,
  post_id   uuid not null,
  constraint assessment_pkey PRIMARY KEY (change_id, subject),
  constraint assessment_change_id_fkey FOREIGN KEY (change_id) REFERENCES exchange.change(id),
  constraint assessment_subject_check CHECK ((subject = ANY (ARRAY['secrecy'::text, 'privacy'::text])))
);
comment on table exchange.assessment is 'What the head of the source department signed before an entry is published 保密审查、个人信息保护影响评估.';
comment on column exchange.assessment.change_id is 'The change.';
comment on column exchange.assessment.subject is 'secrecy 保密审查, privacy 个人信息保护影响评估.';
comment on column exchange.assessment.words is 'The finding.';
comment on column exchange.assessment.sha256 is 'Of the entry that was read, in canonical JSON: another entry needs another signature.';
comment on column exchange.assessment.signed_at is 'When.';
comment on column exchange.assessment.signed_by is 'Kind and id of who signed.';
comment on column exchange.assessment.post_id is 'The post that signed.';

create table exchange.change (
  id            uuid not null,
  kind          text not null,
  resource_code text not null,
  unit_id       text not null,
  base_version  integer,
  content       jsonb,
  reason        text not null,
  effective_on  date not null,
  drafted_at    timestamp with time zone not null,
  drafted_by    text not null,
  ended_at      timestamp with time zone,
  constraint change_pkey PRIMARY KEY (id),
  constraint change_check CHECK (((kind = 'new'::text) = (base_version IS NULL))),
  constraint change_check1 CHECK (((kind = 'withdraw'::text) = (content IS NULL))),
  constraint change_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'edit'::text, 'withdraw'::text])))
);
CREATE INDEX change_unit ON exchange.change USING btree (unit_id, id);
CREATE UNIQUE INDEX change_drawn ON exchange.change USING btree (((content ->> 'drawn_from'::text))) WHERE ((kind = 'new'::text) AND (ended_at IS NULL) AND ((content ->> 'drawn_from'::text) IS NOT NULL));
CREATE UNIQUE INDEX change_open ON exchange.change USING btree (resource_code) WHERE (ended_at IS NULL);
comment on table exchange.change is 'A change of the catalogue on its way 目录变更: a draft of an entry, or a withdrawal; its state, clocks and steps are a matter of the same id.';
comment on column exchange.change.id is 'The matter.';
comment on column exchange.change.kind is 'new 新增, edit 修改, withdraw 撤回.';
comment on column exchange.change.resource_code is 'The entry; of a new one the code that it will have. One change of an entry at a time.';
comment on column exchange.change.unit_id is 'Source department 数源部门.';
comment on column exchange.change.base_version is 'The version it changes; null = a new entry.';
comment on column exchange.change.content is 'The entry as it will be; null = a withdrawal.';
comment on column exchange.change.reason is 'Why.';
comment on column exchange.change.effective_on is 'From which day; users of a field that goes or changes are told first, and it waits for them.';
comment on column exchange.change.drafted_at is 'When it was drafted.';
comment on column exchange.change.drafted_by is 'Kind and id of who drafted it.';
comment on column exchange.change.ended_at is 'When it came into force or was dropped.';

create table exchange.correction (
  id            uuid not null,
  resource_code text not null,
  source_id     text not null,
  field         text not null,
  origin        text not null,
  unit_id       text,
  person_id     uuid,
  grant_id      uuid,
  asked_at      timestamp with time zone not null,
  difference    bytea,
  constraint correction_pkey PRIMARY KEY (id),
  constraint correction_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id),
  constraint correction_resource_code_fkey FOREIGN KEY (resource_code) REFERENCES exchange.resource(code),
  constraint correction_check CHECK (((origin <> 'person'::text) OR ((person_id IS NOT NULL) AND (unit_id IS NULL)))),
  constraint correction_check1 CHECK (((origin <> 'unit'::text) OR (unit_id IS NOT NULL))),
  constraint correction_check2 CHECK (((difference IS NULL) OR (origin = 'difference'::text))),
  constraint correction_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'unit'::text, 'difference'::text])))
);
CREATE INDEX correction_difference ON exchange.correction USING btree (difference) WHERE (difference IS NOT NULL);
CREATE INDEX correction_person ON exchange.correction USING btree (person_id, id);
CREATE INDEX correction_resource ON exchange.correction USING btree (resource_code, id);
CREATE INDEX correction_source ON exchange.correction USING btree (source_id, id);
CREATE INDEX correction_unit ON exchange.correction USING btree (unit_id, id);
comment on table exchange.correction is 'Somebody says that a value is wrong 校核纠错; its state, clocks and steps are a matter of the same id. What is said of the value lies sealed beside it.';
comment on column exchange.correction.id is 'The matter.';
comment on column exchange.correction.resource_code is 'The entry of the catalogue.';
comment on column exchange.correction.source_id is 'The source department that answers, as it was when this was asked.';
comment on column exchange.correction.field is 'Which field of the entry.';
comment on column exchange.correction.origin is 'person 本人, unit 用数部门, difference 两源不一致: opened by itself because two sources differ.';
comment on column exchange.correction.unit_id is 'The department that asks; null = a person does, or nobody.';
comment on column exchange.correction.person_id is 'The person whom the value is about; null = none that is known.';
comment on column exchange.correction.grant_id is 'Under which grant the value was got; null = asked by a person.';
comment on column exchange.correction.asked_at is 'When.';
comment on column exchange.correction.difference is 'Blind digest of entry, field, key and the two values: the same difference opens none again; null = not opened by itself.';

create table exchange.correction_content (
  id     uuid not null,
  sealed bytea not null,
  constraint correction_content_pkey PRIMARY KEY (id),
  constraint correction_content_id_fkey FOREIGN KEY (id) REFERENCES exchange.correction(id)
);
alter table exchange.correction_content enable row level security;
alter table exchange.correction_content force row level security;
create policy correction_content_read on exchange.correction_content for select using ((EXISTS ( SELECT FROM exchange.correction c WHERE ((c.id = correction_content.id) AND (((c.person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND ((current_setting('haihe.department'::text, true) = c.source_id) OR (current_setting('haihe.department'::text, true) = c.unit_id))))))));
create policy correction_content_written on exchange.correction_content for insert with check (true);
comment on table exchange.correction_content is 'What is said of the value: read by the person, the asker and the source, and by nobody else.';
comment on column exchange.correction_content.id is 'The correction.';
comment on column exchange.correction_content.sealed is 'Key, what is wrong and the value that is believed, sealed.';

create table exchange.delivery (
  id          uuid not null,
  grant_id    uuid not null,
  until_id    uuid,
  rows        integer not null,
  chunks      integer not null,
  began_at    timestamp with time zone not null,
  finished_at timestamp with time zone,
  entry_id    uuid,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id)
);
CREATE INDEX delivery_grant ON exchange.delivery USING btree (grant_id, id);
CREATE INDEX delivery_unfinished ON exchange.delivery USING btree (began_at) WHERE (finished_at IS NULL);
comment on table exchange.delivery is 'A whole copy on its way 整批交付: chunk by chunk, each under the grant as it stands at that moment.';
comment on column exchange.delivery.id is 'UUIDv7, made by whoever fetches it.';
comment on column exchange.delivery.grant_id is 'Under which grant.';
comment on column exchange.delivery.until_id is 'The newest row there was when it began: later ones belong to the next copy; null = there was none.';
comment on column exchange.delivery.rows is 'Rows given so far.';
comment on column exchange.delivery.chunks is 'Chunks given so far.';
comment on column exchange.delivery.began_at is 'When it began.';
comment on column exchange.delivery.finished_at is 'When its last chunk had been taken and the leaf was written.';
comment on column exchange.delivery.entry_id is 'Its leaf in the ledger, which the receipt opens.';

create table exchange.delivery_chunk (
  delivery_id uuid not null,
  number      integer not null,
  last_id     uuid not null,
  rows        integer not null,
  sha256      bytea not null,
  at          timestamp with time zone not null,
  constraint delivery_chunk_pkey PRIMARY KEY (delivery_id, number),
  constraint delivery_chunk_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES exchange.delivery(id)
);
comment on table exchange.delivery_chunk is 'What was given in each chunk: asked again it is the same bytes, or refused.';
comment on column exchange.delivery_chunk.delivery_id is 'The delivery.';
comment on column exchange.delivery_chunk.number is 'From 1.';
comment on column exchange.delivery_chunk.last_id is 'Its own last row.';
comment on column exchange.delivery_chunk.rows is 'How many rows.';
comment on column exchange.delivery_chunk.sha256 is 'Of its bytes: a row a line in canonical JSON.';
comment on column exchange.delivery_chunk.at is 'When it was first given.';

create table exchange.demand (
  id            uuid not null,
  unit_id       text not null,
  name          text not null,
  items         text not null,
  purpose       text not null,
  legal_basis   text not null,
  scenario      text not null,
  source_id     text,
  resource_code text,
  raised_at     timestamp with time zone not null,
  constraint demand_pkey PRIMARY KEY (id)
);
CREATE INDEX demand_source ON exchange.demand USING btree (source_id, id);
CREATE INDEX demand_unit ON exchange.demand USING btree (unit_id, id);
comment on table exchange.demand is 'Data that a department needs and the catalogue does not have 数据需求; its state, clocks and steps are a matter of the same id.';
comment on column exchange.demand.id is 'The matter.';
comment on column exchange.demand.unit_id is 'Who needs it.';
comment on column exchange.demand.name is 'Which data, in the words of who needs them.';
comment on column exchange.demand.items is 'Which fields.';
comment on column exchange.demand.purpose is 'What for.';
comment on column exchange.demand.legal_basis is 'The duty in law that needs them.';
comment on column exchange.demand.scenario is 'In which piece of business.';
comment on column exchange.demand.source_id is 'The source department that the authority named; null = not named yet.';
comment on column exchange.demand.resource_code is 'The entry of the catalogue that meets it; null = none yet.';
comment on column exchange.demand.raised_at is 'When.';

create table exchange.followup (
  id            uuid not null,
  kind          text not null,
  resource_code text not null,
  unit_id       text not null,
  source_id     text not null,
  request_id    uuid,
  correction_id uuid,
  way           text,
  words         text,
  outcome       text,
  opened_at     timestamp with time zone not null,
  constraint followup_pkey PRIMARY KEY (id),
  constraint followup_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES exchange.correction(id),
  constraint followup_request_id_fkey FOREIGN KEY (request_id) REFERENCES exchange.request(id),
  constraint followup_resource_code_fkey FOREIGN KEY (resource_code) REFERENCES exchange.resource(code),
  constraint followup_check CHECK (((request_id IS NULL) <> (correction_id IS NULL))),
  constraint followup_check1 CHECK (((kind = 'disposal'::text) = (way IS NOT NULL))),
  constraint followup_kind_check CHECK ((kind = ANY (ARRAY['provision'::text, 'disposal'::text, 'dispute'::text, 'withholding'::text]))),
  constraint followup_outcome_check CHECK ((outcome = ANY (ARRAY['raiser'::text, 'other'::text]))),
  constraint followup_way_check CHECK ((way = ANY (ARRAY['deleted'::text, 'returned'::text, 'archived'::text])))
);
CREATE INDEX followup_correction ON exchange.followup USING btree (correction_id, id);
CREATE INDEX followup_request ON exchange.followup USING btree (request_id, id);
CREATE INDEX followup_source ON exchange.followup USING btree (source_id, id);
CREATE INDEX followup_unit ON exchange.followup USING btree (unit_id, id);
comment on table exchange.followup is 'What is owed after a decision on data 授权后续: a source provides 供数, a user disposes of what it got 处置, two units disagree 争议. State, clock and steps are a matter of the same id.';
comment on column exchange.followup.id is 'The matter.';
comment on column exchange.followup.kind is 'provision 供数, disposal 处置, dispute 争议, withholding 暂不告知.';
comment on column exchange.followup.resource_code is 'The entry of the catalogue.';
comment on column exchange.followup.unit_id is 'The using department; of a dispute the one that raised it.';
comment on column exchange.followup.source_id is 'The source department.';
comment on column exchange.followup.request_id is 'The request or grant that it follows; null = a correction.';
comment on column exchange.followup.correction_id is 'The correction that is disputed; null = a request.';
comment on column exchange.followup.way is 'How data are to be disposed of, as the source asks: deleted 删除, returned 退还, archived 经商定留存.';
comment on column exchange.followup.words is 'Why it is disputed, or why the person is not to be told yet.';
comment on column exchange.followup.outcome is 'For whom the last decision on a dispute was: raiser or other; null = none yet.';
comment on column exchange.followup.opened_at is 'When.';

create table exchange.grant (
  id            uuid not null,
  resource_code text not null,
  unit_id       text not null,
  version       integer not null,
  purpose       text not null,
  fields        text[] not null,
  mode          text not null,
  until_on      date not null,
  rows_a_day    integer not null,
  granted_at    timestamp with time zone not null,
  granted_by    text not null,
  constraint grant_pkey PRIMARY KEY (id),
  constraint grant_id_fkey FOREIGN KEY (id) REFERENCES exchange.request(id)
);
CREATE INDEX grant_resource ON exchange."grant" USING btree (resource_code, id);
CREATE INDEX grant_unit ON exchange."grant" USING btree (unit_id, id);
comment on table exchange.grant is 'What was granted 授权: written with the step that granted it, bound to requester, fields, purpose, period and quota. Whether it stands is the state of its matter.';
comment on column exchange.grant.id is 'The request and its matter.';
comment on column exchange.grant.resource_code is 'The entry.';
comment on column exchange.grant.unit_id is 'Who may use it.';
comment on column exchange.grant.version is 'The entry''s version at that moment: its fields and masking are those.';
comment on column exchange.grant.purpose is 'For what.';
comment on column exchange.grant.fields is 'Which fields; others do not exist in any answer.';
comment on column exchange.grant.mode is 'How.';
comment on column exchange.grant.until_on is 'Last day.';
comment on column exchange.grant.rows_a_day is 'Quota of rows a day.';
comment on column exchange.grant.granted_at is 'When.';
comment on column exchange.grant.granted_by is 'Kind and id of who granted it; a job where the entry is shared without conditions.';

create table exchange.item_ruling (
  name      text not null,
  unit_id   text,
  reason    text not null,
  change_id uuid not null,
  ruled_at  timestamp with time zone not null,
  ruled_by  text not null,
  constraint item_ruling_pkey PRIMARY KEY (name),
  constraint item_ruling_change_id_fkey FOREIGN KEY (change_id) REFERENCES exchange.change(id)
);
comment on table exchange.item_ruling is 'What the authority ruled of a field that several departments hold under one name 一数一源: its source department, or that these are different things.';
comment on column exchange.item_ruling.name is 'The field 信息项, by its Chinese name.';
comment on column exchange.item_ruling.unit_id is 'Its source department 数源部门; null = different things under one name.';
comment on column exchange.item_ruling.reason is 'Why.';
comment on column exchange.item_ruling.change_id is 'In the review of which change.';
comment on column exchange.item_ruling.ruled_at is 'When.';
comment on column exchange.item_ruling.ruled_by is 'Kind and id of who ruled.';

create table exchange.landed_key (
  landing_id uuid not null,
  chunk      integer not null,
  digest     bytea not null,
  content    bigint
);
CREATE INDEX landed_key_of ON exchange.landed_key USING brin (landing_id);
comment on table exchange.landed_key is 'Which rows a landing has brought so far: what a whole copy did not bring is gone, and at its end both sides are compared. Lost with a crash of the database, after which the copy begins anew.';
comment on column exchange.landed_key.landing_id is 'The landing: a run, or a sheet.';
comment on column exchange.landed_key.chunk is 'Which chunk of it brought the row, from 1.';
comment on column exchange.landed_key.digest is 'The row''s key.';
comment on column exchange.landed_key.content is 'Of what the source sent: first eight bytes of the SHA-256 of its canonical JSON, of its blind index where it is sealed; null = the source removed the row.';

create table exchange.landing (
  resource_code text not null,
  rows          integer not null,
  last_at       timestamp with time zone not null,
  constraint landing_pkey PRIMARY KEY (resource_code)
);
comment on table exchange.landing is 'When each entry last got rows from its source 落地时间: the authority sees this, and not the rows.';
comment on column exchange.landing.resource_code is 'The entry.';
comment on column exchange.landing.rows is 'How many rows came then.';
comment on column exchange.landing.last_at is 'When.';

create table exchange.negative (
  name  text not null,
  place integer not null,
  why   text not null,
  basis text not null,
  constraint negative_pkey PRIMARY KEY (name)
);
comment on table exchange.negative is 'What the law forbids to share, whoever holds it 负面清单; from the city''s folder.';
comment on column exchange.negative.name is 'Which data.';
comment on column exchange.negative.place is 'Its place in the list.';
comment on column exchange.negative.why is 'What the law says of them.';
comment on column exchange.negative.basis is 'Laws with their articles.';

create table exchange.open_correction (
  about         text not null,
  correction_id uuid not null,
  constraint open_correction_pkey PRIMARY KEY (about),
  constraint open_correction_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES exchange.correction(id)
);
CREATE INDEX open_correction_correction ON exchange.open_correction USING btree (correction_id);
comment on table exchange.open_correction is 'What has a correction that is not answered yet: one of a person and an entry, or of a value and a field, at a time.';
comment on column exchange.open_correction.about is 'person, id and entry; or entry, field and the digest of the key.';
comment on column exchange.open_correction.correction_id is 'The correction.';

create table exchange.request (
  id            uuid not null,
  resource_code text not null,
  unit_id       text not null,
  source_id     text not null,
  purpose       text not null,
  legal_basis   text not null,
  scenario      text not null,
  using_system  text not null,
  fields        text[] not null,
  mode          text not null,
  until_on      date not null,
  rows_a_day    integer not null,
  condition     text,
  filed_at      timestamp with time zone not null,
  scenario_id   text,
  constraint request_pkey PRIMARY KEY (id),
  constraint request_resource_code_fkey FOREIGN KEY (resource_code) REFERENCES exchange.resource(code),
  constraint request_fields_check CHECK ((cardinality(fields) > 0)),
  constraint request_mode_check CHECK ((mode = ANY (ARRAY['query'::text, 'batch_check'::text, 'page'::text, 'delivery'::text]))),
  constraint request_rows_a_day_check CHECK (((rows_a_day >= 1) AND (rows_a_day <= 100000000)))
);
CREATE INDEX request_resource ON exchange.request USING btree (resource_code, id);
CREATE INDEX request_scenario ON exchange.request USING btree (scenario_id, id) WHERE (scenario_id IS NOT NULL);
CREATE INDEX request_source ON exchange.request USING btree (source_id, id);
CREATE INDEX request_unit ON exchange.request USING btree (unit_id, id);
comment on table exchange.request is 'What a department asks of another 数据共享申请; its state, clocks and steps are a matter of the same id.';
comment on column exchange.request.id is 'The matter.';
comment on column exchange.request.resource_code is 'The entry of the catalogue.';
comment on column exchange.request.unit_id is 'Using department 用数部门.';
comment on column exchange.request.source_id is 'Source department 数源部门, as it was when this was filed.';
comment on column exchange.request.purpose is 'What for; what is granted may be used for nothing else.';
comment on column exchange.request.legal_basis is 'The duty in law that needs it.';
comment on column exchange.request.scenario is 'In which piece of business.';
comment on column exchange.request.using_system is 'The system that will use it.';
comment on column exchange.request.fields is 'Fields asked for, by their names in the entry.';
comment on column exchange.request.mode is 'How.';
comment on column exchange.request.until_on is 'Last day of use.';
comment on column exchange.request.rows_a_day is 'How many rows a day at most.';
comment on column exchange.request.condition is 'The condition of the entry that a refusal cites; null = not refused.';
comment on column exchange.request.filed_at is 'When it was filed.';
comment on column exchange.request.scenario_id is 'The scenario of the city''s list; null = in the asker''s own words.';

create table exchange.resource (
  code            text not null,
  version         integer not null,
  name            text not null,
  unit_id         text not null,
  library         text,
  theme           text not null,
  summary         text not null,
  format          text not null,
  share           text not null,
  share_condition text not null,
  share_basis     text not null,
  modes           text[] not null,
  open            text not null,
  cycle           text not null,
  personal        boolean not null,
  grade           smallint not null,
  level           text not null,
  fields          jsonb not null,
  origin          text not null,
  effective_from  timestamp with time zone not null,
  withdrawn_at    timestamp with time zone,
  initials        text not null,
  tokens          text[] not null,
  derived_from    text[] default '{}'::text[] not null,
  derived_reason  text default ''::text not null,
  contribution    text,
  drawn_from      text,
  constraint resource_pkey PRIMARY KEY (code),
  constraint resource_check CHECK (((share <> 'unconditional'::text) OR (NOT personal))),
  constraint resource_check1 CHECK (((open = 'closed'::text) OR (NOT personal))),
  constraint resource_check2 CHECK (((share = 'unconditional'::text) OR (share_basis <> ''::text))),
  constraint resource_code_check CHECK ((code ~ '^[0-9]{12}$'::text)),
  constraint resource_cycle_check CHECK ((cycle = ANY (ARRAY['realtime'::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'yearly'::text, 'once'::text]))),
  constraint resource_drawn_or_kept CHECK (((drawn_from IS NULL) OR (contribution IS NULL))),
  constraint resource_format_check CHECK ((format = ANY (ARRAY['database'::text, 'file'::text, 'api'::text]))),
  constraint resource_grade_check CHECK (((grade >= 1) AND (grade <= 4))),
  constraint resource_level_check CHECK ((level = ANY (ARRAY['core'::text, 'important'::text, 'general'::text]))),
  constraint resource_library_check CHECK ((library = ANY (ARRAY['population'::text, 'legal_person'::text, 'licence'::text, 'space'::text, 'credit'::text]))),
  constraint resource_open_check CHECK ((open = ANY (ARRAY['open'::text, 'conditional'::text, 'closed'::text]))),
  constraint resource_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint resource_share_check CHECK ((share = ANY (ARRAY['unconditional'::text, 'conditional'::text, 'forbidden'::text]))),
  constraint resource_version_check CHECK ((version >= 1))
);
CREATE INDEX resource_tokens ON exchange.resource USING gin (tokens);
CREATE INDEX resource_unit ON exchange.resource USING btree (unit_id, code);
CREATE UNIQUE INDEX resource_contribution ON exchange.resource USING btree (contribution) WHERE ((contribution IS NOT NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX resource_drawn ON exchange.resource USING btree (drawn_from) WHERE ((drawn_from IS NOT NULL) AND (withdrawn_at IS NULL));
comment on table exchange.resource is 'Catalogue of data resources 数据资源目录 (core fields of GB/T 21063): the version in force of each entry.';
comment on column exchange.resource.code is 'Twelve digits: class, item, body and number.';
comment on column exchange.resource.version is 'Counts from 1; every change makes a new one.';
comment on column exchange.resource.name is '信息资源名称.';
comment on column exchange.resource.unit_id is 'Source department 数源部门; one entry has one.';
comment on column exchange.resource.library is 'Base library 基础库 to which it belongs; null = none.';
comment on column exchange.resource.theme is 'Theme 主题.';
comment on column exchange.resource.summary is '摘要.';
comment on column exchange.resource.format is 'In what form it is held.';
comment on column exchange.resource.share is 'unconditional 无条件, conditional 有条件, forbidden 不予共享.';
comment on column exchange.resource.share_condition is 'What a requester must meet 共享条件.';
comment on column exchange.resource.share_basis is 'Law and article that the share type rests on.';
comment on column exchange.resource.modes is 'How it may be had: query, batch_check, page, delivery.';
comment on column exchange.resource.open is 'Open to everyone 开放属性.';
comment on column exchange.resource.cycle is 'How often it is renewed 更新周期.';
comment on column exchange.resource.personal is 'Holds personal data: then it is never unconditional and never open.';
comment on column exchange.resource.grade is 'The highest grade of its fields, 1 to 4 (GB/T 43697: 就高从严).';
comment on column exchange.resource.level is 'The highest level of its fields: core 核心, important 重要, general 一般.';
comment on column exchange.resource.fields is 'Its fields 信息项, in order: name, field, type, length, required, key, grade, level, personal, mask.';
comment on column exchange.resource.origin is 'The city''s folder, or an edit at the desk.';
comment on column exchange.resource.effective_from is 'When this version came into force.';
comment on column exchange.resource.withdrawn_at is 'When it was withdrawn; null = in force.';
comment on column exchange.resource.initials is 'First letters of its name in pinyin.';
comment on column exchange.resource.tokens is 'Pairs of signs of name, source, fields and summary, by which it is found.';
comment on column exchange.resource.derived_from is 'Codes of the entries it was derived from 衍生数据; empty = collected by its source itself.';
comment on column exchange.resource.derived_reason is 'Why it has the grade it has, where it was derived: derived data are graded anew.';
comment on column exchange.resource.contribution is 'The system of this platform that keeps it itself and is asked, by its name in the registry; null = its rows are landed.';
comment on column exchange.resource.drawn_from is 'The entry of the existing platform that it is drawn from and asked live at, by its id there 引自既有平台; null = its rows are landed or kept here.';

create table exchange.resource_version (
  code           text not null,
  version        integer not null,
  content        jsonb not null,
  effective_from timestamp with time zone not null,
  changed_by     text not null,
  constraint resource_version_pkey PRIMARY KEY (code, version)
);
comment on table exchange.resource_version is 'Every version that an entry of the catalogue ever had.';
comment on column exchange.resource_version.code is 'The entry.';
comment on column exchange.resource_version.version is 'Which one.';
comment on column exchange.resource_version.content is 'The entry as it was.';
comment on column exchange.resource_version.effective_from is 'When it came into force.';
comment on column exchange.resource_version.changed_by is 'The file of the city''s folder, or the account that changed it.';

create table exchange.return_usage (
  unit_id       text not null,
  resource_code text not null,
  on_day        date not null,
  queries       integer not null,
  rows          integer not null,
  constraint return_usage_pkey PRIMARY KEY (unit_id, resource_code, on_day),
  constraint return_usage_resource_code_fkey FOREIGN KEY (resource_code) REFERENCES exchange.resource(code)
);
comment on table exchange.return_usage is 'How much a district or street took of the data about itself each day 回流用量.';
comment on column exchange.return_usage.unit_id is 'The unit of the desk.';
comment on column exchange.return_usage.resource_code is 'The entry.';
comment on column exchange.return_usage.on_day is 'The city''s day.';
comment on column exchange.return_usage.queries is 'How many pages.';
comment on column exchange.return_usage.rows is 'How many rows were given.';

create table exchange.row (
  id            uuid not null,
  resource_code text not null,
  digest        bytea not null,
  version       integer not null,
  sealed        bytea,
  landed_at     timestamp with time zone not null,
  division_path text,
  plain         json,
  content       bigint,
  constraint row_pkey PRIMARY KEY (resource_code, id),
  constraint row_digest_key UNIQUE (digest, resource_code),
  constraint row_in_one_form CHECK (((sealed IS NULL) <> (plain IS NULL)))
);
CREATE INDEX row_in_division ON exchange."row" USING btree (resource_code, division_path, id) WHERE (division_path IS NOT NULL);
alter table exchange.row enable row level security;
alter table exchange.row force row level security;
create policy row_of_division on exchange.row for select using (((current_setting('haihe.department'::text, true) <> ''::text) AND (current_setting('haihe.division'::text, true) <> ALL (ARRAY[''::text, '-'::text])) AND (division_path IS NOT NULL) AND (division_path >= current_setting('haihe.division'::text, true)) AND (division_path < (current_setting('haihe.division'::text, true) || '0'::text)) AND (resource_code IN ( SELECT resource.code FROM exchange.resource WHERE ((resource.share <> 'forbidden'::text) AND (resource.withdrawn_at IS NULL))))));
create policy row_of_fact on exchange.row for select using (((current_setting('haihe.fact'::text, true) <> ''::text) AND (resource_code IN ( SELECT "grant".resource_code FROM exchange."grant" WHERE (("grant".id)::text = current_setting('haihe.fact'::text, true))))));
create policy row_of_oneself on exchange.row for select using (((current_setting('haihe.own_rows'::text, true) <> ''::text) AND ((id)::text = ANY (string_to_array(current_setting('haihe.own_rows'::text, true), ','::text)))));
create policy row_of_provision on exchange.row for select using ((current_setting('haihe.job'::text, true) = 'exchange.watch_grants'::text));
create policy row_of_source on exchange.row for all using (((current_setting('haihe.department'::text, true) <> ''::text) AND (resource_code IN ( SELECT resource.code FROM exchange.resource WHERE (resource.unit_id = current_setting('haihe.department'::text, true))))));
create policy row_of_users on exchange.row for select using (((current_setting('haihe.department'::text, true) <> ''::text) AND (resource_code IN ( SELECT "grant".resource_code FROM exchange."grant" WHERE ("grant".unit_id = current_setting('haihe.department'::text, true))))));
comment on table exchange.row is 'What a source landed 落地数据: sealed where its entry has personal data, plain where it has none; found by its keys alone. The authority that sees catalogue and clocks cannot read it.';
comment on column exchange.row.id is 'UUIDv7.';
comment on column exchange.row.resource_code is 'The entry.';
comment on column exchange.row.digest is 'Of all its key fields together, one row: a blind index where the row is sealed, SHA-256 where it is plain.';
comment on column exchange.row.version is 'The entry''s version by which it was judged.';
comment on column exchange.row.sealed is 'Its values by field, in canonical JSON, sealed; null = the row is plain.';
comment on column exchange.row.landed_at is 'When it arrived or last changed.';
comment on column exchange.row.division_path is 'The division that the row is about, from the field that the entry declares as its division; null = it says none that is known.';
comment on column exchange.row.plain is 'Its values by field, in canonical JSON, of an entry without personal data; null = the row is sealed.';
comment on column exchange.row.content is 'Of a sealed row: the first eight bytes of the blind index of its canonical JSON, by which it is compared unopened; null = not yet known, and of a plain row.';

create table exchange.row_key (
  resource_code text not null,
  field         text not null,
  digest        bytea not null,
  row_id        uuid not null,
  constraint row_key_pkey PRIMARY KEY (digest, resource_code, field, row_id)
);
CREATE INDEX row_key_row ON exchange.row_key USING btree (row_id);
comment on table exchange.row_key is 'By which rows are found: one index for each key field, blind where the row is sealed.';
comment on column exchange.row_key.resource_code is 'The entry.';
comment on column exchange.row_key.field is 'The key field.';
comment on column exchange.row_key.digest is 'Of its value in capitals: a blind index where the row is sealed, SHA-256 where it is plain.';
comment on column exchange.row_key.row_id is 'The row.';

create table exchange.sandbox_grant (
  id            uuid not null,
  resource_code text not null,
  unit_id       text not null,
  version       integer not null,
  fields        text[] not null,
  mode          text not null,
  scenario      text not null,
  until_on      date not null,
  rows_a_day    integer not null,
  used_on       date,
  used_rows     integer not null,
  delivery_id   uuid,
  filed_at      timestamp with time zone not null,
  filed_by      text not null,
  delivered     integer not null,
  delivered_at  timestamp with time zone,
  purpose       text not null,
  constraint sandbox_grant_pkey PRIMARY KEY (id),
  constraint sandbox_grant_resource_code_fkey FOREIGN KEY (resource_code) REFERENCES exchange.resource(code),
  constraint sandbox_grant_fields_check CHECK ((cardinality(fields) > 0)),
  constraint sandbox_grant_mode_check CHECK ((mode = ANY (ARRAY['query'::text, 'batch_check'::text, 'page'::text, 'delivery'::text])))
);
CREATE INDEX sandbox_grant_unit ON exchange.sandbox_grant USING btree (unit_id, id);
CREATE UNIQUE INDEX sandbox_grant_delivery ON exchange.sandbox_grant USING btree (delivery_id) WHERE (delivery_id IS NOT NULL);
comment on table exchange.sandbox_grant is 'A grant of the sandbox 沙箱授权: given at once, good for made-up people and rows and for nothing else.';
comment on column exchange.sandbox_grant.id is 'UUIDv7, made by whoever asks.';
comment on column exchange.sandbox_grant.resource_code is 'The entry.';
comment on column exchange.sandbox_grant.unit_id is 'Whose engineers try it.';
comment on column exchange.sandbox_grant.version is 'The entry''s version: its fields and masking are those.';
comment on column exchange.sandbox_grant.fields is 'Which fields.';
comment on column exchange.sandbox_grant.mode is 'How.';
comment on column exchange.sandbox_grant.scenario is 'In which piece of business; masks depend on it.';
comment on column exchange.sandbox_grant.until_on is 'Last day.';
comment on column exchange.sandbox_grant.rows_a_day is 'Quota of rows a day, kept as in earnest.';
comment on column exchange.sandbox_grant.used_on is 'The day of which the rows are counted.';
comment on column exchange.sandbox_grant.used_rows is 'Rows given on that day.';
comment on column exchange.sandbox_grant.delivery_id is 'Its newest whole copy, by the id that the client gave it.';
comment on column exchange.sandbox_grant.filed_at is 'When it was asked for.';
comment on column exchange.sandbox_grant.filed_by is 'Kind and id of who asked.';
comment on column exchange.sandbox_grant.delivered is 'Chunks given of its newest whole copy.';
comment on column exchange.sandbox_grant.delivered_at is 'When that was finished.';
comment on column exchange.sandbox_grant.purpose is 'What for, as it was asked; it stands in the receipt.';

create table exchange.statement (
  resource_code text not null,
  kept_at       timestamp with time zone not null,
  entry         text not null,
  said          jsonb not null,
  hash          text not null,
  harvested_at  timestamp with time zone not null,
  kept_by       text not null,
  constraint statement_pkey PRIMARY KEY (resource_code, kept_at)
);
comment on table exchange.statement is 'What the existing platform said of an entry when its unit drew one of it, or looked at a change of it 平台陈述.';
comment on column exchange.statement.resource_code is 'The entry here.';
comment on column exchange.statement.kept_at is 'When it was drawn or looked at.';
comment on column exchange.statement.entry is 'The id of the entry there.';
comment on column exchange.statement.said is 'Name, share type and fields as they were said there.';
comment on column exchange.statement.hash is 'SHA-256 of all that it said.';
comment on column exchange.statement.harvested_at is 'When it was harvested saying so.';
comment on column exchange.statement.kept_by is 'Kind and id of who drew or looked.';

create table exchange.upstream_entry (
  code      text not null,
  version   integer not null,
  withdrawn boolean not null,
  sent_at   timestamp with time zone not null,
  constraint upstream_entry_pkey PRIMARY KEY (code),
  constraint upstream_entry_code_fkey FOREIGN KEY (code) REFERENCES exchange.resource(code)
);
comment on table exchange.upstream_entry is 'What the platform above 上级共享平台 knows of the catalogue.';
comment on column exchange.upstream_entry.code is 'The entry.';
comment on column exchange.upstream_entry.version is 'The version that it took.';
comment on column exchange.upstream_entry.withdrawn is 'Whether it knows that the entry was withdrawn.';
comment on column exchange.upstream_entry.sent_at is 'When it was sent.';

create table exchange.upstream_request (
  id            text not null,
  request_id    uuid,
  asked_by      text not null,
  resource_code text not null,
  outcome       text not null,
  reason        text,
  answered      text,
  received_at   timestamp with time zone not null,
  constraint upstream_request_pkey PRIMARY KEY (id),
  constraint upstream_request_request_id_key UNIQUE (request_id),
  constraint upstream_request_request_id_fkey FOREIGN KEY (request_id) REFERENCES exchange.request(id) DEFERRABLE INITIALLY DEFERRED,
  constraint upstream_request_answered_check CHECK ((answered = ANY (ARRAY['received'::text, 'granted'::text, 'refused'::text, 'impossible'::text]))),
  constraint upstream_request_check CHECK (((request_id IS NOT NULL) OR (outcome = 'impossible'::text))),
  constraint upstream_request_outcome_check CHECK ((outcome = ANY (ARRAY['received'::text, 'granted'::text, 'refused'::text, 'impossible'::text])))
);
CREATE INDEX upstream_request_waiting ON exchange.upstream_request USING btree (received_at) WHERE ((answered IS NULL) OR (answered = 'received'::text));
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
  one       boolean not null,
  cursor    text,
  met_at    timestamp with time zone,
  failed_at timestamp with time zone,
  failure   text,
  constraint upstream_state_pkey PRIMARY KEY (one),
  constraint upstream_state_one_check CHECK (one)
);
comment on table exchange.upstream_state is 'How the city stands with the platform above; one row.';
comment on column exchange.upstream_state.one is 'True.';
comment on column exchange.upstream_state.cursor is 'Up to where requests were taken.';
comment on column exchange.upstream_state.met_at is 'When it was last reached and nothing was left to tell.';
comment on column exchange.upstream_state.failed_at is 'When it was last not reached, if that is the newest; null = it was.';
comment on column exchange.upstream_state.failure is 'What the connector said.';

create table exchange.usage (
  grant_id uuid not null,
  on_day   date not null,
  queries  integer not null,
  rows     integer not null,
  constraint usage_pkey PRIMARY KEY (grant_id, on_day),
  constraint usage_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id)
);
CREATE INDEX usage_day ON exchange.usage USING btree (on_day, grant_id) INCLUDE (queries, rows);
comment on table exchange.usage is 'How much a grant was used each day 用量: its quota is counted here.';
comment on column exchange.usage.grant_id is 'The grant.';
comment on column exchange.usage.on_day is 'The city''s day.';
comment on column exchange.usage.queries is 'How often it was asked.';
comment on column exchange.usage.rows is 'How many rows were given.';

create table exchange.usage_hour (
  grant_id uuid not null,
  on_day   date not null,
  hour     smallint not null,
  queries  integer not null,
  rows     integer not null,
  seen     boolean not null,
  constraint usage_hour_pkey PRIMARY KEY (grant_id, on_day, hour),
  constraint usage_hour_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id),
  constraint usage_hour_hour_check CHECK (((hour >= 0) AND (hour <= 23)))
);
CREATE INDEX usage_hour_day ON exchange.usage_hour USING btree (on_day, grant_id) INCLUDE (hour, queries, rows);
CREATE INDEX usage_hour_unseen ON exchange.usage_hour USING btree (grant_id, on_day, hour) WHERE (NOT seen);
comment on table exchange.usage_hour is 'The same by the hour of the city''s day: by it use at night is found, and what is new since it was last looked at.';
comment on column exchange.usage_hour.grant_id is 'The grant.';
comment on column exchange.usage_hour.on_day is 'The city''s day.';
comment on column exchange.usage_hour.hour is 'The city''s hour, 0 to 23.';
comment on column exchange.usage_hour.queries is 'How often it was asked.';
comment on column exchange.usage_hour.rows is 'How many rows were given.';
comment on column exchange.usage_hour.seen is 'Whether the job that looks for unusual use has seen it as it is.';

create table exchange.use_about (
  grant_id uuid not null,
  on_day   date not null,
  matter   text not null,
  tag      bytea not null,
  times    integer not null,
  outside  boolean not null,
  constraint use_about_pkey PRIMARY KEY (grant_id, on_day, matter, tag)
);
comment on table exchange.use_about is 'About whom a grant was used and for which matter, for as long as unusual use is looked for: a blind tag, from which nobody can be read.';
comment on column exchange.use_about.grant_id is 'The grant.';
comment on column exchange.use_about.on_day is 'The city''s day.';
comment on column exchange.use_about.matter is 'Number of the matter it was for.';
comment on column exchange.use_about.tag is 'Blind index of the key by which was asked: a person or a firm.';
comment on column exchange.use_about.times is 'How often.';
comment on column exchange.use_about.outside is 'A row of theirs lies outside the place of the post that asked.';

create table exchange.use_alarm (
  id        uuid not null,
  grant_id  uuid not null,
  kind      text not null,
  on_day    date not null,
  figure    integer not null,
  usual     double precision,
  threshold double precision not null,
  matter    text,
  opened_at timestamp with time zone not null,
  last_at   timestamp with time zone not null,
  judged_at timestamp with time zone,
  judged_by text,
  judged_as text,
  reason    text,
  standing  boolean not null,
  constraint use_alarm_pkey PRIMARY KEY (id),
  constraint use_alarm_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id),
  constraint use_alarm_check CHECK (((judged_at IS NULL) = (judged_as IS NULL))),
  constraint use_alarm_judged_as_check CHECK ((judged_as = ANY (ARRAY['explained'::text, 'misuse'::text]))),
  constraint use_alarm_kind_check CHECK ((kind = ANY (ARRAY['multiple'::text, 'off_hours'::text, 'outside_area'::text, 'many_persons'::text, 'same_person'::text])))
);
CREATE INDEX use_alarm_grant ON exchange.use_alarm USING btree (grant_id, id);
CREATE UNIQUE INDEX use_alarm_open ON exchange.use_alarm USING btree (grant_id, kind) WHERE (judged_at IS NULL);
comment on table exchange.use_alarm is 'Unusual use 异常使用: one open for each grant and kind, until the authority has judged it.';
comment on column exchange.use_alarm.id is 'UUIDv7.';
comment on column exchange.use_alarm.grant_id is 'The grant.';
comment on column exchange.use_alarm.kind is 'multiple of the usual, off_hours at night, outside_area people of other places, many_persons for one matter, same_person again and again.';
comment on column exchange.use_alarm.on_day is 'The newest day on which it was so.';
comment on column exchange.use_alarm.figure is 'The highest that was counted.';
comment on column exchange.use_alarm.usual is 'What is usual for this grant; null where the kind knows no usual.';
comment on column exchange.use_alarm.threshold is 'From which on it is unusual, as the city''s rules said then.';
comment on column exchange.use_alarm.matter is 'The matter for which so many were asked; null for other kinds.';
comment on column exchange.use_alarm.opened_at is 'When it was found.';
comment on column exchange.use_alarm.last_at is 'When it was last found again.';
comment on column exchange.use_alarm.judged_at is 'When it was judged; null = not yet.';
comment on column exchange.use_alarm.judged_by is 'Kind and id of who judged.';
comment on column exchange.use_alarm.judged_as is 'explained 有合理原因, misuse 滥用.';
comment on column exchange.use_alarm.reason is 'Why.';
comment on column exchange.use_alarm.standing is 'The explanation stands for the rest of the grant: this kind is not raised for it again.';

create table exchange.use_rule (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint use_rule_pkey PRIMARY KEY (only_one),
  constraint use_rule_only_one_check CHECK (only_one)
);
comment on table exchange.use_rule is 'How long records of use are kept and by which laws a use may be withheld from the person, as the city''s data-use.yaml says: one row.';
comment on column exchange.use_rule.only_one is 'Keeps it one row.';
comment on column exchange.use_rule.content is 'The file.';

create table exchange.withholding (
  id          uuid not null,
  grant_id    uuid not null,
  matter      text not null,
  basis       text not null,
  until_on    date not null,
  approved_on date,
  approved_by text,
  ended_at    timestamp with time zone,
  uses        integer default 0 not null,
  constraint withholding_pkey PRIMARY KEY (id),
  constraint withholding_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES exchange."grant"(id),
  constraint withholding_id_fkey FOREIGN KEY (id) REFERENCES exchange.followup(id)
);
CREATE INDEX withholding_grant ON exchange.withholding USING btree (grant_id, matter) WHERE (approved_on IS NOT NULL);
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

create schema file;
comment on schema file is 'Pictures and documents that other parts refer to: who brought them, what they belong to, and under which hash their copies lie on disk.';

create table file.copy (
  file_id uuid not null,
  variant text not null,
  sha256  text not null,
  sealed  boolean not null,
  type    text not null,
  width   integer not null,
  height  integer not null,
  constraint copy_pkey PRIMARY KEY (file_id, variant),
  constraint copy_file_id_fkey FOREIGN KEY (file_id) REFERENCES file.file(id) ON DELETE CASCADE,
  constraint copy_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint copy_variant_check CHECK ((variant = ANY (ARRAY['original'::text, 'work'::text, 'thumbnail'::text, 'public'::text])))
);
CREATE INDEX copy_sha256 ON file.copy USING btree (sha256);
comment on table file.copy is 'The copies of a picture on disk. All are sealed but the public one.';
comment on column file.copy.file_id is 'The picture.';
comment on column file.copy.variant is 'original = full size, work = at most 1600 pixels, thumbnail = at most 320, public = at most 1600 with the blurred places.';
comment on column file.copy.sha256 is 'Hash of the bytes as they lie on disk, which is their name there.';
comment on column file.copy.sealed is 'Whether those bytes are sealed.';
comment on column file.copy.type is 'Media type of the picture.';
comment on column file.copy.width is 'Pixels.';
comment on column file.copy.height is 'Pixels.';

create table file.file (
  id           uuid not null,
  uploader     text not null,
  uploaded_at  timestamp with time zone not null,
  home         text,
  subject_id   text,
  use          text,
  position     smallint default 0 not null,
  attached_at  timestamp with time zone,
  published_at timestamp with time zone,
  published_by text,
  boxes        jsonb,
  constraint file_pkey PRIMARY KEY (id),
  constraint file_check CHECK ((((home IS NULL) = (subject_id IS NULL)) AND ((home IS NULL) = (use IS NULL)) AND ((home IS NULL) = (attached_at IS NULL)))),
  constraint file_check1 CHECK (((published_at IS NULL) = (published_by IS NULL)))
);
CREATE INDEX file_of_uploader ON file.file USING btree (uploader, id);
CREATE INDEX file_subject ON file.file USING btree (subject_id, home) WHERE (home IS NOT NULL);
CREATE INDEX file_unattached ON file.file USING btree (uploader, uploaded_at) WHERE (home IS NULL);
comment on table file.file is 'One row a picture; unattached ones are removed after 24 hours.';
comment on column file.file.id is 'UUIDv7, made by the client where it was offline.';
comment on column file.file.uploader is 'Kind and id of who brought it.';
comment on column file.file.uploaded_at is 'When it arrived.';
comment on column file.file.home is 'The part that refers to it, such as governance; null until one does.';
comment on column file.file.subject_id is 'What it belongs to there, such as an incident.';
comment on column file.file.use is 'What for, such as before, after or reply.';
comment on column file.file.position is 'Order among the files of one subject and use.';
comment on column file.file.attached_at is 'When a part began to refer to it.';
comment on column file.file.published_at is 'When a copy without faces and plates was made public; null = not public.';
comment on column file.file.published_by is 'Kind and id of who blurred it.';
comment on column file.file.boxes is 'The places that were blurred, in fractions of width and height.';

create schema front;
comment on schema front is '既有平台前置';

create table front.department (
  code    text not null,
  unit_id text not null,
  constraint department_pkey PRIMARY KEY (code)
);
comment on table front.department is 'Which unit here a department of the existing platform is 部门对应.';
comment on column front.department.code is 'Its code there.';
comment on column front.department.unit_id is 'The unit here.';

create table front.entry (
  id              text not null,
  name            text,
  department_code text,
  department_name text,
  share           text,
  fields          jsonb not null,
  faults          jsonb not null,
  hash            text not null,
  changed_at      timestamp with time zone not null,
  gone_at         timestamp with time zone,
  constraint entry_pkey PRIMARY KEY (id),
  constraint entry_share_check CHECK ((share = ANY (ARRAY['unconditional'::text, 'conditional'::text, 'closed'::text])))
);
CREATE INDEX entry_department ON front.entry USING btree (department_code) WHERE (gone_at IS NULL);
comment on table front.entry is 'An entry of the existing platform''s catalogue as it was last harvested 既有目录; not an entry of the catalogue here.';
comment on column front.entry.id is 'Its id there.';
comment on column front.entry.name is 'What it is called; null = it was not said, or not so that it can be read.';
comment on column front.entry.department_code is 'The code of its department there; null as above.';
comment on column front.entry.department_name is 'The name of its department there; null as above.';
comment on column front.entry.share is 'How it is shared there; null as above.';
comment on column front.entry.fields is 'Its fields: name, field and type of each that can be read.';
comment on column front.entry.faults is 'Where it says what cannot be read: paths, such as fields.2.type.';
comment on column front.entry.hash is 'SHA-256 of what it said; the same again changes nothing.';
comment on column front.entry.changed_at is 'When it last said something new.';
comment on column front.entry.gone_at is 'When the platform said that it is gone; null = it is there. Not being listed says nothing.';

create table front.state (
  one          boolean not null,
  harvested_at timestamp with time zone,
  failed_at    timestamp with time zone,
  failure      text,
  unnamed      integer not null,
  constraint state_pkey PRIMARY KEY (one),
  constraint state_one_check CHECK (one)
);
comment on table front.state is 'How the city stands with the exchange it had before 既有共享平台; one row.';
comment on column front.state.one is 'True.';
comment on column front.state.harvested_at is 'When its catalogue was last read to the end.';
comment on column front.state.failed_at is 'When it was last not read to the end, if that is the newest; null = it was.';
comment on column front.state.failure is 'What the connector said.';
comment on column front.state.unnamed is 'How many entries of the last harvest had no id that can be kept.';

create schema governance;
comment on schema governance is 'Incidents of the city: reported, dispatched, handled, verified, closed. 一网统管';

create table governance.brief (
  id            uuid not null,
  kind          text not null,
  division_path text not null,
  from_on       date not null,
  to_on         date not null,
  made_at       timestamp with time zone not null,
  made_by       text not null,
  content       jsonb not null,
  constraint brief_pkey PRIMARY KEY (id),
  constraint brief_kind_division_path_from_on_key UNIQUE (kind, division_path, from_on),
  constraint brief_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text])))
);
CREATE INDEX brief_newest ON governance.brief USING btree (to_on DESC, id DESC);
comment on table governance.brief is 'Daily and weekly briefs 简报: the figures as they were when it was made. The PDF is drawn from them, the same bytes each time. No personal data.';
comment on column governance.brief.id is 'UUIDv7.';
comment on column governance.brief.kind is 'daily 日报 or weekly 周报.';
comment on column governance.brief.division_path is 'Of which place; empty = the city.';
comment on column governance.brief.from_on is 'First of the city''s days.';
comment on column governance.brief.to_on is 'Last of them.';
comment on column governance.brief.made_at is 'When.';
comment on column governance.brief.made_by is 'A job''s name, or the person.';
comment on column governance.brief.content is 'What it says.';

create table governance.incident (
  id            uuid not null,
  item_code     text,
  source        text not null,
  division_path text not null,
  longitude     double precision,
  latitude      double precision,
  captured_at   timestamp with time zone,
  received_at   timestamp with time zone not null,
  quarantined   text,
  publishable   boolean not null,
  constraint incident_pkey PRIMARY KEY (id),
  constraint incident_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint incident_source_check CHECK ((source = ANY (ARRAY['resident'::text, 'grid_worker'::text, 'desk'::text, 'hotline'::text, 'open311'::text, 'unit'::text, 'import'::text])))
) partition by RANGE (id);
CREATE INDEX incident_doubtful ON ONLY governance.incident USING btree (division_path, id) WHERE (quarantined IS NOT NULL);
CREATE INDEX incident_near ON ONLY governance.incident USING btree (item_code, latitude) WHERE (publishable AND (latitude IS NOT NULL));
CREATE INDEX incident_quarantined ON ONLY governance.incident USING btree (division_path, id) WHERE (quarantined IS NOT NULL);
comment on table governance.incident is 'Where and what; its state, clock, assignee and number are the matter of the same id.';
comment on column governance.incident.id is 'UUIDv7 made by the reporter''s device; also the id of its matter.';
comment on column governance.incident.item_code is 'Catalogue entry; null until someone chose one.';
comment on column governance.incident.source is 'The way in.';
comment on column governance.incident.division_path is 'Community or street, as the reporter chose.';
comment on column governance.incident.longitude is 'WGS-84; null: listed, never drawn.';
comment on column governance.incident.latitude is 'WGS-84.';
comment on column governance.incident.captured_at is 'The device''s time where it was drafted offline.';
comment on column governance.incident.received_at is 'The server''s time.';
comment on column governance.incident.quarantined is 'Why an offline record waits for the street''s desk; null: it does not.';
comment on column governance.incident.publishable is 'False for accusations, matters inside a home and items that are not public.';

create table governance.item (
  code           text not null,
  version        integer not null,
  register       text not null,
  standard       text not null,
  class          text not null,
  kind           text not null,
  name           text not null,
  words          text[] not null,
  ends_at        text not null,
  leads          jsonb not null,
  supporting     text[] not null,
  receive_limit  text not null,
  handle_limit   text not null,
  verify_limit   text not null,
  urgency        text not null,
  evidence       text not null,
  public         boolean not null,
  near_metres    integer not null,
  near_hours     integer not null,
  call           text[] not null,
  retired        boolean default false not null,
  origin         text not null,
  effective_from timestamp with time zone not null,
  constraint item_pkey PRIMARY KEY (code, version),
  constraint item_ends_at_check CHECK ((ends_at = ANY (ARRAY['grid'::text, 'community'::text, 'street'::text, 'district'::text, 'city'::text]))),
  constraint item_evidence_check CHECK ((evidence = ANY (ARRAY['none'::text, 'before'::text, 'after'::text, 'both'::text]))),
  constraint item_near_hours_check CHECK (((near_hours >= 0) AND (near_hours <= 9999))),
  constraint item_near_metres_check CHECK (((near_metres >= 0) AND (near_metres <= 9999))),
  constraint item_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint item_register_check CHECK ((register = ANY (ARRAY['component'::text, 'event'::text]))),
  constraint item_urgency_check CHECK ((urgency = ANY (ARRAY['ordinary'::text, 'urgent'::text, 'emergency'::text])))
);
comment on table governance.item is 'Catalogue of governance items 治理事项, every version; the newest one of a code is in force.';
comment on column governance.item.code is 'C… a component 部件, E… an event 事件.';
comment on column governance.item.version is 'Counts from 1; an edit makes a new one.';
comment on column governance.item.register is 'component 部件 or event 事件: the two registers of the standard.';
comment on column governance.item.standard is 'Code in the national standard; empty where the item is ours.';
comment on column governance.item.class is '大类.';
comment on column governance.item.kind is '小类.';
comment on column governance.item.name is 'What officials call it.';
comment on column governance.item.words is 'What people call it.';
comment on column governance.item.ends_at is 'The lowest level at which it may end.';
comment on column governance.item.leads is 'Duty that leads at each level.';
comment on column governance.item.supporting is 'Duties that support.';
comment on column governance.item.receive_limit is 'Row of the rule table of limits: to receive.';
comment on column governance.item.handle_limit is 'Row of the rule table of limits: to handle.';
comment on column governance.item.verify_limit is 'Row of the rule table of limits: to verify.';
comment on column governance.item.urgency is 'Urgent clocks run at night and on holidays.';
comment on column governance.item.evidence is 'Photos that must be there before and after.';
comment on column governance.item.public is 'False: never on a map, in a public trace or among duplicates.';
comment on column governance.item.near_metres is 'Within which a report may be the same one; 0 is never.';
comment on column governance.item.near_hours is 'Within which a report may be the same one; 0 is never.';
comment on column governance.item.call is 'Emergency numbers shown before the form.';
comment on column governance.item.retired is 'True: no new incident may have it.';
comment on column governance.item.origin is 'Where this version came from.';
comment on column governance.item.effective_from is 'Since when.';

create table governance.publication (
  incident_id   uuid not null,
  item_code     text not null,
  description   text not null,
  division_path text not null,
  longitude     double precision,
  latitude      double precision,
  requested_at  timestamp with time zone not null,
  published_at  timestamp with time zone not null,
  published_by  text not null,
  withdrawn_at  timestamp with time zone,
  constraint publication_pkey PRIMARY KEY (incident_id)
) partition by RANGE (incident_id);
CREATE INDEX publication_requested ON ONLY governance.publication USING btree (requested_at, incident_id) WHERE (withdrawn_at IS NULL);
comment on table governance.publication is 'What the public may see of an incident, after a person at the desk looked at it.';
comment on column governance.publication.incident_id is 'The incident.';
comment on column governance.publication.item_code is 'Catalogue entry as it was reviewed.';
comment on column governance.publication.description is 'Words without names, numbers or doors, written or confirmed by the reviewer.';
comment on column governance.publication.division_path is 'Where.';
comment on column governance.publication.longitude is 'WGS-84, coarsened to about a hundred metres.';
comment on column governance.publication.latitude is 'WGS-84, coarsened to about a hundred metres.';
comment on column governance.publication.requested_at is 'When it was reported.';
comment on column governance.publication.published_at is 'When it became public.';
comment on column governance.publication.published_by is 'Who reviewed it.';
comment on column governance.publication.withdrawn_at is 'When it was taken back.';

create table governance.publication_declined (
  incident_id uuid not null,
  reason      text not null,
  declined_at timestamp with time zone not null,
  declined_by text not null,
  constraint publication_declined_pkey PRIMARY KEY (incident_id)
);
comment on table governance.publication_declined is 'Incidents that a person at the desk looked at and kept from the public. 不予公开';
comment on column governance.publication_declined.incident_id is 'The incident.';
comment on column governance.publication_declined.reason is 'Why.';
comment on column governance.publication_declined.declined_at is 'When.';
comment on column governance.publication_declined.declined_by is 'Who.';

create table governance.report (
  id          uuid not null,
  incident_id uuid not null,
  joined      boolean not null,
  at          timestamp with time zone not null,
  constraint report_pkey PRIMARY KEY (incident_id, id)
) partition by RANGE (id);
comment on table governance.report is 'That somebody reported an incident: the first one, and those who joined. Who and in which words stands in statement.';
comment on column governance.report.id is 'UUIDv7; the first report has the incident''s id.';
comment on column governance.report.incident_id is 'The incident.';
comment on column governance.report.joined is 'True: joined an incident that was there.';
comment on column governance.report.at is 'When.';

create table governance.sample (
  incident_id   uuid not null,
  division_path text not null,
  drawn_at      timestamp with time zone not null,
  checked_at    timestamp with time zone,
  constraint sample_pkey PRIMARY KEY (incident_id)
);
CREATE INDEX sample_open ON governance.sample USING btree (division_path, incident_id) WHERE (checked_at IS NULL);
comment on table governance.sample is 'Incidents that were mended on the spot and drawn to be looked at again by someone else. 抽查';
comment on column governance.sample.incident_id is 'The incident.';
comment on column governance.sample.division_path is 'Where.';
comment on column governance.sample.drawn_at is 'When it was drawn.';
comment on column governance.sample.checked_at is 'When somebody looked; null: nobody yet.';

create table governance.statement (
  report_id     uuid not null,
  incident_id   uuid not null,
  person_id     uuid,
  words         text not null,
  place_words   text not null,
  division_path text not null,
  contact       bytea,
  constraint statement_pkey PRIMARY KEY (incident_id, report_id)
) partition by RANGE (report_id);
CREATE INDEX statement_contact ON ONLY governance.statement USING btree (report_id) WHERE (contact IS NOT NULL);
CREATE INDEX statement_person ON ONLY governance.statement USING btree (person_id, report_id) WHERE (person_id IS NOT NULL);
alter table governance.statement enable row level security;
alter table governance.statement force row level security;
create policy statement_for_job on governance.statement for select using ((current_setting('haihe.job'::text, true) <> ''::text));
create policy statement_moved on governance.statement for update using (true) with check (true);
create policy statement_of_division on governance.statement for select using (((current_setting('haihe.department'::text, true) <> ''::text) AND ((current_setting('haihe.division'::text, true) = ''::text) OR (division_path = current_setting('haihe.division'::text, true)) OR starts_with(division_path, (current_setting('haihe.division'::text, true) || '/'::text)))));
create policy statement_of_reporter on governance.statement for select using (((person_id)::text = current_setting('haihe.person'::text, true)));
create policy statement_written on governance.statement for insert with check (true);
comment on table governance.statement is 'What each reporter said, and who said it.';
comment on column governance.statement.report_id is 'The report.';
comment on column governance.statement.incident_id is 'The incident.';
comment on column governance.statement.person_id is 'The reporter; null when anonymous.';
comment on column governance.statement.words is 'In the reporter''s words.';
comment on column governance.statement.place_words is 'Address in the reporter''s words.';
comment on column governance.statement.division_path is 'As the incident''s: what the second wall compares.';
comment on column governance.statement.contact is 'Sealed: how an anonymous reporter may be reached, when given.';

create table governance.unit_feed (
  unit_id text not null,
  last    bigint not null,
  constraint unit_feed_pkey PRIMARY KEY (unit_id)
);
comment on table governance.unit_feed is 'How far each unit''s list of matters has got. Its row is locked while an entry is written, so numbers become visible in their order and none is skipped.';
comment on column governance.unit_feed.unit_id is 'The unit.';
comment on column governance.unit_feed.last is 'Number of the newest entry.';

create table governance.unit_order (
  unit_id     text not null,
  incident_id uuid not null,
  seq         bigint not null,
  action      text not null,
  at          timestamp with time zone not null,
  constraint unit_order_pkey PRIMARY KEY (unit_id, incident_id)
);
CREATE UNIQUE INDEX unit_order_seq ON governance.unit_order USING btree (unit_id, seq);
comment on table governance.unit_order is 'Each incident that a unit has or had, once, at the number of its newest change: what a unit''s system reads after its cursor.';
comment on column governance.unit_order.unit_id is 'The unit, lead or supporting.';
comment on column governance.unit_order.incident_id is 'The incident.';
comment on column governance.unit_order.seq is 'Grows with each change; the cursor.';
comment on column governance.unit_order.action is 'The step that changed it.';
comment on column governance.unit_order.at is 'When.';

create table governance.whistle (
  id            uuid not null,
  title         text not null,
  words         text not null,
  item_code     text not null,
  division_path text not null,
  incident_id   uuid,
  unit_ids      text[] not null,
  blown_at      timestamp with time zone not null,
  repeated_by   uuid,
  constraint whistle_pkey PRIMARY KEY (id),
  constraint whistle_unit_ids_check CHECK (((cardinality(unit_ids) >= 1) AND (cardinality(unit_ids) <= 11)))
);
CREATE INDEX whistle_of_incident ON governance.whistle USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX whistle_same ON governance.whistle USING btree (division_path, item_code, id);
comment on table governance.whistle is 'A street''s call for departments to come; its state, clocks and trace are the matter of the same id. 吹哨';
comment on column governance.whistle.id is 'UUIDv7 made by the client; also the id of its matter.';
comment on column governance.whistle.title is 'What it is about, in a line.';
comment on column governance.whistle.words is 'What is asked of the departments.';
comment on column governance.whistle.item_code is 'Entry of the catalogue; the same entry at the same place within the city''s days is the same whistle.';
comment on column governance.whistle.division_path is 'Where.';
comment on column governance.whistle.incident_id is 'The incident that it sprang from, if any.';
comment on column governance.whistle.unit_ids is 'The departments that must come, the lead first.';
comment on column governance.whistle.blown_at is 'When.';
comment on column governance.whistle.repeated_by is 'The whistle that was blown for the same thing after this one was closed: it counts as unsolved.';

create table governance.whistle_running (
  division_path text not null,
  item_code     text not null,
  whistle_id    uuid not null,
  constraint whistle_running_pkey PRIMARY KEY (division_path, item_code),
  constraint whistle_running_whistle_id_key UNIQUE (whistle_id)
);
comment on table governance.whistle_running is 'One whistle at a time for one thing at one place.';
comment on column governance.whistle_running.division_path is 'Where.';
comment on column governance.whistle_running.item_code is 'Entry of the catalogue.';
comment on column governance.whistle_running.whistle_id is 'The one that is not over.';

create table governance.whistle_score (
  whistle_id uuid not null,
  unit_id    text not null,
  score      smallint not null,
  note       text,
  scored_at  timestamp with time zone not null,
  constraint whistle_score_pkey PRIMARY KEY (whistle_id, unit_id),
  constraint whistle_score_whistle_id_fkey FOREIGN KEY (whistle_id) REFERENCES governance.whistle(id),
  constraint whistle_score_score_check CHECK (((score >= 1) AND (score <= 5)))
);
CREATE INDEX whistle_score_unit ON governance.whistle_score USING btree (unit_id, scored_at);
comment on table governance.whistle_score is 'How the street found each department that came. 评分';
comment on column governance.whistle_score.whistle_id is 'The whistle.';
comment on column governance.whistle_score.unit_id is 'The department.';
comment on column governance.whistle_score.score is '5 best.';
comment on column governance.whistle_score.note is 'Why.';
comment on column governance.whistle_score.scored_at is 'When.';

create table governance.worker_complaint (
  id        uuid not null,
  person_id uuid not null,
  unit_id   text not null,
  words     text not null,
  at        timestamp with time zone not null,
  constraint worker_complaint_pkey PRIMARY KEY (id)
);
CREATE INDEX worker_complaint_person ON governance.worker_complaint USING btree (person_id, id);
CREATE INDEX worker_complaint_unit ON governance.worker_complaint USING btree (unit_id, id);
alter table governance.worker_complaint enable row level security;
alter table governance.worker_complaint force row level security;
create policy worker_complaint_of_unit on governance.worker_complaint for select using ((unit_id = current_setting('haihe.department'::text, true)));
create policy worker_complaint_own on governance.worker_complaint for select using (((person_id)::text = current_setting('haihe.person'::text, true)));
create policy worker_complaint_written on governance.worker_complaint for insert with check (((person_id)::text = current_setting('haihe.person'::text, true)));
comment on table governance.worker_complaint is 'What grid workers complain of; its state is the matter of the same id. Read by the worker and by the unit that answers, by nobody of the worker''s own street.';
comment on column governance.worker_complaint.id is 'UUIDv7 made by the worker''s device; also the id of its matter.';
comment on column governance.worker_complaint.person_id is 'The worker.';
comment on column governance.worker_complaint.unit_id is 'The unit that answers.';
comment on column governance.worker_complaint.words is 'In the worker''s words.';
comment on column governance.worker_complaint.at is 'When.';

create schema hotline;
comment on schema hotline is 'The city''s one number: calls, orders, what callers are told. 政务服务便民热线';

create table hotline.article (
  id           text not null,
  owner_id     text not null,
  version      integer not null,
  review_on    date not null,
  reminded_on  date,
  origin       text not null,
  withdrawn_at timestamp with time zone,
  changed_at   timestamp with time zone not null,
  constraint article_pkey PRIMARY KEY (id),
  constraint article_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text])))
);
CREATE INDEX article_owner ON hotline.article USING btree (owner_id);
comment on table hotline.article is 'Knowledge: short answers, each owned by a department that reads it again. 知识库';
comment on column hotline.article.id is 'Readable and lasting.';
comment on column hotline.article.owner_id is 'Department that answers for it.';
comment on column hotline.article.version is 'The approved version that operators see; 0 = none yet.';
comment on column hotline.article.review_on is 'Day on which its owner reads it again.';
comment on column hotline.article.reminded_on is 'The review day of which its owner was reminded.';
comment on column hotline.article.origin is 'folder = follows the city''s folder; desk = changed by a desk and kept.';
comment on column hotline.article.withdrawn_at is 'When it was taken back; null = in use.';
comment on column hotline.article.changed_at is 'Last change; the stamp of what is held in memory.';

create table hotline.article_version (
  article_id text not null,
  version    integer not null,
  title      text not null,
  words      text[] not null,
  answer     text not null,
  source     text not null,
  items      text[] not null,
  review_on  date not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  approved   boolean,
  reason     text,
  constraint article_version_pkey PRIMARY KEY (article_id, version),
  constraint article_version_article_id_fkey FOREIGN KEY (article_id) REFERENCES hotline.article(id)
);
comment on table hotline.article_version is 'What an article said, and who wrote and who approved it. 知识版本';
comment on column hotline.article_version.article_id is 'The article.';
comment on column hotline.article_version.version is 'Grows with each text.';
comment on column hotline.article_version.title is 'The question.';
comment on column hotline.article_version.words is 'What callers say.';
comment on column hotline.article_version.answer is 'What they are told.';
comment on column hotline.article_version.source is 'Law or rule it rests on.';
comment on column hotline.article_version.items is 'Catalogue items it belongs to.';
comment on column hotline.article_version.review_on is 'Next review, once approved.';
comment on column hotline.article_version.written_by is 'Who wrote it.';
comment on column hotline.article_version.written_at is 'When.';
comment on column hotline.article_version.decided_by is 'Who approved or sent it back; never who wrote it.';
comment on column hotline.article_version.decided_at is 'When.';
comment on column hotline.article_version.approved is 'null = waits.';
comment on column hotline.article_version.reason is 'Why it was sent back.';

create table hotline.call (
  id            uuid not null,
  operator_id   text not null,
  post_id       uuid,
  department_id text not null,
  started_at    timestamp with time zone not null,
  ended_at      timestamp with time zone,
  outcome       text,
  note          text default ''::text not null,
  constraint call_pkey PRIMARY KEY (id),
  constraint call_outcome_check CHECK ((outcome = ANY (ARRAY['registered'::text, 'answered'::text, 'not_taken'::text, 'transferred'::text, 'joined'::text, 'cut_off'::text])))
) partition by RANGE (id);
CREATE INDEX call_day ON ONLY hotline.call USING btree (started_at);
CREATE INDEX call_of_operator ON ONLY hotline.call USING btree (operator_id, started_at);
comment on table hotline.call is 'Calls taken. Counted by hour for staffing, never by operator. 通话记录';
comment on column hotline.call.id is 'UUIDv7, made by the desk.';
comment on column hotline.call.operator_id is 'Who took it: shown to that person alone.';
comment on column hotline.call.post_id is 'The operator''s post.';
comment on column hotline.call.department_id is 'The hotline body.';
comment on column hotline.call.started_at is 'When it was taken.';
comment on column hotline.call.ended_at is 'When it was wrapped up; null = still speaking.';
comment on column hotline.call.outcome is 'How it ended.';
comment on column hotline.call.note is 'Wrap-up; no identifying text.';

create table hotline.caller (
  call_id       uuid not null,
  number        bytea,
  name          bytea,
  digest        bytea,
  department_id text not null,
  at            timestamp with time zone not null,
  constraint caller_pkey PRIMARY KEY (call_id)
) partition by RANGE (call_id);
CREATE INDEX caller_digest ON ONLY hotline.caller USING btree (digest) WHERE (digest IS NOT NULL);
alter table hotline.caller enable row level security;
alter table hotline.caller force row level security;
create policy caller_for_dialling on hotline.caller for select using ((current_setting('haihe.job'::text, true) = 'hotline.bridge_calls'::text));
create policy caller_of_hotline on hotline.caller for all using (((department_id = current_setting('haihe.department'::text, true)) AND (current_setting('haihe.department'::text, true) <> ''::text)));
create policy caller_of_own on hotline.caller for select using (((current_setting('haihe.own_number'::text, true) <> ''::text) AND (digest = ANY ((string_to_array(current_setting('haihe.own_number'::text, true), ','::text))::bytea[]))));
comment on table hotline.caller is 'Who called: sealed, seen by the hotline body''s own posts only. 来电人';
comment on column hotline.caller.call_id is 'The call.';
comment on column hotline.caller.number is 'Sealed telephone number; null = withheld.';
comment on column hotline.caller.name is 'Sealed; null = not given.';
comment on column hotline.caller.digest is 'Blind index of the number, for earlier calls.';
comment on column hotline.caller.department_id is 'The hotline body, whose posts may read.';
comment on column hotline.caller.at is 'When it was written.';

create table hotline.dial (
  id            uuid not null,
  order_id      uuid not null,
  actor_id      text not null,
  post_id       uuid,
  department_id text not null,
  extension     text not null,
  asked_at      timestamp with time zone not null,
  tried_at      timestamp with time zone,
  outcome       text,
  middle_number text,
  constraint dial_pkey PRIMARY KEY (id),
  constraint dial_outcome_check CHECK ((outcome = ANY (ARRAY['bridged'::text, 'refused'::text, 'unclear'::text])))
);
CREATE INDEX dial_order ON hotline.dial USING btree (order_id);
CREATE INDEX dial_waiting ON hotline.dial USING btree (asked_at) WHERE (tried_at IS NULL);
comment on table hotline.dial is 'Calls to a caller by masked dialling: neither side sees the other''s number. 隐号拨打';
comment on column hotline.dial.id is 'UUIDv7, made by the desk.';
comment on column hotline.dial.order_id is 'For which order.';
comment on column hotline.dial.actor_id is 'Who calls.';
comment on column hotline.dial.post_id is 'Their post.';
comment on column hotline.dial.department_id is 'Their unit.';
comment on column hotline.dial.extension is 'The caller''s own office telephone that rings first.';
comment on column hotline.dial.asked_at is 'When.';
comment on column hotline.dial.tried_at is 'When the exchange was asked.';
comment on column hotline.dial.outcome is 'What it answered.';
comment on column hotline.dial.middle_number is 'The number both sides see.';

create table hotline.filed (
  application_id uuid not null,
  call_id        uuid not null,
  person_id      uuid not null,
  number         text not null,
  item_code      text not null,
  began_at       timestamp with time zone not null,
  prefill_yes    boolean,
  prefill_at     timestamp with time zone,
  brings         text[],
  told_at        timestamp with time zone,
  submitted_at   timestamp with time zone,
  constraint filed_pkey PRIMARY KEY (application_id),
  constraint filed_check CHECK (((prefill_yes IS NULL) = (prefill_at IS NULL))),
  constraint filed_check1 CHECK (((brings IS NULL) = (told_at IS NULL)))
);
CREATE INDEX filed_of_person ON hotline.filed USING btree (person_id, application_id);
CREATE INDEX filed_on_call ON hotline.filed USING btree (call_id);
CREATE INDEX filed_open ON hotline.filed USING btree (person_id) WHERE (submitted_at IS NULL);
comment on table hotline.filed is 'Applications that were begun on a call 代填的办件: the call and the application refer to each other.';
comment on column hotline.filed.application_id is 'The application.';
comment on column hotline.filed.call_id is 'The call on which it was begun.';
comment on column hotline.filed.person_id is 'For whom.';
comment on column hotline.filed.number is 'The number that the caller was told.';
comment on column hotline.filed.item_code is 'What for.';
comment on column hotline.filed.began_at is 'When.';
comment on column hotline.filed.prefill_yes is 'What the caller said when asked whether the city may look up what it knows; null = not asked yet.';
comment on column hotline.filed.prefill_at is 'When the caller said so.';
comment on column hotline.filed.brings is 'Papers that the caller was told to bring to a counter: once, all of them.';
comment on column hotline.filed.told_at is 'When that was said.';
comment on column hotline.filed.submitted_at is 'When it was handed in on a call; null = not, or elsewhere.';

create table hotline.filing (
  call_id       uuid not null,
  person_id     uuid not null,
  identity      bytea,
  department_id text not null,
  proven_at     timestamp with time zone not null,
  constraint filing_pkey PRIMARY KEY (call_id)
);
CREATE INDEX filing_of_person ON hotline.filing USING btree (person_id);
CREATE INDEX filing_open ON hotline.filing USING btree (proven_at) WHERE (identity IS NOT NULL);
alter table hotline.filing enable row level security;
alter table hotline.filing force row level security;
create policy filing_close on hotline.filing for all using ((current_setting('haihe.job'::text, true) = 'hotline.end_left_filings'::text));
create policy filing_follow_merge on hotline.filing for all using ((current_setting('haihe.job'::text, true) = 'hotline.follow_merge'::text));
create policy filing_of_hotline on hotline.filing for all using (((department_id = current_setting('haihe.department'::text, true)) AND (current_setting('haihe.department'::text, true) <> ''::text)));
create policy filing_of_own on hotline.filing for select using (((person_id)::text = current_setting('haihe.person'::text, true)));
comment on table hotline.filing is 'Who is on the line, proven, so that the operator may file applications for them 话务员代填; one a call.';
comment on column hotline.filing.call_id is 'On which call.';
comment on column hotline.filing.person_id is 'Who is on the line.';
comment on column hotline.filing.identity is 'Name, number and calling number as they were proven, sealed, for as long as the call lasts; null = it is over.';
comment on column hotline.filing.department_id is 'The body that took the call.';
comment on column hotline.filing.proven_at is 'When code, name and number were right.';

create table hotline.incident_link (
  order_id    uuid not null,
  incident_id uuid not null,
  how         text not null,
  at          timestamp with time zone not null,
  ended_at    timestamp with time zone,
  constraint incident_link_pkey PRIMARY KEY (order_id, incident_id),
  constraint incident_link_how_check CHECK ((how = ANY (ARRAY['raised'::text, 'joined'::text])))
);
CREATE INDEX incident_link_open ON hotline.incident_link USING btree (incident_id) WHERE (ended_at IS NULL);
comment on table hotline.incident_link is 'Orders that are really incidents. 工单与事件';
comment on column hotline.incident_link.order_id is 'The order.';
comment on column hotline.incident_link.incident_id is 'The incident in governance.';
comment on column hotline.incident_link.how is 'raised = the order made it; joined = it was there.';
comment on column hotline.incident_link.at is 'When.';
comment on column hotline.incident_link.ended_at is 'When the incident ended and the order went on.';

create table hotline.not_taken (
  code   text not null,
  name   text not null,
  words  text[] not null,
  reason text not null,
  door   jsonb not null,
  source text not null,
  place  integer not null,
  ended  boolean default false not null,
  constraint not_taken_pkey PRIMARY KEY (code)
);
comment on table hotline.not_taken is 'What the hotline does not take, each with the right door. 不受理事项';
comment on column hotline.not_taken.code is 'Word in requests and leaves.';
comment on column hotline.not_taken.name is 'What it is.';
comment on column hotline.not_taken.words is 'What callers say.';
comment on column hotline.not_taken.reason is 'Why not here.';
comment on column hotline.not_taken.door is 'Where instead: name, phone, where.';
comment on column hotline.not_taken.source is 'Law or rule it rests on.';
comment on column hotline.not_taken.place is 'Order in the city''s file.';
comment on column hotline.not_taken.ended is 'Left the list.';

create table hotline.order (
  id            uuid not null,
  call_id       uuid not null,
  kind          text not null,
  item_code     text,
  division_path text not null,
  risk          boolean not null,
  supply        text not null,
  complex       boolean not null,
  not_taken     text,
  joined_to     uuid,
  department_id text not null,
  registered_at timestamp with time zone not null,
  constraint order_pkey PRIMARY KEY (id),
  constraint order_kind_check CHECK ((kind = ANY (ARRAY['consult'::text, 'help'::text, 'complaint'::text, 'accusation'::text, 'suggestion'::text]))),
  constraint order_supply_check CHECK ((supply = ANY (ARRAY['water'::text, 'power'::text, 'gas'::text, 'heat'::text, 'none'::text])))
) partition by RANGE (id);
CREATE INDEX order_call ON ONLY hotline."order" USING btree (call_id);
CREATE INDEX order_day ON ONLY hotline."order" USING btree (registered_at);
CREATE INDEX order_joined ON ONLY hotline."order" USING btree (joined_to) WHERE (joined_to IS NOT NULL);
CREATE INDEX order_same ON ONLY hotline."order" USING btree (item_code, division_path, registered_at) WHERE ((kind <> 'accusation'::text) AND (item_code IS NOT NULL));
comment on table hotline.order is 'Orders: what a caller wants done or known. State, clock and unit lie in matter.matter under the same id. 热线工单';
comment on column hotline.order.id is 'UUIDv7, made by the desk; the matter''s id.';
comment on column hotline.order.call_id is 'The call that it came by.';
comment on column hotline.order.kind is 'consult 咨询, help 求助, complaint 投诉, accusation 举报, suggestion 建议.';
comment on column hotline.order.item_code is 'Entry in the catalogue of governance items; null = none fits.';
comment on column hotline.order.division_path is 'Where it is; empty = the whole city or unknown.';
comment on column hotline.order.risk is 'Life or property is at risk.';
comment on column hotline.order.supply is 'Which supply of daily life it touches.';
comment on column hotline.order.complex is 'Complex: a unit has longer to return it.';
comment on column hotline.order.not_taken is 'Code of the matter not taken, where it was refused.';
comment on column hotline.order.joined_to is 'The order that it was joined to; its caller is called back with that one''s.';
comment on column hotline.order.department_id is 'The hotline body.';
comment on column hotline.order.registered_at is 'When.';

create table hotline.order_words (
  order_id      uuid not null,
  words         text not null,
  place_words   text not null,
  caller_shown  text,
  department_id text not null,
  units         text[] not null,
  constraint order_words_pkey PRIMARY KEY (order_id)
) partition by RANGE (order_id);
alter table hotline.order_words enable row level security;
alter table hotline.order_words force row level security;
create policy words_for_share on hotline.order_words for all using ((current_setting('haihe.job'::text, true) = ANY (ARRAY['hotline.withdraw_words'::text, 'hotline.widen_words'::text])));
create policy words_of_hotline on hotline.order_words for all using (((department_id = current_setting('haihe.department'::text, true)) AND (current_setting('haihe.department'::text, true) <> ''::text)));
create policy words_of_units on hotline.order_words for select using ((current_setting('haihe.department'::text, true) = ANY (units)));
comment on table hotline.order_words is 'What the caller said: read by id, by the hotline body and by the units that have the order now. 来电内容';
comment on column hotline.order_words.order_id is 'The order.';
comment on column hotline.order_words.words is 'As the operator wrote it down.';
comment on column hotline.order_words.place_words is 'House, door, landmark.';
comment on column hotline.order_words.caller_shown is 'Masked name for the unit that helps; never for complaints and accusations.';
comment on column hotline.order_words.department_id is 'The hotline body.';
comment on column hotline.order_words.units is 'Lead and supporting units now.';

create table hotline.transfer (
  id       uuid not null,
  call_id  uuid not null,
  order_id uuid,
  number   text not null,
  reason   text not null,
  actor_id text not null,
  post_id  uuid,
  asked_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  outcome  text,
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_outcome_check CHECK ((outcome = ANY (ARRAY['put_through'::text, 'refused'::text, 'unclear'::text])))
);
CREATE INDEX transfer_call ON hotline.transfer USING btree (call_id);
CREATE INDEX transfer_waiting ON hotline.transfer USING btree (asked_at) WHERE (tried_at IS NULL);
comment on table hotline.transfer is 'One-key transfers to emergency numbers: who, when, to which. 一键转接';
comment on column hotline.transfer.id is 'UUIDv7, made by the desk: twice pressed is once transferred.';
comment on column hotline.transfer.call_id is 'The call.';
comment on column hotline.transfer.order_id is 'The order that was registered for it, where there is one.';
comment on column hotline.transfer.number is 'Emergency number.';
comment on column hotline.transfer.reason is 'Why.';
comment on column hotline.transfer.actor_id is 'Who pressed.';
comment on column hotline.transfer.post_id is 'Their post.';
comment on column hotline.transfer.asked_at is 'When.';
comment on column hotline.transfer.tried_at is 'When the switch was asked.';
comment on column hotline.transfer.outcome is 'What the switch answered; unclear = it did not.';

create schema ledger;
comment on schema ledger is 'What was done, provably: an append-only Merkle log of commitments, and the sealed contents behind them.';

create table ledger.checkpoint (
  hour timestamp with time zone not null,
  size bigint not null,
  note text not null,
  constraint checkpoint_pkey PRIMARY KEY (hour)
);
comment on table ledger.checkpoint is 'The last signed checkpoint of each hour, for auditors who were away.';
comment on column ledger.checkpoint.hour is 'The hour it closed.';
comment on column ledger.checkpoint.size is 'Number of leaves.';
comment on column ledger.checkpoint.note is 'The signed note.';

create table ledger.entry (
  id         uuid not null,
  commitment bytea not null,
  kind       text not null,
  at         timestamp with time zone not null,
  leaf_index bigint,
  constraint entry_pkey PRIMARY KEY (id),
  constraint entry_commitment_check CHECK ((length(commitment) = 32))
) partition by RANGE (id);
CREATE INDEX entry_leaf_index ON ONLY ledger.entry USING btree (leaf_index) WHERE (leaf_index IS NOT NULL);
CREATE INDEX entry_pending ON ONLY ledger.entry USING btree (id) WHERE (leaf_index IS NULL);
comment on table ledger.entry is 'One row a leaf, written in the transaction of the deed that owes it; never changed but for its place in the tree, never deleted.';
comment on column ledger.entry.id is 'UUIDv7 of the entry.';
comment on column ledger.entry.commitment is 'SHA-256 of salt and canonical JSON: the 32 bytes that are the leaf.';
comment on column ledger.entry.kind is 'What was done, such as access.granted.';
comment on column ledger.entry.at is 'When the deed was done.';
comment on column ledger.entry.leaf_index is 'Place in the tree; null until the sequencer has taken it.';

create table ledger.head (
  only_one boolean default true not null,
  size     bigint not null,
  root     bytea not null,
  note     text,
  at       timestamp with time zone,
  constraint head_pkey PRIMARY KEY (only_one),
  constraint head_only_one_check CHECK (only_one)
);
comment on table ledger.head is 'The tree as it stands: one row, locked by whoever grows the tree.';
comment on column ledger.head.only_one is 'Keeps it one row.';
comment on column ledger.head.size is 'Number of leaves.';
comment on column ledger.head.root is 'Root hash.';
comment on column ledger.head.note is 'The signed checkpoint of this size; null before the first.';
comment on column ledger.head.at is 'When it was signed.';

create table ledger.payload (
  entry_id uuid not null,
  sealed   bytea not null,
  constraint payload_pkey PRIMARY KEY (entry_id)
) partition by RANGE (entry_id);
alter table ledger.payload enable row level security;
alter table ledger.payload force row level security;
create policy purged_by_those_signed_in on ledger.payload for delete using (((COALESCE(current_setting('haihe.person'::text, true), ''::text) <> ''::text) OR (COALESCE(current_setting('haihe.job'::text, true), ''::text) <> ''::text)));
create policy read_by_those_signed_in on ledger.payload for select using (((COALESCE(current_setting('haihe.person'::text, true), ''::text) <> ''::text) OR (COALESCE(current_setting('haihe.job'::text, true), ''::text) <> ''::text)));
create policy written_by_all on ledger.payload for insert with check (true);
comment on table ledger.payload is 'What a commitment commits to; may be purged, which itself is a leaf, while the tree stays valid.';
comment on column ledger.payload.entry_id is 'The entry.';
comment on column ledger.payload.sealed is 'Salt (32 bytes) and canonical JSON, sealed.';

create table ledger.subject (
  entry_id uuid not null,
  tag      bytea not null,
  constraint subject_pkey PRIMARY KEY (entry_id, tag)
) partition by RANGE (entry_id);
CREATE INDEX subject_tag ON ONLY ledger.subject USING btree (tag, entry_id);
comment on table ledger.subject is 'Whom a leaf is about, as blind tags: a person can be shown the leaves about them, a list of persons cannot be read off.';
comment on column ledger.subject.entry_id is 'The entry.';
comment on column ledger.subject.tag is 'Keyed digest of the person''s or firm''s id.';

create table ledger.tally (
  kind   text not null,
  leaves bigint not null,
  purged bigint default 0 not null,
  constraint tally_pkey PRIMARY KEY (kind)
);
comment on table ledger.tally is 'How many leaves of each kind are in the tree: what the public page shows.';
comment on column ledger.tally.kind is 'Kind of leaf.';
comment on column ledger.tally.leaves is 'Leaves in the tree.';
comment on column ledger.tally.purged is 'How many of them had their contents purged.';

create table ledger.tile (
  level  smallint not null,
  index  bigint not null,
  hashes bytea not null,
  constraint tile_pkey PRIMARY KEY (level, index),
  constraint tile_hashes_check CHECK ((((length(hashes) >= 32) AND (length(hashes) <= 8192)) AND ((length(hashes) % 32) = 0)))
);
comment on table ledger.tile is 'Tiles of the tree (C2SP tlog-tiles): up to 256 hashes each; the last of each level grows.';
comment on column ledger.tile.level is '0 holds leaf hashes; each higher one the roots of full tiles below.';
comment on column ledger.tile.index is 'Number of the tile within its level.';
comment on column ledger.tile.hashes is 'The hashes, 32 bytes each, one after the other.';

create table ledger.withheld (
  entry_id    uuid not null,
  until       timestamp with time zone not null,
  decision_id uuid not null,
  constraint withheld_pkey PRIMARY KEY (entry_id)
);
CREATE INDEX withheld_decision ON ledger.withheld USING btree (decision_id);
comment on table ledger.withheld is 'Leaves that whom they are about is not shown yet 依法暂不告知: each by a decision, each until an instant, after which it is shown by itself. The leaf itself stands in the tree like any other.';
comment on column ledger.withheld.entry_id is 'The entry.';
comment on column ledger.withheld.until is 'From this instant it is shown.';
comment on column ledger.withheld.decision_id is 'The decision, kept by whoever made it.';

create schema licence;
comment on schema licence is '电子证照';

create table licence.claim (
  key        text not null,
  licence_id uuid not null,
  constraint claim_pkey PRIMARY KEY (key)
);
CREATE INDEX claim_licence ON licence.claim USING btree (licence_id);
comment on table licence.claim is 'What there is one of: one licence for a basis, and one in force of a kind for a person where the kind says so.';
comment on column licence.claim.key is 'Hash of what is claimed: it can be compared, not read.';
comment on column licence.claim.licence_id is 'The licence that has it.';

create table licence.document (
  licence_id uuid not null,
  file_id    uuid not null,
  sha256     bytea not null,
  seal_key   text not null,
  signature  bytea not null,
  sealed_at  timestamp with time zone not null,
  constraint document_pkey PRIMARY KEY (licence_id),
  constraint document_sha256_key UNIQUE (sha256),
  constraint document_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence.licence(id),
  constraint document_sha256_check CHECK ((octet_length(sha256) = 32))
);
comment on table licence.document is 'The licence of record 证照文件: a PDF and the unit''s seal over its hash. It names nobody.';
comment on column licence.document.licence_id is 'Of which licence.';
comment on column licence.document.file_id is 'The file.';
comment on column licence.document.sha256 is 'Hash of the PDF.';
comment on column licence.document.seal_key is 'Which key of the unit sealed it.';
comment on column licence.document.signature is 'The seal: over unit, hash and instant.';
comment on column licence.document.sealed_at is 'That instant.';

create table licence.kind (
  code    text not null,
  content jsonb not null,
  retired boolean not null,
  constraint kind_pkey PRIMARY KEY (code)
);
comment on table licence.kind is 'Kinds of licences 证照种类: who issues them, their fields, how long they last, what may be shown; from the city''s folder.';
comment on column licence.kind.code is 'The same for ever; the catalogue of items names it.';
comment on column licence.kind.content is 'What the file says.';
comment on column licence.kind.retired is 'It left the folder: none is issued any more.';

create table licence.licence (
  id             uuid not null,
  number         text not null,
  kind           text not null,
  holder_id      uuid not null,
  unit_id        text not null,
  division_path  text not null,
  basis          text not null,
  credential_id  uuid not null,
  content        bytea not null,
  valid_from     timestamp with time zone not null,
  valid_until    timestamp with time zone,
  replaces       uuid,
  issued_at      timestamp with time zone not null,
  issued_by      text not null,
  revoked_at     timestamp with time zone,
  revoked_reason text,
  revoked_words  text,
  revoked_by     text,
  holder_kind    text not null,
  constraint licence_pkey PRIMARY KEY (id),
  constraint licence_credential_id_key UNIQUE (credential_id),
  constraint licence_number_key UNIQUE (number),
  constraint licence_replaces_fkey FOREIGN KEY (replaces) REFERENCES licence.licence(id),
  constraint licence_check CHECK (((valid_until IS NULL) OR (valid_from < valid_until))),
  constraint licence_check1 CHECK ((num_nulls(revoked_at, revoked_reason, revoked_words, revoked_by) = ANY (ARRAY[0, 4]))),
  constraint licence_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['person'::text, 'firm'::text]))),
  constraint licence_number_check CHECK ((number ~ '^[A-Z]{2}[0-9A-Za-z]{2,20}[0-9]{10}$'::text)),
  constraint licence_revoked_reason_check CHECK ((revoked_reason = ANY (ARRAY['ended'::text, 'mistaken'::text, 'replaced'::text, 'lost'::text, 'unlawful'::text, 'deceased'::text])))
);
CREATE INDEX licence_of_holder ON licence.licence USING btree (holder_id, id);
CREATE INDEX licence_of_unit ON licence.licence USING btree (unit_id, id DESC);
CREATE INDEX licence_of_unit_kind ON licence.licence USING btree (unit_id, kind, id DESC);
CREATE UNIQUE INDEX licence_replaced ON licence.licence USING btree (replaces) WHERE (replaces IS NOT NULL);
alter table licence.licence enable row level security;
alter table licence.licence force row level security;
create policy licence_changed on licence.licence for update using (((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true))));
create policy licence_in_place on licence.licence for update using (((id)::text = current_setting('haihe.licence_replaced'::text, true)));
create policy licence_of_firm on licence.licence for select using (((holder_kind = 'firm'::text) AND ((holder_id)::text = ANY (string_to_array(current_setting('haihe.firms'::text, true), ','::text)))));
create policy licence_of_jobs on licence.licence for all using ((COALESCE(current_setting('haihe.job'::text, true), ''::text) <> ''::text));
create policy licence_read on licence.licence for select using ((((holder_id)::text = current_setting('haihe.person'::text, true)) OR ((holder_id)::text = current_setting('haihe.licence_holder'::text, true)) OR ((id)::text = current_setting('haihe.licence'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
create policy licence_written on licence.licence for insert with check (true);
comment on table licence.licence is 'Licences 电子证照: read by the holder and the issuing unit, and by nobody else; whoever relies on one asks for it by holder.';
comment on column licence.licence.id is 'UUIDv7.';
comment on column licence.licence.number is '证照编号: letters of the kind, division of the unit, year, the unit''s sequence of that year.';
comment on column licence.licence.kind is 'Which kind.';
comment on column licence.licence.holder_id is '持证主体: the party, a person or a firm.';
comment on column licence.licence.unit_id is '证照颁发机构.';
comment on column licence.licence.division_path is 'The division of the unit.';
comment on column licence.licence.basis is 'What it was issued on: an application, or an act at the desk.';
comment on column licence.licence.credential_id is 'Its showing form.';
comment on column licence.licence.content is 'Whom it names and what it says, as it was when it was issued; sealed.';
comment on column licence.licence.valid_from is 'From this instant.';
comment on column licence.licence.valid_until is 'Until before this instant; null = without end.';
comment on column licence.licence.replaces is 'The licence before it in the chain.';
comment on column licence.licence.issued_at is '证照颁发日期.';
comment on column licence.licence.issued_by is 'The post, or the job.';
comment on column licence.licence.revoked_at is 'When it was taken back; null = it was not.';
comment on column licence.licence.revoked_reason is 'Why, from the closed list of credentials.';
comment on column licence.licence.revoked_words is 'Why, as the holder was told.';
comment on column licence.licence.revoked_by is 'The post, or the job.';
comment on column licence.licence.holder_kind is 'Which of the two. A firm''s are read by whoever may act for it, as the code judges by delegation.';

create table licence.look (
  id         uuid not null,
  licence_id uuid not null,
  how        text not null,
  unit_id    text,
  agent_id   uuid,
  about      text not null,
  first_at   timestamp with time zone not null,
  last_at    timestamp with time zone not null,
  times      integer not null,
  constraint look_pkey PRIMARY KEY (id),
  constraint look_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence.licence(id),
  constraint look_how_check CHECK ((how = ANY (ARRAY['shown'::text, 'opened'::text, 'relied'::text]))),
  constraint look_times_check CHECK ((times > 0))
);
CREATE INDEX look_of_agent ON licence.look USING btree (agent_id) WHERE (agent_id IS NOT NULL);
CREATE INDEX look_of_licence ON licence.look USING btree (licence_id, id DESC);
comment on table licence.look is 'Who looked at a licence 用证记录: told to its holder. Of people it keeps nobody but who acted for the holder.';
comment on column licence.look.id is 'UUIDv7.';
comment on column licence.look.licence_id is 'Which.';
comment on column licence.look.how is 'shown = the holder showed a code, opened = the unit opened the document, relied = a unit took it instead of a paper.';
comment on column licence.look.unit_id is 'The unit that looked; null = whoever the holder showed it to.';
comment on column licence.look.agent_id is 'Who showed it for the holder 代为出示; null = the holder.';
comment on column licence.look.about is 'Which facts were shown, or for which matter.';
comment on column licence.look.first_at is 'When.';
comment on column licence.look.last_at is 'Codes made anew within ten minutes are one look: the last of them.';
comment on column licence.look.times is 'How many.';

create table licence.ofd (
  licence_id uuid not null,
  due_since  timestamp with time zone,
  file_id    uuid,
  sha256     bytea,
  seal_key   text,
  signature  bytea,
  sealed_at  timestamp with time zone,
  constraint ofd_pkey PRIMARY KEY (licence_id),
  constraint ofd_sha256_key UNIQUE (sha256),
  constraint ofd_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence.licence(id),
  constraint ofd_check CHECK (((num_nonnulls(file_id, sha256, seal_key, signature, sealed_at) = ANY (ARRAY[0, 5])) AND ((due_since IS NULL) = (file_id IS NOT NULL)))),
  constraint ofd_sha256_check CHECK ((octet_length(sha256) = 32))
);
CREATE INDEX ofd_due ON licence.ofd USING btree (due_since) WHERE (due_since IS NOT NULL);
comment on table licence.ofd is 'The same licence as an OFD (GB/T 33190) under the unit''s certified electronic seal, where the city has a system that makes one. It names nobody.';
comment on column licence.ofd.licence_id is 'Of which licence.';
comment on column licence.ofd.due_since is 'Since when it is to be made; null = made.';
comment on column licence.ofd.file_id is 'The file.';
comment on column licence.ofd.sha256 is 'Hash of the OFD.';
comment on column licence.ofd.seal_key is 'Which key of the unit sealed its hash here, besides the seal that lies in it.';
comment on column licence.ofd.signature is 'That seal: over unit, hash and instant.';
comment on column licence.ofd.sealed_at is 'That instant.';

create table licence.sequence (
  unit_id text not null,
  year    integer not null,
  last    integer not null,
  constraint sequence_pkey PRIMARY KEY (unit_id, year),
  constraint sequence_last_check CHECK ((last > 0))
);
comment on table licence.sequence is 'The last number 流水号 that a unit gave in a year.';
comment on column licence.sequence.unit_id is 'The issuing unit.';
comment on column licence.sequence.year is 'The city''s year.';
comment on column licence.sequence.last is 'The number.';

create table licence.undrawn (
  licence_id uuid not null,
  basis      text not null,
  since      timestamp with time zone not null,
  constraint undrawn_pkey PRIMARY KEY (licence_id),
  constraint undrawn_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licence.licence(id)
);
comment on table licence.undrawn is 'Licences whose document is still to be drawn and sealed; a row that stays is a licence without delivery.';
comment on column licence.undrawn.licence_id is 'Which.';
comment on column licence.undrawn.basis is 'What the licence was issued on.';
comment on column licence.undrawn.since is 'When it was issued.';

create schema matter;
comment on schema matter is 'What is being done: public business that a named post must finish by a time, its states, clocks and trace.';

create table matter.alarm (
  matter_id uuid not null,
  next_at   timestamp with time zone not null,
  constraint alarm_pkey PRIMARY KEY (matter_id)
);
CREATE INDEX alarm_next ON matter.alarm USING btree (next_at);
comment on table matter.alarm is 'When an open matter''s clock next has something to say or do; taken by tick.';
comment on column matter.alarm.matter_id is 'The matter.';
comment on column matter.alarm.next_at is 'The instant.';

create table matter.assignment (
  matter_id   uuid not null,
  id          uuid not null,
  cycle       smallint not null,
  role        text not null,
  unit_id     text not null,
  post_id     uuid,
  designated  boolean not null,
  assigned_at timestamp with time zone not null,
  due_at      timestamp with time zone,
  next_at     timestamp with time zone,
  fired       smallint not null,
  received_at timestamp with time zone,
  done_at     timestamp with time zone,
  ended_at    timestamp with time zone,
  end_action  text,
  constraint assignment_pkey PRIMARY KEY (matter_id, id),
  constraint assignment_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'supporting'::text])))
) partition by RANGE (id);
CREATE INDEX assignment_next ON ONLY matter.assignment USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX assignment_open ON ONLY matter.assignment USING btree (unit_id, matter_id) WHERE ((ended_at IS NULL) AND (role = 'supporting'::text));
comment on table matter.assignment is 'Each time a unit was given a matter, lead or supporting, with its own clock.';
comment on column matter.assignment.matter_id is 'The matter.';
comment on column matter.assignment.id is 'UUIDv7.';
comment on column matter.assignment.cycle is 'The cycle it belongs to.';
comment on column matter.assignment.role is 'Lead 主办 or supporting 协办.';
comment on column matter.assignment.unit_id is 'The unit.';
comment on column matter.assignment.post_id is 'The post, when one is named.';
comment on column matter.assignment.designated is 'Designated units may not return it.';
comment on column matter.assignment.assigned_at is 'When it was given.';
comment on column matter.assignment.due_at is 'End of the unit''s own limit.';
comment on column matter.assignment.next_at is 'Its next reminder.';
comment on column matter.assignment.fired is 'Reminders sent.';
comment on column matter.assignment.received_at is 'When the unit took it.';
comment on column matter.assignment.done_at is 'When the unit had done its share.';
comment on column matter.assignment.ended_at is 'When the unit no longer had it.';
comment on column matter.assignment.end_action is 'The action that ended it.';

create table matter.fact (
  id                    uuid not null,
  on_day                date not null,
  kind                  text not null,
  item                  text,
  division_path         text not null,
  unit_id               text,
  action                text not null,
  resolves              boolean not null,
  on_time               boolean,
  state_on_time         boolean,
  minutes               integer not null,
  working_minutes       integer not null,
  whole_minutes         integer,
  whole_working_minutes integer,
  score                 smallint,
  accepts               boolean not null
);
comment on table matter.fact is 'One row for each step, until the minute''s job has added it to matter.tally: screen and export read tally and what is still here in one snapshot.';
comment on column matter.fact.id is 'The step.';
comment on column matter.fact.on_day is 'The city''s day.';
comment on column matter.fact.kind is 'Kind of the matter.';
comment on column matter.fact.item is 'Its entry in a catalogue.';
comment on column matter.fact.division_path is 'Where it is.';
comment on column matter.fact.unit_id is 'The lead unit that had it when the step was done.';
comment on column matter.fact.action is 'What was done.';
comment on column matter.fact.resolves is 'The work was done with this step.';
comment on column matter.fact.on_time is 'Whether it was done within the whole limit; only where it resolves.';
comment on column matter.fact.state_on_time is 'Whether the state was left within its limit.';
comment on column matter.fact.minutes is 'Time that ended with the step.';
comment on column matter.fact.working_minutes is 'The same in working time.';
comment on column matter.fact.whole_minutes is 'From the cycle''s beginning; only where it resolves.';
comment on column matter.fact.whole_working_minutes is 'The same in working time.';
comment on column matter.fact.score is 'The rating that the step gave.';
comment on column matter.fact.accepts is 'The matter was accepted with this step: it left its first state for work, or began in work.';

create table matter.folder_conflict (
  kind     text not null,
  path     text not null,
  content  jsonb not null,
  found_at timestamp with time zone not null,
  constraint folder_conflict_pkey PRIMARY KEY (kind)
);
comment on table matter.folder_conflict is 'Kinds that changed in the city''s folder after they were edited at the desk; someone must choose.';
comment on column matter.folder_conflict.kind is 'Name of the kind.';
comment on column matter.folder_conflict.path is 'The file.';
comment on column matter.folder_conflict.content is 'What the file says.';
comment on column matter.folder_conflict.found_at is 'When the difference was found.';

create table matter.kind_draft (
  kind       text not null,
  content    jsonb not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  constraint kind_draft_pkey PRIMARY KEY (kind)
);
comment on table matter.kind_draft is 'A kind as somebody wants it; another one approves it, and then it is a version.';
comment on column matter.kind_draft.kind is 'Name of the kind.';
comment on column matter.kind_draft.content is 'What it would say.';
comment on column matter.kind_draft.written_by is 'Who wrote it, and may not approve it.';
comment on column matter.kind_draft.written_at is 'When.';

create table matter.kind_version (
  kind         text not null,
  version      integer not null,
  hash         text not null,
  content      jsonb not null,
  origin       text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  constraint kind_version_pkey PRIMARY KEY (kind, version),
  constraint kind_version_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint kind_version_version_check CHECK ((version > 0))
);
comment on table matter.kind_version is 'Every published version of every kind; a running matter keeps the one it began with.';
comment on column matter.kind_version.kind is 'Name of the kind.';
comment on column matter.kind_version.version is '1, 2, 3 … for each kind.';
comment on column matter.kind_version.hash is 'Of the content: the process keeps compiled kinds by it.';
comment on column matter.kind_version.content is 'The kind as it was written: states, actions, roles, limits.';
comment on column matter.kind_version.origin is 'Whether it came from the city''s folder or was edited at the desk; the folder never overwrites the desk.';
comment on column matter.kind_version.published_at is 'When it was published.';
comment on column matter.kind_version.published_by is 'Who published it.';

create table matter.matter (
  id               uuid not null,
  number           text not null,
  kind             text not null,
  kind_version     integer not null,
  kind_hash        text not null,
  calendar_version text not null,
  state            text not null,
  version          integer not null,
  cycle            smallint not null,
  division_path    text not null,
  holder_level     text not null,
  holder_path      text not null,
  item             text,
  urgent           boolean not null,
  publicity        text not null,
  source           text,
  opener_kind      text not null,
  opener_id        text not null,
  facts            jsonb not null,
  limits           jsonb not null,
  unit_id          text,
  post_id          uuid,
  assignment_id    uuid,
  assigned_at      timestamp with time zone,
  received_at      timestamp with time zone,
  designated       boolean not null,
  supporting       smallint not null,
  opened_at        timestamp with time zone not null,
  cycle_at         timestamp with time zone not null,
  due_at           timestamp with time zone,
  provisional      boolean not null,
  state_at         timestamp with time zone not null,
  state_due_at     timestamp with time zone,
  before_state     text,
  resolved_at      timestamp with time zone,
  closed_at        timestamp with time zone,
  score            smallint,
  master_id        uuid,
  counters         jsonb not null,
  performers       jsonb not null,
  clocks           jsonb not null,
  marked_at        timestamp with time zone not null,
  constraint matter_pkey PRIMARY KEY (id),
  constraint matter_holder_level_check CHECK ((holder_level = ANY (ARRAY['grid'::text, 'community'::text, 'street'::text, 'district'::text, 'city'::text]))),
  constraint matter_publicity_check CHECK ((publicity = ANY (ARRAY['public'::text, 'link'::text, 'closed'::text]))),
  constraint matter_score_check CHECK (((score >= 1) AND (score <= 5)))
) partition by RANGE (id);
CREATE INDEX matter_division ON ONLY matter.matter USING btree (division_path, id);
CREATE INDEX matter_open_division ON ONLY matter.matter USING btree (division_path, id) WHERE (closed_at IS NULL);
CREATE INDEX matter_open_holder ON ONLY matter.matter USING btree (holder_path, id) WHERE (closed_at IS NULL);
CREATE INDEX matter_open_kind ON ONLY matter.matter USING btree (kind, id) WHERE (closed_at IS NULL);
CREATE INDEX matter_open_unit ON ONLY matter.matter USING btree (unit_id, id) WHERE ((closed_at IS NULL) AND (unit_id IS NOT NULL));
CREATE INDEX matter_opener ON ONLY matter.matter USING btree (opener_id, id) WHERE (opener_kind = 'person'::text);
CREATE INDEX matter_provisional ON ONLY matter.matter USING btree (id) WHERE (provisional AND (closed_at IS NULL));
comment on table matter.matter is 'A piece of public business: its state, clock, assignee and version live here and nowhere else. No identifying text.';
comment on column matter.matter.id is 'UUIDv7; the id of the row in the system that opened it.';
comment on column matter.matter.number is 'What people say on the phone: yyMMdd, six random digits, a check digit.';
comment on column matter.matter.kind is 'Its kind.';
comment on column matter.matter.kind_version is 'Version of the kind it began with.';
comment on column matter.matter.kind_hash is 'Hash of that version.';
comment on column matter.matter.calendar_version is 'Working calendar of its deadlines.';
comment on column matter.matter.state is 'One of the kind''s states.';
comment on column matter.matter.version is 'Grows with every step; If-Match.';
comment on column matter.matter.cycle is '1; each reopening begins the next, and the earlier ones keep their figures.';
comment on column matter.matter.division_path is 'Where it is.';
comment on column matter.matter.holder_level is 'Level of the desk that holds it.';
comment on column matter.matter.holder_path is 'Division whose desk holds it; empty = the city.';
comment on column matter.matter.item is 'Entry in a catalogue.';
comment on column matter.matter.urgent is 'Urgent ones have limits of their own and are told of at any hour.';
comment on column matter.matter.publicity is 'Who may see its public trace: everybody, who holds the link, nobody.';
comment on column matter.matter.source is 'How it came in.';
comment on column matter.matter.opener_kind is 'Kind of the actor who opened it.';
comment on column matter.matter.opener_id is 'The actor who opened it.';
comment on column matter.matter.facts is 'Small facts that guards read; nothing that identifies a person.';
comment on column matter.matter.limits is 'Limits that override the kind''s, by name.';
comment on column matter.matter.unit_id is 'The lead unit that has it.';
comment on column matter.matter.post_id is 'The post in the unit, when one is named.';
comment on column matter.matter.assignment_id is 'The lead unit''s assignment.';
comment on column matter.matter.assigned_at is 'When the lead unit was given it.';
comment on column matter.matter.received_at is 'When the lead unit took it.';
comment on column matter.matter.designated is 'Designated units may not return it.';
comment on column matter.matter.supporting is 'How many supporting units still owe their share.';
comment on column matter.matter.opened_at is 'When it was opened.';
comment on column matter.matter.cycle_at is 'When the present cycle began.';
comment on column matter.matter.due_at is 'End of the limit that runs through the cycle. Overdue is derived from it, never stored.';
comment on column matter.matter.provisional is 'The deadline lies beyond the last year whose holidays are published.';
comment on column matter.matter.state_at is 'When the present state, or holder, began.';
comment on column matter.matter.state_due_at is 'End of the present state''s limit.';
comment on column matter.matter.before_state is 'The state it was suspended from.';
comment on column matter.matter.resolved_at is 'When the work was done, in this cycle.';
comment on column matter.matter.closed_at is 'When it was closed, in this cycle.';
comment on column matter.matter.score is 'The opener''s rating, 5 best.';
comment on column matter.matter.master_id is 'The matter into which it was merged.';
comment on column matter.matter.counters is 'Returns, reworks, suspensions … so far.';
comment on column matter.matter.performers is 'Who did the actions that guards ask for, in this cycle.';
comment on column matter.matter.clocks is 'Start, limit, pauses and reminders sent, for the cycle and for each state and holder.';
comment on column matter.matter.marked_at is 'Until when the time is attributed to someone.';

create table matter.number (
  number    text not null,
  matter_id uuid not null,
  constraint number_pkey PRIMARY KEY (number)
);
comment on table matter.number is 'One number, one matter.';
comment on column matter.number.number is 'yyMMdd, six random digits, a check digit.';
comment on column matter.number.matter_id is 'Whose number it is.';

create table matter.oversight_order (
  matter_id        uuid not null,
  id               uuid not null,
  note             text not null,
  answerer_unit_id text not null,
  answerer_post_id uuid,
  ordered_by       text not null,
  ordered_unit_id  text,
  ordered_at       timestamp with time zone not null,
  limit_amount     numeric not null,
  limit_unit       text not null,
  due_at           timestamp with time zone not null,
  next_at          timestamp with time zone,
  fired            smallint not null,
  answered_at      timestamp with time zone,
  answered_by      text,
  answer           text,
  constraint oversight_order_pkey PRIMARY KEY (matter_id, id)
) partition by RANGE (id);
CREATE INDEX oversight_order_given ON ONLY matter.oversight_order USING btree (ordered_by, ordered_at);
CREATE INDEX oversight_order_next ON ONLY matter.oversight_order USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX oversight_order_open ON ONLY matter.oversight_order USING btree (answerer_unit_id, due_at) WHERE (answered_at IS NULL);
comment on table matter.oversight_order is 'Oversight orders 督办: a leader''s note with a named answerer and its own clock; the matter''s clocks go on.';
comment on column matter.oversight_order.matter_id is 'The matter.';
comment on column matter.oversight_order.id is 'UUIDv7.';
comment on column matter.oversight_order.note is 'What the leader wants.';
comment on column matter.oversight_order.answerer_unit_id is 'The unit that must answer.';
comment on column matter.oversight_order.answerer_post_id is 'The post that must answer, when one is named.';
comment on column matter.oversight_order.ordered_by is 'Who ordered.';
comment on column matter.oversight_order.ordered_unit_id is 'The orderer''s unit.';
comment on column matter.oversight_order.ordered_at is 'When.';
comment on column matter.oversight_order.limit_amount is 'How long the answerer has.';
comment on column matter.oversight_order.limit_unit is 'In which unit.';
comment on column matter.oversight_order.due_at is 'End of the answerer''s limit.';
comment on column matter.oversight_order.next_at is 'Its next reminder.';
comment on column matter.oversight_order.fired is 'Reminders sent.';
comment on column matter.oversight_order.answered_at is 'When it was answered.';
comment on column matter.oversight_order.answered_by is 'Who answered.';
comment on column matter.oversight_order.answer is 'The answer.';

create table matter.span_tally (
  on_day        date not null,
  kind          text not null,
  item          text not null,
  division_path text not null,
  unit_id       text not null,
  span          smallint not null,
  resolved      bigint not null,
  constraint span_tally_pkey PRIMARY KEY (kind, on_day, division_path, item, unit_id, span)
);
CREATE INDEX span_tally_division ON matter.span_tally USING btree (division_path, on_day);
comment on table matter.span_tally is 'How long resolutions took, in steps of working time: what medians are read from. Filled together with matter.tally.';
comment on column matter.span_tally.on_day is 'The city''s day of the resolution.';
comment on column matter.span_tally.kind is 'Kind.';
comment on column matter.span_tally.item is 'Entry in a catalogue; empty = none.';
comment on column matter.span_tally.division_path is 'Where.';
comment on column matter.span_tally.unit_id is 'Lead unit; empty = none.';
comment on column matter.span_tally.span is 'Working minutes up to 60, then steps of five per cent.';
comment on column matter.span_tally.resolved is 'How many took that long.';

create table matter.step (
  matter_id       uuid not null,
  id              uuid not null,
  cycle           smallint not null,
  at              timestamp with time zone not null,
  action          text not null,
  from_state      text,
  to_state        text not null,
  actor_kind      text not null,
  actor_id        text not null,
  actor_post_id   uuid,
  actor_unit_id   text,
  unit_id         text,
  holder_level    text not null,
  holder_path     text not null,
  held_by         text not null,
  held_id         text,
  minutes         integer not null,
  working_minutes integer not null,
  state_limit     jsonb,
  on_time         boolean,
  reason          text,
  note            text,
  because         jsonb,
  detail          jsonb not null,
  shown           text not null,
  constraint step_pkey PRIMARY KEY (matter_id, id),
  constraint step_held_by_check CHECK ((held_by = ANY (ARRAY['unit'::text, 'desk'::text, 'pause'::text, 'nobody'::text]))),
  constraint step_minutes_check CHECK ((minutes >= 0)),
  constraint step_shown_check CHECK ((shown = ANY (ARRAY['public'::text, 'staff'::text]))),
  constraint step_working_minutes_check CHECK ((working_minutes >= 0))
) partition by RANGE (id);
comment on table matter.step is 'The trace: one row for each thing done, never changed. Read with id >= matter_id.';
comment on column matter.step.matter_id is 'The matter.';
comment on column matter.step.id is 'UUIDv7.';
comment on column matter.step.cycle is 'The cycle it belongs to.';
comment on column matter.step.at is 'When.';
comment on column matter.step.action is 'One of the kind''s actions; opened, escalated, ordered and answered are the primitive''s own.';
comment on column matter.step.from_state is 'State before; null at the opening.';
comment on column matter.step.to_state is 'State after.';
comment on column matter.step.actor_kind is 'Kind of the actor.';
comment on column matter.step.actor_id is 'The actor; never told to the public.';
comment on column matter.step.actor_post_id is 'The actor''s post.';
comment on column matter.step.actor_unit_id is 'The actor''s department: what the public is told.';
comment on column matter.step.unit_id is 'Lead unit after the step.';
comment on column matter.step.holder_level is 'Level of the holding desk after the step.';
comment on column matter.step.holder_path is 'Division of the holding desk after the step.';
comment on column matter.step.held_by is 'Who had the matter in the time that ended with this step.';
comment on column matter.step.held_id is 'That unit, or that division''s path.';
comment on column matter.step.minutes is 'How long, by the sun. The sum over a cycle''s steps equals its whole time.';
comment on column matter.step.working_minutes is 'How long, in working time.';
comment on column matter.step.state_limit is 'The limit of the state that was left: name, amount, unit, dueAt.';
comment on column matter.step.on_time is 'Whether the state was left within its limit; null where nothing was left or limited.';
comment on column matter.step.reason is 'Reason of a post. A reporter''s words lie in the system that took them.';
comment on column matter.step.note is 'Note of a post.';
comment on column matter.step.because is 'Rule, version, row and sentence by which it was decided.';
comment on column matter.step.detail is 'What else the action brought: evidence, supporting units, score, extension.';
comment on column matter.step.shown is 'Whether the public trace shows it.';

create table matter.tally (
  on_day                date not null,
  kind                  text not null,
  item                  text not null,
  division_path         text not null,
  unit_id               text not null,
  action                text not null,
  steps                 bigint not null,
  resolved              bigint not null,
  on_time               bigint not null,
  late                  bigint not null,
  state_on_time         bigint not null,
  state_late            bigint not null,
  minutes               bigint not null,
  working_minutes       bigint not null,
  whole_minutes         bigint not null,
  whole_working_minutes bigint not null,
  scores                bigint not null,
  score_sum             bigint not null,
  satisfied             bigint not null,
  accepted              bigint not null,
  constraint tally_pkey PRIMARY KEY (kind, on_day, division_path, item, unit_id, action)
);
CREATE INDEX tally_division ON matter.tally USING btree (division_path, on_day);
comment on table matter.tally is 'Facts summed by day, kind, item, division, unit and action.';
comment on column matter.tally.on_day is 'The city''s day.';
comment on column matter.tally.kind is 'Kind.';
comment on column matter.tally.item is 'Entry in a catalogue; empty = none.';
comment on column matter.tally.division_path is 'Where.';
comment on column matter.tally.unit_id is 'Lead unit; empty = none.';
comment on column matter.tally.action is 'What was done.';
comment on column matter.tally.steps is 'How often.';
comment on column matter.tally.resolved is 'How many resolved.';
comment on column matter.tally.on_time is 'How many of them within the whole limit.';
comment on column matter.tally.late is 'How many of them after it.';
comment on column matter.tally.state_on_time is 'States left within their limit.';
comment on column matter.tally.state_late is 'States left after it.';
comment on column matter.tally.minutes is 'Time by the sun that ended with these steps.';
comment on column matter.tally.working_minutes is 'The same in working time.';
comment on column matter.tally.whole_minutes is 'From the beginning of the cycle to the resolution.';
comment on column matter.tally.whole_working_minutes is 'The same in working time.';
comment on column matter.tally.scores is 'Ratings given.';
comment on column matter.tally.score_sum is 'Their sum.';
comment on column matter.tally.satisfied is 'Ratings of 3 and more of 5.';
comment on column matter.tally.accepted is 'How many were accepted.';

create table matter.trace_link (
  hash      bytea not null,
  matter_id uuid not null,
  made_at   timestamp with time zone not null,
  constraint trace_link_pkey PRIMARY KEY (hash)
);
CREATE INDEX trace_link_matter ON matter.trace_link USING btree (matter_id);
comment on table matter.trace_link is 'Unguessable addresses of public traces; only the hash is kept.';
comment on column matter.trace_link.hash is 'SHA-256 of the 128-bit random token.';
comment on column matter.trace_link.matter_id is 'Whose trace it opens.';
comment on column matter.trace_link.made_at is 'When it was given.';

create schema my_data;
comment on schema my_data is '我的数据';

create table my_data.closing (
  id         uuid not null,
  person_id  uuid not null,
  account_id uuid,
  post_id    uuid,
  proof_id   uuid,
  constraint closing_pkey PRIMARY KEY (id),
  constraint closing_check CHECK (((account_id IS NOT NULL) OR (post_id IS NOT NULL)))
);
CREATE INDEX closing_of_person ON my_data.closing USING btree (person_id, id);
comment on table my_data.closing is 'Closings of accounts 注销申请: state, waiting time and end are a matter of the same id.';
comment on column my_data.closing.id is 'The matter.';
comment on column my_data.closing.person_id is 'Whose account it is.';
comment on column my_data.closing.account_id is 'The account; null = the person had none to log in with, and what else is kept is ended.';
comment on column my_data.closing.post_id is 'The post before which it was asked for; null = by the person, with a code to the phone.';
comment on column my_data.closing.proof_id is 'The leaf that proves that it was done.';

create table my_data.copy (
  id         uuid not null,
  person_id  uuid not null,
  asked_at   timestamp with time zone not null,
  parts      integer not null,
  done       integer not null,
  tries      smallint not null,
  made_at    timestamp with time zone,
  expires_at timestamp with time zone,
  sealed     bytea,
  sha256     bytea,
  size       integer,
  taken_at   timestamp with time zone,
  constraint copy_pkey PRIMARY KEY (id),
  constraint copy_check CHECK (((done >= 0) AND (done <= parts))),
  constraint copy_check1 CHECK ((((made_at IS NULL) = (expires_at IS NULL)) AND ((made_at IS NULL) = (sha256 IS NULL)))),
  constraint copy_check2 CHECK (((sealed IS NULL) OR (made_at IS NOT NULL))),
  constraint copy_parts_check CHECK ((parts >= 0)),
  constraint copy_sha256_check CHECK ((octet_length(sha256) = 32))
);
CREATE INDEX copy_due ON my_data.copy USING btree (id) WHERE (made_at IS NULL);
CREATE INDEX copy_of_person ON my_data.copy USING btree (person_id, id);
CREATE INDEX copy_over ON my_data.copy USING btree (expires_at) WHERE (sealed IS NOT NULL);
alter table my_data.copy enable row level security;
alter table my_data.copy force row level security;
create policy copy_of_jobs on my_data.copy for all using ((current_setting('haihe.job'::text, true) = ANY (ARRAY['my_data.make_copies'::text, 'my_data.drop_copies'::text, 'my_data.follow_merge'::text, 'my_data.end_account'::text])));
create policy copy_own on my_data.copy for all using (((person_id)::text = current_setting('haihe.person'::text, true)));
comment on table my_data.copy is 'Copies of all that is held of a person, as they asked for 个人信息副本: sealed, opened by nobody else, gone after some days.';
comment on column my_data.copy.id is 'UUIDv7, made by the client.';
comment on column my_data.copy.person_id is 'Whose.';
comment on column my_data.copy.asked_at is 'When it was asked for.';
comment on column my_data.copy.parts is 'How many parts it will have.';
comment on column my_data.copy.done is 'How many are read.';
comment on column my_data.copy.tries is 'How often it was tried to make it.';
comment on column my_data.copy.made_at is 'When it was ready; null = it is being made, or cannot be.';
comment on column my_data.copy.expires_at is 'Until when it can be taken.';
comment on column my_data.copy.sealed is 'The ZIP, sealed; null = not made yet, or gone.';
comment on column my_data.copy.sha256 is 'Of the ZIP; it stands in the ledger.';
comment on column my_data.copy.size is 'Bytes of the ZIP.';
comment on column my_data.copy.taken_at is 'When it was first taken.';

create table my_data.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table my_data.setting is 'On which law what is kept of a person, and for how long 个人信息清单; from the city''s folder.';
comment on column my_data.setting.only_one is 'There is one row.';
comment on column my_data.setting.content is 'What the file says.';

create schema notice;
comment on schema notice is 'What people are told: their inbox, and what goes out by SMS, e-mail or to other systems.';

create table notice.endpoint (
  owner  text not null,
  url    text not null,
  secret bytea not null,
  at     timestamp with time zone not null,
  constraint endpoint_pkey PRIMARY KEY (owner)
);
comment on table notice.endpoint is 'Systems of units that want to be told.';
comment on column notice.endpoint.owner is 'unit:<id>.';
comment on column notice.endpoint.url is 'Where it takes POSTs.';
comment on column notice.endpoint.secret is 'Sealed; signs each POST.';
comment on column notice.endpoint.at is 'When it was set.';

create table notice.notice (
  id        uuid not null,
  recipient text not null,
  template  text not null,
  facts     jsonb not null,
  link      text,
  urgent    boolean not null,
  at        timestamp with time zone not null,
  constraint notice_pkey PRIMARY KEY (id)
) partition by RANGE (id);
CREATE INDEX notice_recipient ON ONLY notice.notice USING btree (recipient, id DESC);
comment on table notice.notice is 'One row a notice in an inbox; what it says is a text of the city, filled with facts that name no person.';
comment on column notice.notice.id is 'UUIDv7.';
comment on column notice.notice.recipient is 'party:<id>, post:<id> or unit:<id>; a post''s and a unit''s notices are seen by whoever holds or belongs to it.';
comment on column notice.notice.template is 'Key of the text.';
comment on column notice.notice.facts is 'What fills it: numbers, names of units and items, times.';
comment on column notice.notice.link is 'The page it leads to.';
comment on column notice.notice.urgent is 'Shown before others, with sound where the screen allows.';
comment on column notice.notice.at is 'When.';

create table notice.outgoing (
  id       uuid not null,
  channel  text not null,
  party_id uuid,
  endpoint text,
  sealed   bytea,
  template text not null,
  state    text not null,
  tries    smallint default 0 not null,
  next_at  timestamp with time zone not null,
  at       timestamp with time zone not null,
  sent_at  timestamp with time zone,
  reason   text,
  constraint outgoing_pkey PRIMARY KEY (id),
  constraint outgoing_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text, 'webhook'::text]))),
  constraint outgoing_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'parked'::text])))
) partition by RANGE (id);
CREATE INDEX outgoing_due ON ONLY notice.outgoing USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX outgoing_parked ON ONLY notice.outgoing USING btree (id) WHERE (state = 'parked'::text);
alter table notice.outgoing enable row level security;
alter table notice.outgoing force row level security;
create policy moved_by_sender on notice.outgoing for update using (((current_setting('haihe.job'::text, true) = ANY (ARRAY['notice.deliver'::text, 'notice.forget'::text])) OR ((COALESCE(current_setting('haihe.person'::text, true), ''::text) <> ''::text) AND (state = 'parked'::text)))) with check (true);
create policy seen_by_sender on notice.outgoing for select using (((current_setting('haihe.job'::text, true) = ANY (ARRAY['notice.deliver'::text, 'notice.forget'::text])) OR ((COALESCE(current_setting('haihe.person'::text, true), ''::text) <> ''::text) AND (state = ANY (ARRAY['parked'::text, 'waiting'::text])))));
create policy written_by_all on notice.outgoing for insert with check (true);
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

create table notice.seen (
  party_id  text not null,
  notice_id uuid not null,
  at        timestamp with time zone not null,
  constraint seen_pkey PRIMARY KEY (party_id, notice_id)
);
comment on table notice.seen is 'Who has read which notice.';
comment on column notice.seen.party_id is 'The reader.';
comment on column notice.seen.notice_id is 'The notice.';
comment on column notice.seen.at is 'When it was read.';

create schema one_form;
comment on schema one_form is '一表通';

create table one_form.form (
  id            uuid not null,
  unit_id       text not null,
  division_path text not null,
  level         text not null,
  name          text not null,
  purpose       text not null,
  legal_basis   text not null,
  cycle         text not null,
  until_on      date not null,
  submitted_at  timestamp with time zone not null,
  registered_on date,
  constraint form_pkey PRIMARY KEY (id),
  constraint form_cycle_check CHECK ((cycle = ANY (ARRAY['once'::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'half_yearly'::text, 'yearly'::text]))),
  constraint form_level_check CHECK ((level = ANY (ARRAY['district'::text, 'street'::text, 'community'::text])))
);
CREATE INDEX form_division ON one_form.form USING btree (division_path text_pattern_ops);
CREATE INDEX form_unit ON one_form.form USING btree (unit_id, id);
comment on table one_form.form is 'A form that a department wants streets or communities to fill in 基层报表; its state, clocks and steps are a matter of the same id, whose public number is the form''s.';
comment on column one_form.form.id is 'The matter.';
comment on column one_form.form.unit_id is 'The department that wants it filled in.';
comment on column one_form.form.division_path is 'Where it is to be filled in: the division of that department; empty is the whole city.';
comment on column one_form.form.level is 'By whom: the level of divisions.';
comment on column one_form.form.name is 'What it is called.';
comment on column one_form.form.purpose is 'What for.';
comment on column one_form.form.legal_basis is 'The duty in law that needs it.';
comment on column one_form.form.cycle is 'How often it is to be filled in.';
comment on column one_form.form.until_on is 'Its last day, once registered.';
comment on column one_form.form.submitted_at is 'When.';
comment on column one_form.form.registered_on is 'Since which day it is on the list; null = not on it.';

create table one_form.form_column (
  form_id uuid not null,
  place   integer not null,
  name    text not null,
  state   text not null,
  keep    text,
  fields  jsonb not null,
  constraint form_column_pkey PRIMARY KEY (form_id, place),
  constraint form_column_form_id_fkey FOREIGN KEY (form_id) REFERENCES one_form.form(id),
  constraint form_column_place_check CHECK ((place >= 0)),
  constraint form_column_state_check CHECK ((state = ANY (ARRAY['free'::text, 'held'::text, 'closed'::text])))
);
comment on table one_form.form_column is 'What a form asks for, and what was found of it in the catalogue when it was submitted.';
comment on column one_form.form_column.form_id is 'The form.';
comment on column one_form.form_column.place is 'Which column, from 0.';
comment on column one_form.form_column.name is 'Its heading.';
comment on column one_form.form_column.state is 'free: the catalogue does not have it; held: it has, and shares it; closed: it has, and the law forbids to share it.';
comment on column one_form.form_column.keep is 'Why it is asked for although it is held; null = it is not, or it is not kept.';
comment on column one_form.form_column.fields is 'Where it was found.';

create table one_form.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table one_form.setting is 'How columns are told apart, and how long a form may be in force 列名同义词; from the city''s folder.';
comment on column one_form.setting.only_one is 'There is one row.';
comment on column one_form.setting.content is 'What the file says.';

create schema open_data;
comment on schema open_data is 'What the city gives to everybody: published only through the gate, in versions, and never taken away in silence. 公共数据开放';

create table open_data.address_use (
  on_day date not null,
  digest bytea not null,
  calls  integer not null,
  constraint address_use_pkey PRIMARY KEY (on_day, digest)
);
comment on table open_data.address_use is 'Calls without a key each day 无钥匙配额, whatever process they came to; forgotten when the day is over.';
comment on column open_data.address_use.on_day is 'The city''s day.';
comment on column open_data.address_use.digest is 'Blind index of the address (of IPv6 its /64): which one it is, is nobody''s business.';
comment on column open_data.address_use.calls is 'How many.';

create table open_data.copy (
  version_id uuid not null,
  format     text not null,
  sha256     bytea not null,
  bytes      bigint not null,
  made_at    timestamp with time zone not null,
  constraint copy_pkey PRIMARY KEY (version_id, format),
  constraint copy_version_id_fkey FOREIGN KEY (version_id) REFERENCES open_data.version(id),
  constraint copy_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'json'::text, 'xlsx'::text, 'parquet'::text])))
);
comment on table open_data.copy is 'A version as a file to be downloaded, made once; it lies under its hash.';
comment on column open_data.copy.version_id is 'The version.';
comment on column open_data.copy.format is 'csv, json, xlsx, parquet.';
comment on column open_data.copy.sha256 is 'Of its bytes, and its name on disk.';
comment on column open_data.copy.bytes is 'Its size.';
comment on column open_data.copy.made_at is 'When it was made.';

create table open_data.dataset (
  id               uuid not null,
  name             text not null,
  title            text not null,
  unit_id          text not null,
  resource_code    text,
  theme            text not null,
  tags             text[] not null,
  summary          text not null,
  cycle            text not null,
  licence          text not null,
  scope            text not null,
  grade            smallint not null,
  about_people     boolean not null,
  quasi            text[] not null,
  columns          jsonb not null,
  origin           text not null,
  created_at       timestamp with time zone not null,
  created_by       text not null,
  version          integer not null,
  version_id       uuid,
  renewed_at       timestamp with time zone,
  withdrawn_at     timestamp with time zone,
  withdrawn_reason text,
  ratings          integer not null,
  rating_sum       integer not null,
  tokens           text[] not null,
  constraint dataset_pkey PRIMARY KEY (id),
  constraint dataset_name_key UNIQUE (name),
  constraint dataset_check CHECK (((version = 0) = (version_id IS NULL))),
  constraint dataset_check1 CHECK (((withdrawn_at IS NULL) OR (withdrawn_reason IS NOT NULL))),
  constraint dataset_cycle_check CHECK ((cycle = ANY (ARRAY['realtime'::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'yearly'::text, 'once'::text]))),
  constraint dataset_grade_check CHECK (((grade >= 1) AND (grade <= 4))),
  constraint dataset_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{1,79}$'::text)),
  constraint dataset_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text])))
);
CREATE INDEX dataset_tokens ON open_data.dataset USING gin (tokens);
CREATE INDEX dataset_unit ON open_data.dataset USING btree (unit_id, name);
comment on table open_data.dataset is 'An open dataset 开放数据集, prepared or published.';
comment on column open_data.dataset.id is 'UUIDv7.';
comment on column open_data.dataset.name is 'In its address; for ever.';
comment on column open_data.dataset.title is 'Its name for people.';
comment on column open_data.dataset.unit_id is 'Who publishes it and answers for it.';
comment on column open_data.dataset.resource_code is 'The entry of the exchange''s catalogue that it comes from; null = none.';
comment on column open_data.dataset.theme is 'Theme 主题.';
comment on column open_data.dataset.tags is 'Words by which it is found.';
comment on column open_data.dataset.summary is '摘要.';
comment on column open_data.dataset.cycle is 'How often it is renewed 更新周期.';
comment on column open_data.dataset.licence is 'On what terms it may be used; a licence of the settings.';
comment on column open_data.dataset.scope is 'What it covers: places and time.';
comment on column open_data.dataset.grade is 'As the unit grades it, 1 to 4 (GB/T 43697); only 1 is opened.';
comment on column open_data.dataset.about_people is 'Derived from records of persons: then groups must be large enough.';
comment on column open_data.dataset.quasi is 'Headings that together might single somebody out 准标识符.';
comment on column open_data.dataset.columns is 'What the unit says of columns by heading: field, note, type, left out.';
comment on column open_data.dataset.origin is 'The city''s folder, or the desk.';
comment on column open_data.dataset.created_at is 'When it was first written down.';
comment on column open_data.dataset.created_by is 'Kind and id of who did.';
comment on column open_data.dataset.version is 'The newest published version; 0 = none yet.';
comment on column open_data.dataset.version_id is 'Its row in version.';
comment on column open_data.dataset.renewed_at is 'When the newest version was published.';
comment on column open_data.dataset.withdrawn_at is 'When it was withdrawn; its address then says why.';
comment on column open_data.dataset.withdrawn_reason is 'Why, for everybody.';
comment on column open_data.dataset.ratings is 'How many rated it.';
comment on column open_data.dataset.rating_sum is 'The sum of their ratings.';
comment on column open_data.dataset.tokens is 'Pairs of signs of title, unit, tags, summary and headings, by which it is found.';

create table open_data.feedback (
  id          uuid not null,
  dataset_id  uuid not null,
  unit_id     text not null,
  version     integer not null,
  rating      smallint,
  words       text not null,
  person_id   uuid not null,
  given_at    timestamp with time zone not null,
  outcome     text,
  answer      text,
  answered_at timestamp with time zone,
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES open_data.dataset(id),
  constraint feedback_check CHECK ((((answered_at IS NULL) = (answer IS NULL)) AND ((answered_at IS NULL) = (outcome IS NULL)))),
  constraint feedback_outcome_check CHECK ((outcome = ANY (ARRAY['mended'::text, 'kept'::text, 'will_open'::text]))),
  constraint feedback_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
);
CREATE INDEX feedback_dataset ON open_data.feedback USING btree (dataset_id, id);
CREATE INDEX feedback_of_person ON open_data.feedback USING btree (person_id, id);
CREATE INDEX feedback_unit ON open_data.feedback USING btree (unit_id, id) WHERE (answered_at IS NULL);
alter table open_data.feedback enable row level security;
alter table open_data.feedback force row level security;
create policy feedback_follow_merge on open_data.feedback for all using ((current_setting('haihe.job'::text, true) = 'open_data.follow_merge'::text));
create policy feedback_own on open_data.feedback for all using ((current_setting('haihe.person'::text, true) = (person_id)::text));
create policy feedback_public on open_data.feedback for select using ((answered_at IS NOT NULL));
create policy feedback_unit on open_data.feedback for all using (((current_setting('haihe.department'::text, true) <> ''::text) AND (current_setting('haihe.department'::text, true) = unit_id)));
comment on table open_data.feedback is 'What people say of a dataset 反馈; public once the unit has answered.';
comment on column open_data.feedback.id is 'UUIDv7, made by whoever gives it.';
comment on column open_data.feedback.dataset_id is 'Of which dataset.';
comment on column open_data.feedback.unit_id is 'Which unit answers.';
comment on column open_data.feedback.version is 'Of which version.';
comment on column open_data.feedback.rating is '1 to 5; null = only words.';
comment on column open_data.feedback.words is 'What was said; it holds no personal data.';
comment on column open_data.feedback.person_id is 'Who said it; shown to nobody.';
comment on column open_data.feedback.given_at is 'When.';
comment on column open_data.feedback.outcome is 'mended, kept as it is, or will be opened.';
comment on column open_data.feedback.answer is 'What the unit answers, for everybody.';
comment on column open_data.feedback.answered_at is 'When.';

create table open_data.key (
  id         uuid not null,
  digest     bytea not null,
  ending     text not null,
  person_id  uuid not null,
  purpose    text not null,
  made_at    timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint key_pkey PRIMARY KEY (id),
  constraint key_digest_key UNIQUE (digest)
);
CREATE INDEX key_person ON open_data.key USING btree (person_id, id);
comment on table open_data.key is 'Keys to the public interface 接口钥匙: whoever has one may ask more often.';
comment on column open_data.key.id is 'UUIDv7.';
comment on column open_data.key.digest is 'SHA-256 of the key, which is nowhere else.';
comment on column open_data.key.ending is 'Its last four signs, by which its owner knows it.';
comment on column open_data.key.person_id is 'Whose it is.';
comment on column open_data.key.purpose is 'What for, in the owner''s words.';
comment on column open_data.key.made_at is 'When it was made.';
comment on column open_data.key.revoked_at is 'Since when it opens nothing; null = it does.';

create table open_data.key_use (
  key_id uuid not null,
  on_day date not null,
  calls  integer not null,
  constraint key_use_pkey PRIMARY KEY (key_id, on_day),
  constraint key_use_key_id_fkey FOREIGN KEY (key_id) REFERENCES open_data.key(id)
);
comment on table open_data.key_use is 'Calls with a key each day: its quota is counted here 配额.';
comment on column open_data.key_use.key_id is 'The key.';
comment on column open_data.key_use.on_day is 'The city''s day.';
comment on column open_data.key_use.calls is 'How many.';

create table open_data.row (
  version_id uuid not null,
  n          integer not null,
  cells      text[] not null,
  constraint row_pkey PRIMARY KEY (version_id, n)
) partition by RANGE (version_id);
comment on table open_data.row is 'The rows of all versions, as text in the form that PostgreSQL casts; null where blank.';
comment on column open_data.row.version_id is 'The version.';
comment on column open_data.row.n is 'Its place in the file, from 1.';
comment on column open_data.row.cells is 'One value a column of the version.';

create table open_data.setting (
  id      integer not null,
  content jsonb not null,
  constraint setting_pkey PRIMARY KEY (id),
  constraint setting_id_check CHECK ((id = 1))
);
comment on table open_data.setting is 'What the city''s folder says of open data 开放参数: least group, quotas, licences.';
comment on column open_data.setting.id is 'One row.';
comment on column open_data.setting.content is 'As the folder has it.';

create table open_data.showcase (
  id           uuid not null,
  title        text not null,
  summary      text not null,
  url          text not null,
  maker        text not null,
  datasets     uuid[] not null,
  person_id    uuid not null,
  submitted_at timestamp with time zone not null,
  shown        boolean,
  reason       text,
  reviewed_at  timestamp with time zone,
  reviewed_by  text,
  constraint showcase_pkey PRIMARY KEY (id),
  constraint showcase_check CHECK (((reviewed_at IS NULL) = (shown IS NULL)))
);
CREATE INDEX showcase_of_person ON open_data.showcase USING btree (person_id, id);
alter table open_data.showcase enable row level security;
alter table open_data.showcase force row level security;
create policy showcase_follow_merge on open_data.showcase for all using ((current_setting('haihe.job'::text, true) = 'open_data.follow_merge'::text));
create policy showcase_own on open_data.showcase for all using ((current_setting('haihe.person'::text, true) = (person_id)::text));
create policy showcase_public on open_data.showcase for select using (shown);
create policy showcase_staff on open_data.showcase for all using ((current_setting('haihe.department'::text, true) <> ''::text));
comment on table open_data.showcase is 'What somebody made of open data 应用成果; shown after the city''s data post has looked at it.';
comment on column open_data.showcase.id is 'UUIDv7, made by whoever submits it.';
comment on column open_data.showcase.title is 'Its name.';
comment on column open_data.showcase.summary is 'What it does.';
comment on column open_data.showcase.url is 'Where it is.';
comment on column open_data.showcase.maker is 'Who made it, as they want to be named.';
comment on column open_data.showcase.datasets is 'The datasets that it uses.';
comment on column open_data.showcase.person_id is 'Who submitted it; shown to nobody.';
comment on column open_data.showcase.submitted_at is 'When.';
comment on column open_data.showcase.shown is 'Whether everybody sees it; null = not reviewed yet.';
comment on column open_data.showcase.reason is 'Why not.';
comment on column open_data.showcase.reviewed_at is 'When it was reviewed.';
comment on column open_data.showcase.reviewed_by is 'By whom: kind and id.';

create table open_data.use (
  dataset_id uuid not null,
  on_day     date not null,
  way        text not null,
  uses       bigint not null,
  constraint use_pkey PRIMARY KEY (dataset_id, on_day, way),
  constraint use_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES open_data.dataset(id),
  constraint use_way_check CHECK ((way = ANY (ARRAY['csv'::text, 'json'::text, 'xlsx'::text, 'parquet'::text, 'api'::text, 'view'::text])))
);
comment on table open_data.use is 'How often a dataset was used each day 使用统计; of no user.';
comment on column open_data.use.dataset_id is 'The dataset.';
comment on column open_data.use.on_day is 'The city''s day.';
comment on column open_data.use.way is 'A download by its format, the interface, or its page.';
comment on column open_data.use.uses is 'How often.';

create table open_data.version (
  id               uuid not null,
  dataset_id       uuid not null,
  number           integer,
  file_name        text not null,
  format           text not null,
  encoding         text,
  bytes            bigint not null,
  sha256           bytea not null,
  rows             integer not null,
  kept             boolean not null,
  blank_rows       integer not null,
  rejected         integer not null,
  faults           jsonb not null,
  columns          jsonb not null,
  left_out         text[] not null,
  findings         jsonb not null,
  loaded_at        timestamp with time zone not null,
  loaded_by        text not null,
  accept_rejects   boolean not null,
  note             text,
  signed_by        text,
  signed_at        timestamp with time zone,
  change           text not null,
  gate             jsonb,
  published_at     timestamp with time zone,
  published_by     text,
  entry_id         uuid,
  withdrawn_at     timestamp with time zone,
  withdrawn_reason text,
  constraint version_pkey PRIMARY KEY (id),
  constraint version_dataset_id_number_key UNIQUE (dataset_id, number),
  constraint version_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES open_data.dataset(id),
  constraint version_check CHECK (((number IS NULL) = (published_at IS NULL))),
  constraint version_check1 CHECK (((number IS NULL) OR ((gate IS NOT NULL) AND (note IS NOT NULL) AND kept))),
  constraint version_check2 CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)))
);
CREATE UNIQUE INDEX version_draft ON open_data.version USING btree (dataset_id) WHERE (number IS NULL);
comment on table open_data.version is 'One table of a dataset as it was sent and read: a draft, or published under a number.';
comment on column open_data.version.id is 'UUIDv7.';
comment on column open_data.version.dataset_id is 'The dataset.';
comment on column open_data.version.number is 'From 1, in the order of publication; null = a draft, of which there is one at most.';
comment on column open_data.version.file_name is 'What the file was called.';
comment on column open_data.version.format is 'csv or xlsx.';
comment on column open_data.version.encoding is 'Of a text file, as it was found out.';
comment on column open_data.version.bytes is 'Its size.';
comment on column open_data.version.sha256 is 'Of its bytes.';
comment on column open_data.version.rows is 'Rows that came in.';
comment on column open_data.version.kept is 'Whether the rows are stored; false where personal data were found.';
comment on column open_data.version.blank_rows is 'Blank rows that were passed over.';
comment on column open_data.version.rejected is 'Rows that did not come in.';
comment on column open_data.version.faults is 'The first of them: line, column, code, value.';
comment on column open_data.version.columns is 'Its columns in the order of the values: heading, field, type, note, values, blanks, role.';
comment on column open_data.version.left_out is 'Headings whose values were never stored.';
comment on column open_data.version.findings is 'Personal data that the scan found, by column: kind, grade, rows; no value.';
comment on column open_data.version.loaded_at is 'When it was sent.';
comment on column open_data.version.loaded_by is 'Kind and id of who sent it.';
comment on column open_data.version.accept_rejects is 'The head accepts that the rejected rows stay away.';
comment on column open_data.version.note is 'Disclosure note 开放说明 of the unit''s head.';
comment on column open_data.version.signed_by is 'Who signed it: kind and id.';
comment on column open_data.version.signed_at is 'When.';
comment on column open_data.version.change is 'What is different from the version before, for everybody 变更说明.';
comment on column open_data.version.gate is 'What each check of the gate said when it was published 开放审查.';
comment on column open_data.version.published_at is 'When it was published.';
comment on column open_data.version.published_by is 'By whom: kind and id.';
comment on column open_data.version.entry_id is 'The gate''s decision in the ledger.';
comment on column open_data.version.withdrawn_at is 'When it was withdrawn with its dataset; a later version does not bring it back.';
comment on column open_data.version.withdrawn_reason is 'Why, for everybody.';

create table open_data.wish (
  id         uuid not null,
  title      text not null,
  words      text not null,
  purpose    text not null,
  person_id  uuid not null,
  asked_unit text,
  unit_id    text,
  shown      boolean not null,
  dataset_id uuid,
  answer     text,
  asked_at   timestamp with time zone not null,
  constraint wish_pkey PRIMARY KEY (id),
  constraint wish_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES open_data.dataset(id)
);
CREATE INDEX wish_person ON open_data.wish USING btree (person_id, id);
CREATE INDEX wish_unit ON open_data.wish USING btree (unit_id, id);
alter table open_data.wish enable row level security;
alter table open_data.wish force row level security;
create policy wish_jobs on open_data.wish for all using ((current_setting('haihe.job'::text, true) ~~ 'open_data.%'::text));
create policy wish_own on open_data.wish for all using ((current_setting('haihe.person'::text, true) = (person_id)::text));
create policy wish_public on open_data.wish for select using (shown);
create policy wish_staff on open_data.wish for all using ((current_setting('haihe.department'::text, true) <> ''::text));
comment on table open_data.wish is 'Data that somebody would like to have open 数据需求申请; state, clocks and steps are a matter of the same id.';
comment on column open_data.wish.id is 'The matter.';
comment on column open_data.wish.title is 'What data.';
comment on column open_data.wish.words is 'More exactly.';
comment on column open_data.wish.purpose is 'What for.';
comment on column open_data.wish.person_id is 'Who asks; shown to nobody.';
comment on column open_data.wish.asked_unit is 'Which unit they think has it; null = they do not know.';
comment on column open_data.wish.unit_id is 'Which unit the review gave it to; null = not yet.';
comment on column open_data.wish.shown is 'Public since the review accepted it.';
comment on column open_data.wish.dataset_id is 'The dataset that answers it; null = none.';
comment on column open_data.wish.answer is 'What was answered, for everybody.';
comment on column open_data.wish.asked_at is 'When.';

create schema party;
comment on schema party is 'Who: people, firms, departments, posts. Identity numbers sealed, findable by blind index, masked by default. 人和单位';

create table party.cast_member (
  key       text not null,
  person_id uuid not null,
  name      text not null,
  account   text,
  resident  boolean not null,
  note      text,
  place     integer not null,
  constraint cast_member_pkey PRIMARY KEY (key)
);
comment on table party.cast_member is 'The demo cast: people who do not exist, so their names stand open. Empty in production. 演示人员';
comment on column party.cast_member.key is 'How tests call them.';
comment on column party.cast_member.person_id is 'Their row in person.';
comment on column party.cast_member.name is 'Name.';
comment on column party.cast_member.account is 'Account name; null = does not log in.';
comment on column party.cast_member.resident is 'Logs in on the residents'' side.';
comment on column party.cast_member.note is 'What they can show.';
comment on column party.cast_member.place is 'Order in the file.';

create table party.department (
  id            text not null,
  name          text not null,
  short_name    text,
  credit_code   text,
  level         text not null,
  division_code text not null,
  division_path text not null,
  parent_id     text,
  kind          text not null,
  role          text,
  network_post  text not null,
  phone         text,
  valid_to      date,
  origin        text not null,
  version       integer default 1 not null,
  changed_at    timestamp with time zone not null,
  constraint department_pkey PRIMARY KEY (id),
  constraint department_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code),
  constraint department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES party.department(id),
  constraint department_level_check CHECK ((level = ANY (ARRAY['city'::text, 'district'::text, 'street'::text, 'community'::text]))),
  constraint department_network_post_check CHECK ((network_post = ANY (ARRAY['own'::text, 'attached'::text, 'none'::text]))),
  constraint department_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text])))
);
comment on table party.department is 'Units that answer for public business. 单位';
comment on column party.department.id is 'Readable and lasting.';
comment on column party.department.name is 'Full name as people read it.';
comment on column party.department.short_name is 'Short name; null = the full one.';
comment on column party.department.credit_code is 'Unified social credit code (GB 32100), where known.';
comment on column party.department.level is 'Level at which it answers.';
comment on column party.department.division_code is 'Division in which it answers.';
comment on column party.department.division_path is 'Path of that division; empty = whole city.';
comment on column party.department.parent_id is 'The unit above it.';
comment on column party.department.kind is 'government, department, enforcement, grid_centre, hotline, street, community, public_utility, party_office, other.';
comment on column party.department.role is 'What rule tables and the catalogue call it: water, grid_centre …; one unit a role and division.';
comment on column party.department.network_post is 'Its 网信 post: own = has one, attached = joined to another post, none.';
comment on column party.department.phone is 'Public telephone.';
comment on column party.department.valid_to is 'Last day; null = exists.';
comment on column party.department.origin is 'folder = follows departments.csv; desk = changed by a desk and kept.';
comment on column party.department.version is 'Grows with each change.';
comment on column party.department.changed_at is 'Last change.';

create table party.firm (
  credit_code   text not null,
  id            uuid not null,
  name          text not null,
  division_path text,
  valid_to      date,
  changed_at    timestamp with time zone not null,
  constraint firm_pkey PRIMARY KEY (credit_code),
  constraint firm_id_key UNIQUE (id)
);
comment on table party.firm is 'Firms and other organisations, by unified social credit code. 法人';
comment on column party.firm.credit_code is 'GB 32100, checked.';
comment on column party.firm.id is 'UUIDv7.';
comment on column party.firm.name is 'Registered name; public.';
comment on column party.firm.division_path is 'Where it is registered, as far as known.';
comment on column party.firm.valid_to is 'Last day; null = exists.';
comment on column party.firm.changed_at is 'Last change.';

create table party.identity_area (
  code      text not null,
  name      text not null,
  abolished boolean not null,
  constraint identity_area_pkey PRIMARY KEY (code)
);
comment on table party.identity_area is 'Area codes in identity numbers; one that is not here only marks a number. 身份证地区码';
comment on column party.identity_area.code is 'Six digits (GB/T 2260).';
comment on column party.identity_area.name is 'Name.';
comment on column party.identity_area.abolished is 'No longer a division; numbers given then stay valid.';

create table party.person (
  id             uuid not null,
  name           bytea not null,
  number         bytea,
  number_kind    text,
  phone          bytea,
  address        bytea,
  birth_year     smallint,
  sex            text,
  division_path  text,
  household_id   uuid,
  marks          text[] default '{}'::text[] not null,
  number_indexed smallint,
  version        integer default 1 not null,
  changed_at     timestamp with time zone not null,
  merged_into    uuid,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES party.person(id),
  constraint person_check CHECK (((number IS NULL) = (number_kind IS NULL))),
  constraint person_number_kind_check CHECK ((number_kind = ANY (ARRAY['resident'::text, 'permit'::text, 'foreign_resident'::text, 'passport'::text, 'other'::text]))),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
);
CREATE INDEX person_to_index ON party.person USING btree (number_indexed) WHERE (number IS NOT NULL);
alter table party.person enable row level security;
alter table party.person force row level security;
create policy person_add on party.person for insert with check (true);
create policy person_change on party.person for update using ((((id)::text = current_setting('haihe.person'::text, true)) OR ((id)::text = current_setting('haihe.found'::text, true)) OR (current_setting('haihe.department'::text, true) <> ''::text)));
create policy person_for_index_job on party.person for all using ((current_setting('haihe.job'::text, true) = ANY (ARRAY['party.index_numbers'::text, 'party.seed'::text, 'party.populate'::text])));
create policy person_for_merge on party.person for all using ((current_setting('haihe.job'::text, true) = 'party.follow_merge'::text));
create policy person_for_notices on party.person for select using (starts_with(current_setting('haihe.job'::text, true), 'notice.'::text));
create policy person_read on party.person for select using ((((id)::text = current_setting('haihe.person'::text, true)) OR ((id)::text = current_setting('haihe.found'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND ((current_setting('haihe.division'::text, true) = ''::text) OR (division_path = current_setting('haihe.division'::text, true)) OR starts_with(division_path, (current_setting('haihe.division'::text, true) || '/'::text)) OR COALESCE(( SELECT true FROM party.person_tie tie WHERE ((tie.person_id = person.id) AND ((tie.department_id = current_setting('haihe.department'::text, true)) OR (tie.division_path = current_setting('haihe.division'::text, true)) OR starts_with(tie.division_path, (current_setting('haihe.division'::text, true) || '/'::text)))) LIMIT 1), false)))));
comment on table party.person is 'People. Whatever identifies them is sealed (SM4-CTR, HMAC-SM3) and read by id only. 自然人';
comment on column party.person.id is 'UUIDv7.';
comment on column party.person.name is 'Sealed.';
comment on column party.person.number is 'Sealed identity number; null where none was given.';
comment on column party.person.number_kind is 'Which kind of number it is.';
comment on column party.person.phone is 'Sealed.';
comment on column party.person.address is 'Sealed; the part below the community.';
comment on column party.person.birth_year is 'For statistics; the day is in the sealed number.';
comment on column party.person.sex is 'For statistics.';
comment on column party.person.division_path is 'Where the person lives, down to the community; null = unknown.';
comment on column party.person.household_id is 'Same for all who live together.';
comment on column party.person.marks is 'Why somebody may look at the number again: area_unknown, area_abolished, nobody.';
comment on column party.person.number_indexed is 'Newest key under which party.person_number has the number.';
comment on column party.person.version is 'Grows with each change.';
comment on column party.person.changed_at is 'Last change.';
comment on column party.person.merged_into is 'Turned out to be this person 并号: what was held under this row has gone there; the row itself stays. Null = it stands for itself.';

create table party.person_number (
  digest      bytea not null,
  key_version smallint not null,
  person_id   uuid not null,
  constraint person_number_pkey PRIMARY KEY (digest)
);
CREATE INDEX person_number_person ON party.person_number USING btree (person_id);
comment on table party.person_number is 'Blind index: one number, one person. A person has a row for each live key. 证件号盲索引';
comment on column party.person_number.digest is 'HMAC-SM3 of the number under that key.';
comment on column party.person_number.key_version is 'Which key.';
comment on column party.person_number.person_id is 'Whose it is.';

create table party.person_tie (
  person_id     uuid not null,
  division_path text not null,
  department_id text not null,
  reason        text not null,
  since         timestamp with time zone not null,
  constraint person_tie_pkey PRIMARY KEY (person_id, division_path, department_id)
);
comment on table party.person_tie is 'Where a person has business besides home, so that those who do it can read the row. 关联';
comment on column party.person_tie.person_id is 'Who.';
comment on column party.person_tie.division_path is 'Staff whose division covers this path may read; a single - stands for none.';
comment on column party.person_tie.department_id is 'Staff of this unit may read; a single - stands for none.';
comment on column party.person_tie.reason is 'Which business, in the words of the code: governance.report, party.lookup.';
comment on column party.person_tie.since is 'When it began.';

create table party.post (
  id            uuid not null,
  code          text not null,
  department_id text not null,
  division_code text not null,
  division_path text not null,
  title         text not null,
  role          text not null,
  is_head       boolean default false not null,
  person_id     uuid,
  ended_at      timestamp with time zone,
  changed_at    timestamp with time zone not null,
  constraint post_pkey PRIMARY KEY (id),
  constraint post_code_key UNIQUE (code),
  constraint post_department_id_fkey FOREIGN KEY (department_id) REFERENCES party.department(id),
  constraint post_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code)
);
CREATE INDEX post_department ON party.post USING btree (department_id);
CREATE INDEX post_division ON party.post USING btree (division_path, role);
CREATE INDEX post_person ON party.post USING btree (person_id);
comment on table party.post is 'Posts: business is assigned to them, whoever holds them. 岗位';
comment on column party.post.id is 'UUIDv7.';
comment on column party.post.code is 'Readable and lasting.';
comment on column party.post.department_id is 'Unit of the post.';
comment on column party.post.division_code is 'How far down it reaches: a grid worker''s community.';
comment on column party.post.division_path is 'Path of that division; empty = whole city.';
comment on column party.post.title is 'What people call it: 网格员.';
comment on column party.post.role is 'Role of access: what the post may do.';
comment on column party.post.is_head is 'Head of the unit.';
comment on column party.post.person_id is 'Who holds it now; null = vacant.';
comment on column party.post.ended_at is 'When the post was closed.';
comment on column party.post.changed_at is 'Last change.';

create table party.purpose (
  code         text not null,
  name         text not null,
  name_en      text,
  fields       text[] not null,
  lookup       boolean not null,
  source       text,
  effective_on date,
  place        integer not null,
  ended        boolean default false not null,
  constraint purpose_pkey PRIMARY KEY (code)
);
comment on table party.purpose is 'The closed list of reasons for showing a masked field or looking a number up. 用途';
comment on column party.purpose.code is 'Word in requests and leaves.';
comment on column party.purpose.name is 'As the dialog shows it.';
comment on column party.purpose.name_en is 'In English.';
comment on column party.purpose.fields is 'What it may show: name, phone, number, address.';
comment on column party.purpose.lookup is 'May look a person up by exact number.';
comment on column party.purpose.source is 'Law or rule it rests on.';
comment on column party.purpose.effective_on is 'From when.';
comment on column party.purpose.place is 'Order in the dialog.';
comment on column party.purpose.ended is 'Left the city''s list.';

create table party.setting (
  one         boolean default true not null,
  daily_limit integer not null,
  constraint setting_pkey PRIMARY KEY (one),
  constraint setting_one_check CHECK (one)
);
comment on table party.setting is 'Limits of the city.';
comment on column party.setting.one is 'Always true: there is one row.';
comment on column party.setting.daily_limit is 'How many people one actor may see unmasked in a day.';

create table party.sight (
  actor_id  text not null,
  on_day    date not null,
  person_id uuid not null,
  times     integer not null,
  constraint sight_pkey PRIMARY KEY (actor_id, on_day, person_id)
);
comment on table party.sight is 'Whom an actor saw unmasked on a day, to count against the daily limit; the proof is in the ledger. 当日查看';
comment on column party.sight.actor_id is 'Who saw.';
comment on column party.sight.on_day is 'The city''s day.';
comment on column party.sight.person_id is 'Whom.';
comment on column party.sight.times is 'How often.';

create table party.stamp (
  one   boolean default true not null,
  stamp uuid not null,
  constraint stamp_pkey PRIMARY KEY (one),
  constraint stamp_one_check CHECK (one)
);
comment on table party.stamp is 'Which state of departments this is; a new random stamp with every change tells each process to read them again.';
comment on column party.stamp.one is 'Always true: there is one row.';
comment on column party.stamp.stamp is 'Random, never repeated.';

create schema payment;
comment on schema payment is '缴费';

create table payment.charge (
  id            uuid not null,
  basis         text not null,
  subject_id    uuid not null,
  person_id     uuid not null,
  agent_id      uuid,
  unit_id       text not null,
  division_path text not null,
  item_code     text not null,
  item_name     text not null,
  fee_basis     text not null,
  full_amount   integer not null,
  amount        integer not null,
  link          text not null,
  ways          text[] not null,
  brought_at    timestamp with time zone not null,
  paid_at       timestamp with time zone,
  paid_by       uuid,
  cancelled_at  timestamp with time zone,
  lapsed_at     timestamp with time zone,
  ended_at      timestamp with time zone,
  constraint charge_pkey PRIMARY KEY (id),
  constraint charge_basis_key UNIQUE (basis),
  constraint charge_check CHECK (((amount >= 0) AND (amount <= full_amount))),
  constraint charge_check1 CHECK ((num_nonnulls(paid_at, cancelled_at, lapsed_at) <= 1)),
  constraint charge_check2 CHECK (((paid_by IS NULL) OR (paid_at IS NOT NULL))),
  constraint charge_full_amount_check CHECK (((full_amount >= 1) AND (full_amount <= 100000000))),
  constraint charge_ways_check CHECK ((ways <@ ARRAY['cash'::text, 'card'::text, 'online'::text])),
  constraint charge_ways_check1 CHECK (('cash'::text = ANY (ways)))
);
CREATE INDEX charge_ended_paid ON payment.charge USING btree (unit_id, ended_at) WHERE ((ended_at IS NOT NULL) AND (paid_by IS NOT NULL));
CREATE INDEX charge_of_agent ON payment.charge USING btree (agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX charge_of_person ON payment.charge USING btree (person_id, id);
CREATE INDEX charge_of_unit ON payment.charge USING btree (unit_id, id);
CREATE INDEX charge_waiting ON payment.charge USING btree (unit_id, id) WHERE ((paid_at IS NULL) AND (cancelled_at IS NULL) AND (lapsed_at IS NULL));
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

create table payment.order (
  id             uuid not null,
  charge_id      uuid not null,
  amount         integer not null,
  made_at        timestamp with time zone not null,
  expires_at     timestamp with time zone not null,
  platform_order text,
  pay_url        text,
  qr             text,
  ask_at         timestamp with time zone not null,
  asks           smallint not null,
  closed_at      timestamp with time zone,
  paid_at        timestamp with time zone,
  constraint order_pkey PRIMARY KEY (id),
  constraint order_platform_order_key UNIQUE (platform_order),
  constraint order_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES payment.charge(id),
  constraint order_amount_check CHECK ((amount > 0)),
  constraint order_check CHECK ((num_nonnulls(closed_at, paid_at) <= 1))
);
CREATE INDEX order_to_ask ON payment."order" USING btree (ask_at) WHERE ((closed_at IS NULL) AND (paid_at IS NULL));
CREATE UNIQUE INDEX order_open ON payment."order" USING btree (charge_id) WHERE ((closed_at IS NULL) AND (paid_at IS NULL));
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

create table payment.paid_out (
  refund_id     uuid not null,
  amount        integer not null,
  paid_at       timestamp with time zone not null,
  unit_id       text not null,
  post          text not null,
  settlement_id uuid,
  constraint paid_out_pkey PRIMARY KEY (refund_id),
  constraint paid_out_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES payment.refund(id),
  constraint paid_out_amount_check CHECK ((amount > 0))
);
CREATE INDEX paid_out_in_till ON payment.paid_out USING btree (post) WHERE (settlement_id IS NULL);
comment on table payment.paid_out is 'Cash given back at a counter 退现: against the till of the post that gave it.';
comment on column payment.paid_out.refund_id is 'For which refund.';
comment on column payment.paid_out.amount is 'In fen.';
comment on column payment.paid_out.paid_at is 'When.';
comment on column payment.paid_out.unit_id is 'The unit.';
comment on column payment.paid_out.post is 'The post.';
comment on column payment.paid_out.settlement_id is 'With which till it was settled; null = not yet.';

create table payment.refund (
  id          uuid not null,
  charge_id   uuid not null,
  taking_id   uuid not null,
  person_id   uuid not null,
  unit_id     text not null,
  amount      integer not null,
  reason      text not null,
  asked_by    text not null,
  asked_at    timestamp with time zone not null,
  approved_at timestamp with time zone,
  declined_at timestamp with time zone,
  refunded_at timestamp with time zone,
  try_at      timestamp with time zone,
  tries       smallint not null,
  serial      text,
  why         text,
  constraint refund_pkey PRIMARY KEY (id),
  constraint refund_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES payment.charge(id),
  constraint refund_taking_id_fkey FOREIGN KEY (taking_id) REFERENCES payment.taking(id),
  constraint refund_amount_check CHECK ((amount > 0)),
  constraint refund_check CHECK ((num_nonnulls(refunded_at, declined_at) <= 1)),
  constraint refund_check1 CHECK (((approved_at IS NOT NULL) OR (refunded_at IS NULL)))
);
CREATE INDEX refund_of_charge ON payment.refund USING btree (charge_id, id);
CREATE INDEX refund_of_person ON payment.refund USING btree (person_id, id);
CREATE INDEX refund_to_try ON payment.refund USING btree (try_at) WHERE (try_at IS NOT NULL);
CREATE UNIQUE INDEX refund_of_taking ON payment.refund USING btree (taking_id) WHERE (declined_at IS NULL);
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

create table payment.refused_notice (
  digest    bytea not null,
  at        timestamp with time zone not null,
  order_id  uuid,
  charge_id uuid,
  unit_id   text,
  why       text not null,
  said      jsonb not null,
  constraint refused_notice_pkey PRIMARY KEY (digest),
  constraint refused_notice_digest_check CHECK ((octet_length(digest) = 32)),
  constraint refused_notice_why_check CHECK ((why = ANY (ARRAY['unknown_order'::text, 'order_differs'::text, 'amount_differs'::text])))
);
CREATE INDEX refused_notice_at ON payment.refused_notice USING btree (at);
comment on table payment.refused_notice is 'Notices 缴款通知 that were signed and did not agree with what we know: kept, and looked at by whoever oversees payments. The same one is kept once.';
comment on column payment.refused_notice.digest is 'SHA-256 of what it said.';
comment on column payment.refused_notice.at is 'When it first came.';
comment on column payment.refused_notice.order_id is 'The order that it names, where there is one.';
comment on column payment.refused_notice.charge_id is 'Its charge.';
comment on column payment.refused_notice.unit_id is 'Whose charge that is.';
comment on column payment.refused_notice.why is 'What did not agree.';
comment on column payment.refused_notice.said is 'Order numbers, amount, time; names nobody.';

create table payment.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table payment.setting is 'How payments are made 缴费设置; from the city''s folder.';
comment on column payment.setting.only_one is 'There is one row.';
comment on column payment.setting.content is 'What the file says.';

create table payment.settlement (
  id           uuid not null,
  unit_id      text not null,
  post         text not null,
  settled_at   timestamp with time zone not null,
  cash_due     integer not null,
  cash_counted integer not null,
  card_due     integer not null,
  card_counted integer not null,
  takings      integer not null,
  words        text,
  constraint settlement_pkey PRIMARY KEY (id),
  constraint settlement_card_counted_check CHECK ((card_counted >= 0)),
  constraint settlement_cash_counted_check CHECK ((cash_counted >= 0)),
  constraint settlement_check CHECK ((((cash_due = cash_counted) AND (card_due = card_counted)) OR (words IS NOT NULL)))
);
CREATE INDEX settlement_of_post ON payment.settlement USING btree (post, id);
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

create table payment.taking (
  id             uuid not null,
  charge_id      uuid not null,
  how            text not null,
  amount         integer not null,
  taken_at       timestamp with time zone not null,
  surplus        boolean not null,
  channel        text,
  serial         text,
  unit_id        text not null,
  post           text,
  settlement_id  uuid,
  receipt_at     timestamp with time zone,
  receipt_tries  smallint not null,
  receipt_code   text,
  receipt_number text,
  receipt_check  text,
  receipt_file   uuid,
  constraint taking_pkey PRIMARY KEY (id),
  constraint taking_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES payment.charge(id),
  constraint taking_amount_check CHECK ((amount > 0)),
  constraint taking_check CHECK (((how = 'online'::text) = (post IS NULL))),
  constraint taking_check1 CHECK (((receipt_number IS NULL) = (receipt_check IS NULL))),
  constraint taking_how_check CHECK ((how = ANY (ARRAY['online'::text, 'cash'::text, 'card'::text])))
);
CREATE INDEX taking_in_till ON payment.taking USING btree (post, id) WHERE ((how <> 'online'::text) AND (settlement_id IS NULL));
CREATE INDEX taking_of_charge ON payment.taking USING btree (charge_id, id);
CREATE INDEX taking_without_receipt ON payment.taking USING btree (receipt_at) WHERE (receipt_at IS NOT NULL);
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

create table payment.waiver (
  charge_id  uuid not null,
  person_id  uuid not null,
  unit_id    text not null,
  amount     integer not null,
  reason     text not null,
  words      bytea,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  constraint waiver_pkey PRIMARY KEY (charge_id),
  constraint waiver_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES payment.charge(id),
  constraint waiver_amount_check CHECK ((amount > 0))
);
CREATE INDEX waiver_of_person ON payment.waiver USING btree (person_id, charge_id);
alter table payment.waiver enable row level security;
alter table payment.waiver force row level security;
create policy waiver_follow_merge on payment.waiver for all using ((current_setting('haihe.job'::text, true) = 'payment.follow_merge'::text));
create policy waiver_made on payment.waiver for insert with check (true);
create policy waiver_read on payment.waiver for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true)))));
comment on table payment.waiver is 'A reduction or waiver 减免, decided by a post of the unit; read by the person and the unit, because the reason may tell of need or illness.';
comment on column payment.waiver.charge_id is 'Of which charge.';
comment on column payment.waiver.person_id is 'Whose.';
comment on column payment.waiver.unit_id is 'The unit that decided.';
comment on column payment.waiver.amount is 'By how much, in fen.';
comment on column payment.waiver.reason is 'A code of payment.yaml.';
comment on column payment.waiver.words is 'What the unit wrote for it; sealed.';
comment on column payment.waiver.decided_by is 'The post.';
comment on column payment.waiver.decided_at is 'When.';

create schema place;
comment on schema place is 'Where: divisions, boundaries, known points, the city itself. 地点';

create table place.boundary (
  division_code text not null,
  polygons      jsonb not null,
  source        text not null,
  notice        text not null,
  constraint boundary_pkey PRIMARY KEY (division_code),
  constraint boundary_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code)
);
comment on table place.boundary is 'Outlines in WGS-84, for point-in-polygon in the server; they may be simplified and cross themselves.';
comment on column place.boundary.division_code is 'The division outlined.';
comment on column place.boundary.polygons is 'Array of polygons, each an array of rings (outer first, then holes), each an array of [longitude, latitude].';
comment on column place.boundary.source is 'Where the outline comes from.';
comment on column place.boundary.notice is 'Words that every drawing of it must carry, such as 示意图.';

create table place.city (
  one      boolean default true not null,
  code     text not null,
  zone     text not null,
  settings jsonb not null,
  constraint city_pkey PRIMARY KEY (one),
  constraint city_one_check CHECK (one)
);
comment on table place.city is 'The one city of this database, from city.yaml.';
comment on column place.city.one is 'Always true: there is one row.';
comment on column place.city.code is 'Code of the city''s own division.';
comment on column place.city.zone is 'IANA time zone in which days and working hours are counted.';
comment on column place.city.settings is 'The whole of city.yaml: names, levels, bounding box, working hours, people who do not exist.';

create table place.division (
  code        text not null,
  parent_code text,
  level       text not null,
  kind        text not null,
  name        text not null,
  initials    text not null,
  path        text not null,
  longitude   double precision,
  latitude    double precision,
  valid_from  date,
  valid_to    date,
  source      text not null,
  origin      text not null,
  version     integer default 1 not null,
  changed_at  timestamp with time zone not null,
  constraint division_pkey PRIMARY KEY (code),
  constraint division_path_key UNIQUE (path),
  constraint division_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES place.division(code),
  constraint division_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint division_check1 CHECK (((level = 'city'::text) = (parent_code IS NULL))),
  constraint division_check2 CHECK (((level = 'city'::text) = (path = ''::text))),
  constraint division_level_check CHECK ((level = ANY (ARRAY['city'::text, 'district'::text, 'street'::text, 'community'::text, 'grid'::text]))),
  constraint division_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text])))
);
CREATE INDEX division_parent ON place.division USING btree (parent_code);
comment on table place.division is 'Divisions of every level; matched by code only, names repeat. 行政区划与网格';
comment on column place.division.code is 'Lasting code, never used again after the division ends.';
comment on column place.division.parent_code is 'Null for the city alone.';
comment on column place.division.level is 'city, district, street, community or grid.';
comment on column place.division.kind is 'What it is called at its level: 区, 街道, 镇, 功能区, 居, 村, 网格.';
comment on column place.division.name is 'Name as people read it.';
comment on column place.division.initials is 'First letters of the name in pinyin, for pickers.';
comment on column place.division.path is 'Codes from the district down, joined by /; empty for the city. A division lies under another when its path begins with the other''s.';
comment on column place.division.longitude is 'WGS-84; null where nobody knows: such a place is listed, never drawn.';
comment on column place.division.latitude is 'WGS-84; null where nobody knows.';
comment on column place.division.valid_from is 'First day; null = older than our sources.';
comment on column place.division.valid_to is 'Last day; null = still valid.';
comment on column place.division.source is 'Who says so.';
comment on column place.division.origin is 'folder = came from the city''s folder and follows it; desk = made or changed by a desk and kept.';
comment on column place.division.version is 'Grows with each change; If-Match.';
comment on column place.division.changed_at is 'Instant of the last change.';

create table place.known_point (
  id            uuid not null,
  division_code text not null,
  district_path text not null,
  longitude     double precision not null,
  latitude      double precision not null,
  seen          integer default 1 not null,
  confirmed_at  timestamp with time zone not null,
  constraint known_point_pkey PRIMARY KEY (id),
  constraint known_point_division_code_fkey FOREIGN KEY (division_code) REFERENCES place.division(code)
);
CREATE INDEX known_point_division ON place.known_point USING btree (division_code, confirmed_at);
CREATE INDEX known_point_near ON place.known_point USING btree (district_path, latitude);
comment on table place.known_point is 'Points that a desk confirmed to lie in a street, community or grid; at most 24 a division, newest kept. They order choices, they decide nothing. 已确认点位';
comment on column place.known_point.id is 'UUIDv7.';
comment on column place.known_point.division_code is 'The finest division that was confirmed.';
comment on column place.known_point.district_path is 'District of that division, so that nearby points are found in one index.';
comment on column place.known_point.longitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.latitude is 'WGS-84, rounded to about ten metres.';
comment on column place.known_point.seen is 'How often it was confirmed.';
comment on column place.known_point.confirmed_at is 'Last confirmation.';

create table place.stamp (
  one   boolean default true not null,
  stamp uuid not null,
  constraint stamp_pkey PRIMARY KEY (one),
  constraint stamp_one_check CHECK (one)
);
comment on table place.stamp is 'Which state of divisions and boundaries this is; a new random stamp with every change tells each process to read them again.';
comment on column place.stamp.one is 'Always true: there is one row.';
comment on column place.stamp.stamp is 'Random, never repeated, so a change that was rolled back is never taken for one that stands.';

create schema rating;
comment on schema rating is '好差评';

create table rating.call (
  id        uuid not null,
  case_id   uuid not null,
  rating_id uuid not null,
  at        timestamp with time zone not null,
  reached   boolean not null,
  said      bytea not null,
  unit_id   text not null,
  constraint call_pkey PRIMARY KEY (id),
  constraint call_case_id_fkey FOREIGN KEY (case_id) REFERENCES rating."case"(id),
  constraint call_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating.rating(id)
);
CREATE INDEX call_of_case ON rating.call USING btree (case_id, id);
alter table rating.call enable row level security;
alter table rating.call force row level security;
create policy call_made on rating.call for insert with check (true);
create policy call_read on rating.call for select using (((rating_id)::text = current_setting('haihe.rating'::text, true)));
comment on table rating.call is 'Calls to whoever rated 回访记录: read by the call-back post with the rating that is opened.';
comment on column rating.call.id is 'Made by the desk: sent twice it is one call.';
comment on column rating.call.case_id is 'For which case.';
comment on column rating.call.rating_id is 'Of which rating.';
comment on column rating.call.at is 'When.';
comment on column rating.call.reached is 'Whether somebody answered.';
comment on column rating.call.said is 'What was said; sealed.';
comment on column rating.call.unit_id is 'The unit that called.';

create table rating.case (
  id               uuid not null,
  rating_id        uuid not null,
  unit_id          text not null,
  division_path    text not null,
  source           text not null,
  item_code        text not null,
  item_name        text not null,
  level            smallint not null,
  reasons          text[] not null,
  opened_at        timestamp with time zone not null,
  facts            text,
  passed_on_at     timestamp with time zone,
  item_shown       boolean not null,
  answer           text,
  answered_at      timestamp with time zone,
  answered_in_time boolean,
  late_at          timestamp with time zone,
  again_level      smallint,
  constraint case_pkey PRIMARY KEY (id),
  constraint case_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating.rating(id),
  constraint case_again_level_check CHECK (((again_level >= 1) AND (again_level <= 5))),
  constraint case_check CHECK (((facts IS NULL) = (passed_on_at IS NULL))),
  constraint case_check1 CHECK (((answered_at IS NULL) = (answered_in_time IS NULL))),
  constraint case_level_check CHECK (((level >= 1) AND (level <= 2))),
  constraint case_source_check CHECK ((source = ANY (ARRAY['application'::text, 'visit'::text, 'call'::text, 'incident'::text])))
);
CREATE INDEX case_of_rating ON rating."case" USING btree (rating_id, id);
CREATE INDEX case_of_unit ON rating."case" USING btree (unit_id, id);
comment on table rating.case is 'A bad rating that is followed up 差评件: nothing in it says who rated. State, clock and steps are a matter of the same id.';
comment on column rating.case.id is 'The matter.';
comment on column rating.case.rating_id is 'The rating; changed to a good one and back again it has two.';
comment on column rating.case.unit_id is 'The rated unit.';
comment on column rating.case.division_path is 'Where.';
comment on column rating.case.source is 'What the contact was.';
comment on column rating.case.item_code is 'What it was about.';
comment on column rating.case.item_name is 'Its name.';
comment on column rating.case.level is '2 dissatisfied, 1 very dissatisfied.';
comment on column rating.case.reasons is 'What was ticked.';
comment on column rating.case.opened_at is 'When it was given.';
comment on column rating.case.facts is 'What the unit was told 转办事实; null = not passed on.';
comment on column rating.case.passed_on_at is 'When.';
comment on column rating.case.item_shown is 'Whether the unit is told which item: enough others had it done there.';
comment on column rating.case.answer is 'What the unit answered.';
comment on column rating.case.answered_at is 'When.';
comment on column rating.case.answered_in_time is 'Whether that was within its limit.';
comment on column rating.case.late_at is 'When its limit passed without an answer; null = it did not.';
comment on column rating.case.again_level is 'What was said after that.';

create table rating.figure (
  unit_id   text not null,
  source    text not null,
  item_code text not null,
  item_name text not null,
  levels    integer[] not null,
  ratings   integer not null,
  bad       integer not null,
  due       integer not null,
  mended    integer not null,
  as_of     timestamp with time zone not null,
  constraint figure_pkey PRIMARY KEY (unit_id, source, item_code),
  constraint figure_levels_check CHECK ((cardinality(levels) = 5)),
  constraint figure_ratings_check CHECK ((ratings > 0))
);
CREATE INDEX figure_of_item ON rating.figure USING btree (item_code, unit_id);
comment on table rating.figure is 'Public figures 公开统计, renewed only when so many ratings have come that nobody is told by the difference.';
comment on column rating.figure.unit_id is 'The unit.';
comment on column rating.figure.source is 'What the contacts were.';
comment on column rating.figure.item_code is 'The item.';
comment on column rating.figure.item_name is 'The item''s name.';
comment on column rating.figure.levels is 'How many of each level, from 1 to 5.';
comment on column rating.figure.ratings is 'How many in all; what was set aside does not count.';
comment on column rating.figure.bad is 'How many of level 1 and 2.';
comment on column rating.figure.due is 'Bad ratings passed on to the unit that it has answered, or whose time is over.';
comment on column rating.figure.mended is 'Of those, answered in time and not rated bad again.';
comment on column rating.figure.as_of is 'When they were counted.';

create table rating.rating (
  id            uuid not null,
  source        text not null,
  contact_id    uuid not null,
  person_id     uuid,
  agent_id      uuid,
  phone         bytea,
  token_hash    bytea,
  unit_id       text not null,
  division_path text not null,
  item_code     text not null,
  item_name     text not null,
  channel       text not null,
  contact_at    timestamp with time zone not null,
  open_until    timestamp with time zone not null,
  level         smallint,
  reasons       text[] not null,
  words         bytea,
  rated_at      timestamp with time zone,
  rated_by      uuid,
  withdrawn_at  timestamp with time zone,
  set_aside_at  timestamp with time zone,
  again_level   smallint,
  rater         bytea,
  printed       boolean default false not null,
  constraint rating_pkey PRIMARY KEY (id),
  constraint rating_source_contact_id_key UNIQUE (source, contact_id),
  constraint rating_token_hash_key UNIQUE (token_hash),
  constraint rating_again_level_check CHECK (((again_level >= 1) AND (again_level <= 5))),
  constraint rating_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'counter'::text, 'phone'::text]))),
  constraint rating_check CHECK (((level IS NULL) = (rated_at IS NULL))),
  constraint rating_check2 CHECK (((level IS NULL) OR (withdrawn_at IS NULL))),
  constraint rating_level_check CHECK (((level >= 1) AND (level <= 5))),
  constraint rating_reaches_somebody CHECK (((person_id IS NOT NULL) OR (phone IS NOT NULL) OR (token_hash IS NOT NULL))),
  constraint rating_source_check CHECK ((source = ANY (ARRAY['application'::text, 'visit'::text, 'call'::text, 'incident'::text]))),
  constraint rating_token_hash_check CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX rating_of_agent ON rating.rating USING btree (agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX rating_of_item ON rating.rating USING btree (unit_id, source, item_code) WHERE (level IS NOT NULL);
CREATE INDEX rating_of_person ON rating.rating USING btree (person_id, id);
alter table rating.rating enable row level security;
alter table rating.rating force row level security;
create policy rating_changed on rating.rating for update using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((agent_id)::text = current_setting('haihe.person'::text, true)) OR ((id)::text = current_setting('haihe.rating'::text, true)) OR (encode(token_hash, 'hex'::text) = current_setting('haihe.rating_link'::text, true))));
create policy rating_counted on rating.rating for select using ((current_setting('haihe.job'::text, true) = 'rating.publish_figures'::text));
create policy rating_follow_merge on rating.rating for all using ((current_setting('haihe.job'::text, true) = 'rating.follow_merge'::text));
create policy rating_made on rating.rating for insert with check (true);
create policy rating_read on rating.rating for select using ((((person_id)::text = current_setting('haihe.person'::text, true)) OR ((agent_id)::text = current_setting('haihe.person'::text, true)) OR ((id)::text = current_setting('haihe.rating'::text, true)) OR (encode(token_hash, 'hex'::text) = current_setting('haihe.rating_link'::text, true))));
comment on table rating.rating is 'A contact with a unit, and what the person said of it 评价: one row, so one rating. Read by whoever may rate, by the call-back post a row at a time, and by nobody else: never by the rated unit.';
comment on column rating.rating.id is 'UUIDv7.';
comment on column rating.rating.source is 'What the contact was: an application decided, a visit to a hall, a call to the hotline, an incident closed.';
comment on column rating.rating.contact_id is 'The application, booking, call or incident.';
comment on column rating.rating.person_id is 'Who may rate; null = only a telephone is known.';
comment on column rating.rating.agent_id is 'Who acted for that person, and may rate as well.';
comment on column rating.rating.phone is 'The telephone of somebody who is not known otherwise; sealed.';
comment on column rating.rating.token_hash is 'SHA-256 of the link that a telephone was sent; null = none was.';
comment on column rating.rating.unit_id is 'The rated unit.';
comment on column rating.rating.division_path is 'Where.';
comment on column rating.rating.item_code is 'What it was about.';
comment on column rating.rating.item_name is 'Its name at that time.';
comment on column rating.rating.channel is 'How it was done: it decides which reasons are offered.';
comment on column rating.rating.contact_at is 'When.';
comment on column rating.rating.open_until is 'Until when it may be rated or changed.';
comment on column rating.rating.level is '5 very satisfied 非常满意 … 1 very dissatisfied 非常不满意; 1 and 2 are bad. Null = not rated, or withdrawn.';
comment on column rating.rating.reasons is 'What was ticked: codes of rating.yaml.';
comment on column rating.rating.words is 'What was written; sealed.';
comment on column rating.rating.rated_at is 'When it was last given or changed.';
comment on column rating.rating.rated_by is 'The person who rated; null = by the link.';
comment on column rating.rating.withdrawn_at is 'When it was taken back 撤回.';
comment on column rating.rating.set_aside_at is 'When it was found not to count 不予采纳.';
comment on column rating.rating.again_level is 'What was said after the unit had mended it 再评; null = not yet.';
comment on column rating.rating.rater is 'Name and telephone as the call-back post opened them; sealed. What goes to the unit is compared with it.';
comment on column rating.rating.printed is 'The link was printed on a slip: it takes one rating and shows none.';

create table rating.setting (
  only_one boolean default true not null,
  content  jsonb not null,
  constraint setting_pkey PRIMARY KEY (only_one),
  constraint setting_only_one_check CHECK (only_one)
);
comment on table rating.setting is 'How services are rated 好差评设置; from the city''s folder.';
comment on column rating.setting.only_one is 'There is one row.';
comment on column rating.setting.content is 'What the file says.';

create table rating.tally (
  unit_id   text not null,
  source    text not null,
  item_code text not null,
  on_day    date not null,
  item_name text not null,
  contacts  integer not null,
  constraint tally_pkey PRIMARY KEY (unit_id, source, item_code, on_day),
  constraint tally_contacts_check CHECK ((contacts > 0))
);
comment on table rating.tally is 'Contacts that could be rated, by unit, item and day 可评件数: tells whether a group is large enough to speak of.';
comment on column rating.tally.unit_id is 'The unit.';
comment on column rating.tally.source is 'What the contacts were.';
comment on column rating.tally.item_code is 'The item.';
comment on column rating.tally.on_day is 'The city''s day.';
comment on column rating.tally.item_name is 'The item''s name.';
comment on column rating.tally.contacts is 'How many.';

create schema rule;
comment on schema rule is 'What follows: versioned decision tables with effective dates, and the working calendar.';

create table rule.calendar (
  version      text not null,
  data         jsonb not null,
  published_to date not null,
  since        timestamp with time zone not null,
  constraint calendar_pkey PRIMARY KEY (version)
);
comment on table rule.calendar is 'Every working calendar that ever held, whole: a deadline names its version and can be explained for ever.';
comment on column rule.calendar.version is 'Hash of zone, hours and days.';
comment on column rule.calendar.data is 'Zone, working hours, holidays and make-up working days.';
comment on column rule.calendar.published_to is 'Last day whose holidays are published; a deadline after it is provisional.';
comment on column rule.calendar.since is 'From when it is the calendar; the latest one holds.';

create table rule.calendar_source (
  path    text not null,
  content jsonb not null,
  constraint calendar_source_pkey PRIMARY KEY (path)
);
comment on table rule.calendar_source is 'Days the city changed, and years it lists as published, from calendar/*.yaml.';
comment on column rule.calendar_source.path is 'The file.';
comment on column rule.calendar_source.content is 'What it says.';

create table rule.folder_conflict (
  table_name text not null,
  path       text not null,
  content    jsonb not null,
  found_at   timestamp with time zone not null,
  constraint folder_conflict_pkey PRIMARY KEY (table_name)
);
comment on table rule.folder_conflict is 'Tables that changed in the city''s folder after they were edited at the desk; someone must choose.';
comment on column rule.folder_conflict.table_name is 'Name of the table.';
comment on column rule.folder_conflict.path is 'The file.';
comment on column rule.folder_conflict.content is 'What the file says.';
comment on column rule.folder_conflict.found_at is 'When the difference was found.';

create table rule.table_draft (
  table_name text not null,
  content    jsonb not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  constraint table_draft_pkey PRIMARY KEY (table_name)
);
comment on table rule.table_draft is 'A table as somebody wants it; another one approves it, and then it is a version.';
comment on column rule.table_draft.table_name is 'Name of the table.';
comment on column rule.table_draft.content is 'What it would say.';
comment on column rule.table_draft.written_by is 'Who wrote it, and may not approve it.';
comment on column rule.table_draft.written_at is 'When.';

create table rule.table_version (
  table_name     text not null,
  version        integer not null,
  hash           text not null,
  content        jsonb not null,
  effective_from date not null,
  effective_to   date,
  origin         text not null,
  published_at   timestamp with time zone not null,
  published_by   text not null,
  constraint table_version_pkey PRIMARY KEY (table_name, version),
  constraint table_version_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint table_version_version_check CHECK ((version > 0))
);
comment on table rule.table_version is 'Every published version of every decision table; a version is never changed.';
comment on column rule.table_version.table_name is 'Name of the table, as decide() calls it.';
comment on column rule.table_version.version is '1, 2, 3 … for each table.';
comment on column rule.table_version.hash is 'Of the content: the process keeps compiled tables by it.';
comment on column rule.table_version.content is 'The table as it was written, with rows, sources and examples.';
comment on column rule.table_version.effective_from is 'First day on which it holds.';
comment on column rule.table_version.effective_to is 'Last day on which it holds; null = until a later version begins.';
comment on column rule.table_version.origin is 'Whether it came from the city''s folder or was edited at the desk; the folder never overwrites the desk.';
comment on column rule.table_version.published_at is 'When it was published.';
comment on column rule.table_version.published_by is 'Who published it.';

create schema scenario;
comment on schema scenario is '应用场景';

create table scenario.scenario (
  id           text not null,
  name         text not null,
  lead_id      text not null,
  state        text not null,
  purpose      text not null,
  basis        text not null,
  resources    jsonb not null,
  matter_kinds text[] not null,
  rules        text[] not null,
  indicators   text[] not null,
  source       text not null,
  place        integer not null,
  ended_at     timestamp with time zone,
  constraint scenario_pkey PRIMARY KEY (id),
  constraint scenario_id_check CHECK ((id ~ '^[a-z][a-z0-9_-]*$'::text)),
  constraint scenario_state_check CHECK ((state = ANY (ARRAY['data_ready'::text, 'planned'::text])))
);
CREATE UNIQUE INDEX scenario_name ON scenario.scenario USING btree (name) WHERE (ended_at IS NULL);
comment on table scenario.scenario is 'For which business which data of others are needed 共享应用场景. Whoever asks for data may name one.';
comment on column scenario.scenario.id is 'From the city''s folder.';
comment on column scenario.scenario.name is 'As requests and mask rules call it.';
comment on column scenario.scenario.lead_id is 'Lead department 牵头部门.';
comment on column scenario.scenario.state is 'data_ready: its data can be asked for under a grant; planned: nothing can be used. Neither says that the service is built.';
comment on column scenario.scenario.purpose is 'What for, in a line.';
comment on column scenario.scenario.basis is 'The duty in law; empty while planned.';
comment on column scenario.scenario.resources is 'Entries of the catalogue: code, by which key, which fields.';
comment on column scenario.scenario.matter_kinds is 'Kinds of matter of this platform that do this business; empty = it is not done here.';
comment on column scenario.scenario.rules is 'Decision tables of this platform that decide in it.';
comment on column scenario.scenario.indicators is 'Ids of indicators that show how it goes; not shown before a home contributes them.';
comment on column scenario.scenario.source is 'The file that says so.';
comment on column scenario.scenario.place is 'Its place in that file.';
comment on column scenario.scenario.ended_at is 'When the folder no longer named it.';

create schema service_item;
comment on schema service_item is '事项';

create table service_item.form (
  code           text not null,
  version        integer not null,
  content        jsonb not null,
  effective_from timestamp with time zone not null,
  constraint form_pkey PRIMARY KEY (code, version),
  constraint form_version_check CHECK ((version > 0))
);
comment on table service_item.form is 'Forms 表单 of items, each version of them; in force is the newest.';
comment on column service_item.form.code is 'The item whose form it is.';
comment on column service_item.form.version is 'From 1; an application keeps the version that it began with.';
comment on column service_item.form.content is 'Parts, fields, materials and from where each field comes; the shape is cities/schema/forms.schema.json.';
comment on column service_item.form.effective_from is 'Since when.';

create table service_item.item (
  code           text not null,
  version        integer not null,
  department     text not null,
  content        jsonb not null,
  retired        boolean not null,
  origin         text not null,
  effective_from timestamp with time zone not null,
  changed_by     text not null,
  changed_at     timestamp with time zone not null,
  constraint item_pkey PRIMARY KEY (code, version),
  constraint item_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,62}$'::text)),
  constraint item_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint item_version_check CHECK ((version > 0))
);
comment on table service_item.item is 'Items 事项 that the city does for people and firms, each version of them; in force is the newest whose day has come.';
comment on column service_item.item.code is 'What the item is called in rules, forms and addresses; the same for ever.';
comment on column service_item.item.version is 'From 1; an application keeps the version that it began with.';
comment on column service_item.item.department is 'The role of the units that answer for it.';
comment on column service_item.item.content is 'What the item says: name, audiences, conditions, materials, legal basis, clock, promise and the rest; the shape is cities/schema/service-items.schema.json.';
comment on column service_item.item.retired is 'From this version on the item is not done any more 取消.';
comment on column service_item.item.origin is 'folder: the city''s folder may bring the next version; desk: what was edited at a desk stays.';
comment on column service_item.item.effective_from is 'Since when this version is in force 生效.';
comment on column service_item.item.changed_by is 'The file, or the post that changed it.';
comment on column service_item.item.changed_at is 'When it was written.';

create table service_item.setting (
  name    text not null,
  content jsonb not null,
  constraint setting_pkey PRIMARY KEY (name),
  constraint setting_name_check CHECK ((name = ANY (ARRAY['clocks'::text, 'terms'::text, 'spoken'::text])))
);
comment on table service_item.setting is 'What items refer to: kinds of act and the clocks of law 法定时限, audiences and life events, and how people say it 群众说法; from the city''s folder.';
comment on column service_item.setting.name is 'Which.';
comment on column service_item.setting.content is 'What the file says.';

create table service_item.stamp (
  only_one boolean default true not null,
  stamp    text not null,
  constraint stamp_pkey PRIMARY KEY (only_one),
  constraint stamp_only_one_check CHECK (only_one)
);
comment on table service_item.stamp is 'Which state the catalogue is in; random and new with every change, so that each process knows when to read it again.';
comment on column service_item.stamp.only_one is 'There is one row.';
comment on column service_item.stamp.stamp is 'The state.';

create table service_item.tightening (
  division_code  text not null,
  code           text not null,
  version        integer not null,
  division_path  text not null,
  content        jsonb not null,
  reason         text not null,
  withdrawn      boolean not null,
  origin         text not null,
  effective_from timestamp with time zone not null,
  changed_by     text not null,
  changed_at     timestamp with time zone not null,
  constraint tightening_pkey PRIMARY KEY (division_code, code, version),
  constraint tightening_origin_check CHECK ((origin = ANY (ARRAY['folder'::text, 'desk'::text]))),
  constraint tightening_version_check CHECK ((version > 0))
);
comment on table service_item.tightening is 'What a district or street does better than the city asks 本地优化: a shorter promise, fewer materials, a lower fee, more ways; never less.';
comment on column service_item.tightening.division_code is 'Where.';
comment on column service_item.tightening.code is 'Of which item.';
comment on column service_item.tightening.version is 'From 1; the newest whose day has come holds.';
comment on column service_item.tightening.division_path is 'The path of the division.';
comment on column service_item.tightening.content is 'Only what differs from what stands above it.';
comment on column service_item.tightening.reason is 'Why, for whoever reads it later.';
comment on column service_item.tightening.withdrawn is 'From this version on what stands above it holds again.';
comment on column service_item.tightening.origin is 'folder: the city''s folder may bring the next version; desk: what was edited at a desk stays.';
comment on column service_item.tightening.effective_from is 'Since when.';
comment on column service_item.tightening.changed_by is 'The file, or the post that changed it.';
comment on column service_item.tightening.changed_at is 'When it was written.';

create schema transfer;
comment on schema transfer is 'How rows come from where departments hold them into the exchange, and go where a grant lets them. 数据汇聚交换';

create table transfer.chunk (
  run_id   uuid not null,
  number   integer not null,
  rows     integer not null,
  bytes    bigint not null,
  good     integer not null,
  rejected integer not null,
  position text,
  at       timestamp with time zone not null,
  constraint chunk_pkey PRIMARY KEY (run_id, number),
  constraint chunk_run_id_fkey FOREIGN KEY (run_id) REFERENCES transfer.run(id)
);
comment on table transfer.chunk is 'What was committed in each step of a run 批次, with the position in the same transaction.';
comment on column transfer.chunk.run_id is 'The run.';
comment on column transfer.chunk.number is 'From 1.';
comment on column transfer.chunk.rows is 'Rows, or changes, that it brought.';
comment on column transfer.chunk.bytes is 'Bytes.';
comment on column transfer.chunk.good is 'Rows that met the contract.';
comment on column transfer.chunk.rejected is 'Rows that did not.';
comment on column transfer.chunk.position is 'From where it goes on.';
comment on column transfer.chunk.at is 'When.';

create table transfer.job (
  id            uuid not null,
  way           text not null,
  unit_id       text not null,
  resource_code text not null,
  grant_id      uuid,
  name          text not null,
  kind          text not null,
  url           text not null,
  table_name    text not null,
  secret        bytea,
  mode          text not null,
  every_minutes integer,
  next_at       timestamp with time zone,
  mapping       jsonb not null,
  columns       jsonb,
  position      text,
  state         text not null,
  version       integer not null,
  created_at    timestamp with time zone not null,
  created_by    text not null,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_check CHECK (((way = 'out'::text) = (grant_id IS NOT NULL))),
  constraint job_every_minutes_check CHECK (((every_minutes >= 1) AND (every_minutes <= 525600))),
  constraint job_kind_check CHECK ((kind = ANY (ARRAY['postgres'::text, 'mariadb'::text, 'http'::text, 'folder'::text]))),
  constraint job_mode_check CHECK ((mode = ANY (ARRAY['full'::text, 'incremental'::text, 'capture'::text]))),
  constraint job_state_check CHECK ((state = ANY (ARRAY['active'::text, 'ending'::text, 'ended'::text]))),
  constraint job_way_check CHECK ((way = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX job_next ON transfer.job USING btree (next_at) WHERE (state <> 'ended'::text);
CREATE INDEX job_unit ON transfer.job USING btree (unit_id, id);
CREATE UNIQUE INDEX job_in ON transfer.job USING btree (resource_code) WHERE ((way = 'in'::text) AND (state = 'active'::text));
comment on table transfer.job is 'What is moved again and again 汇聚任务: rows of a source into an entry of its own unit, or what a grant gives into a table of the unit that has it.';
comment on column transfer.job.id is 'UUIDv7, made by whoever set it up.';
comment on column transfer.job.way is 'in: from a source into the exchange; out: under a grant into a target.';
comment on column transfer.job.unit_id is 'Whose source or target it is.';
comment on column transfer.job.resource_code is 'The entry of the catalogue.';
comment on column transfer.job.grant_id is 'Of one that goes out: under which grant.';
comment on column transfer.job.name is 'As the unit calls it.';
comment on column transfer.job.kind is 'Which connector.';
comment on column transfer.job.url is 'Where; without a password.';
comment on column transfer.job.table_name is 'Table, pattern of files, or path of the API; of one that goes out, the file''s name or the path of the receiver.';
comment on column transfer.job.secret is 'Password or key, sealed; shown to nobody again.';
comment on column transfer.job.mode is 'full 全量, incremental 增量, capture 变更捕获.';
comment on column transfer.job.every_minutes is 'How often it runs by itself; null = by hand.';
comment on column transfer.job.next_at is 'When it runs by itself next; null = not before somebody says so.';
comment on column transfer.job.mapping is 'Columns of the source by field, where they bear another name.';
comment on column transfer.job.columns is 'The columns of the source as somebody accepted them, with their types; null = not looked at yet.';
comment on column transfer.job.position is 'From where changes go on 断点; null = the next run is a whole copy.';
comment on column transfer.job.state is 'active; ending: what is kept at the source for it is still to be forgotten; ended.';
comment on column transfer.job.version is 'Counts from 1; every change makes it one more.';
comment on column transfer.job.created_at is 'When it was set up.';
comment on column transfer.job.created_by is 'Kind and id of who set it up.';

create table transfer.kept (
  job_id     uuid not null,
  bytes      bigint not null,
  most       bigint not null,
  looked_at  timestamp with time zone not null,
  alarmed_at timestamp with time zone,
  constraint kept_pkey PRIMARY KEY (job_id),
  constraint kept_job_id_fkey FOREIGN KEY (job_id) REFERENCES transfer.job(id)
);
comment on table transfer.kept is 'What a source keeps for a job 源端积压: the log that a replication slot holds back, whether the job runs or not.';
comment on column transfer.kept.job_id is 'The job.';
comment on column transfer.kept.bytes is 'How much.';
comment on column transfer.kept.most is 'From where on it is let go.';
comment on column transfer.kept.looked_at is 'When that was asked.';
comment on column transfer.kept.alarmed_at is 'When its unit was told that half of it is used; null = it is below.';

create table transfer.put_chunk (
  job_id      uuid not null,
  unit_id     text not null,
  delivery_id uuid not null,
  number      integer not null,
  sealed      bytea not null,
  constraint put_chunk_pkey PRIMARY KEY (job_id, delivery_id, number),
  constraint put_chunk_job_id_fkey FOREIGN KEY (job_id) REFERENCES transfer.job(id)
);
alter table transfer.put_chunk enable row level security;
alter table transfer.put_chunk force row level security;
create policy put_chunk_of_unit on transfer.put_chunk for all using (((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true))));
comment on table transfer.put_chunk is 'Rows that a job put into its target 已写入目标库的行: only these does it ever remove there. Of deliveries before the last that was compared none are kept.';
comment on column transfer.put_chunk.job_id is 'The job.';
comment on column transfer.put_chunk.unit_id is 'Whose job it is; seen by no other.';
comment on column transfer.put_chunk.delivery_id is 'The delivery.';
comment on column transfer.put_chunk.number is 'Its chunk.';
comment on column transfer.put_chunk.sealed is 'The keys of its rows, a line each, sealed: a key may be a person''s number.';

create table transfer.reject (
  run_id      uuid not null,
  line        bigint not null,
  column_name text not null,
  code        text not null,
  value       text not null,
  constraint reject_pkey PRIMARY KEY (run_id, line, column_name),
  constraint reject_run_id_fkey FOREIGN KEY (run_id) REFERENCES transfer.run(id)
);
comment on table transfer.reject is 'Cells that did not meet the contract 不合格数据: the first ten thousand of a run.';
comment on column transfer.reject.run_id is 'The run.';
comment on column transfer.reject.line is 'Which row of the run, from 1.';
comment on column transfer.reject.column_name is 'The field, by its name in the catalogue.';
comment on column transfer.reject.code is 'What is wrong: a text of the reader''s language.';
comment on column transfer.reject.value is 'What was sent: its beginning, masked where it is personal.';

create table transfer.run (
  id          uuid not null,
  job_id      uuid not null,
  state       text not null,
  whole       boolean,
  version     integer,
  position    text,
  mark        text,
  delivery_id uuid,
  estimate    bigint,
  before      bigint,
  chunks      integer not null,
  rows        bigint not null,
  bytes       bigint not null,
  good        bigint not null,
  changed     bigint not null,
  removed     bigint not null,
  rejected    bigint not null,
  content     numeric not null,
  asked_at    timestamp with time zone not null,
  asked_by    text not null,
  started_at  timestamp with time zone,
  moved_at    timestamp with time zone,
  ended_at    timestamp with time zone,
  next_at     timestamp with time zone not null,
  holder      uuid,
  fence       integer not null,
  lease_until timestamp with time zone,
  pause       boolean not null,
  tries       integer not null,
  reason      text,
  facts       jsonb,
  drift       jsonb,
  compared    jsonb,
  proposals   jsonb,
  entry_id    uuid,
  constraint run_pkey PRIMARY KEY (id),
  constraint run_job_id_fkey FOREIGN KEY (job_id) REFERENCES transfer.job(id),
  constraint run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text, 'quarantined'::text, 'stopped'::text, 'differs'::text, 'done'::text])))
);
CREATE INDEX run_asked ON transfer.run USING btree (asked_at);
CREATE INDEX run_due ON transfer.run USING btree (next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX run_job ON transfer.run USING btree (job_id, id);
CREATE INDEX run_rejected ON transfer.run USING btree (asked_at) WHERE (rejected > 0);
CREATE UNIQUE INDEX run_open ON transfer.run USING btree (job_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text, 'quarantined'::text]));
comment on table transfer.run is 'One going of a job 运行: goes on from its last committed chunk whoever takes it up, and ends with a comparison of both sides.';
comment on column transfer.run.id is 'UUIDv7; the landing in the exchange bears it too.';
comment on column transfer.run.job_id is 'The job.';
comment on column transfer.run.state is 'waiting, running, paused; quarantined: the source''s columns are not those of the contract, and somebody decides; stopped: somebody must look; differs: both sides were compared and are not the same; done.';
comment on column transfer.run.whole is 'A whole copy, or changes since the job''s position; null = not begun.';
comment on column transfer.run.version is 'Of the entry: the contract by which it is judged.';
comment on column transfer.run.position is 'Of a whole copy: after the last committed chunk.';
comment on column transfer.run.mark is 'Of a whole copy: from where changes go on when it is finished.';
comment on column transfer.run.delivery_id is 'Of one that goes out: the delivery whose chunks these are.';
comment on column transfer.run.estimate is 'About how many rows there are; null = not known.';
comment on column transfer.run.before is 'How many rows the exchange had when it began.';
comment on column transfer.run.chunks is 'Chunks committed.';
comment on column transfer.run.rows is 'Rows, or changes, that the source sent.';
comment on column transfer.run.bytes is 'Bytes that it sent.';
comment on column transfer.run.good is 'Rows that met the contract.';
comment on column transfer.run.changed is 'Rows written because they were new or different.';
comment on column transfer.run.removed is 'Rows removed.';
comment on column transfer.run.rejected is 'Rows that did not meet the contract.';
comment on column transfer.run.content is 'Sum of what the good rows say, modulo 2^64.';
comment on column transfer.run.asked_at is 'When somebody, or its time, asked for it.';
comment on column transfer.run.asked_by is 'Kind and id of who asked.';
comment on column transfer.run.started_at is 'When it was first taken up.';
comment on column transfer.run.moved_at is 'When the last chunk was committed.';
comment on column transfer.run.ended_at is 'When it was over.';
comment on column transfer.run.next_at is 'Not taken up before.';
comment on column transfer.run.holder is 'The process that has it.';
comment on column transfer.run.fence is 'Counts who took it up: a holder of an earlier number can commit nothing more.';
comment on column transfer.run.lease_until is 'When it may be taken from its holder.';
comment on column transfer.run.pause is 'Somebody asked for a pause.';
comment on column transfer.run.tries is 'How often the source was out of reach since the last chunk.';
comment on column transfer.run.reason is 'Why it waits or stopped: a key of a text.';
comment on column transfer.run.facts is 'What fills that text.';
comment on column transfer.run.drift is 'What differs from the contract: extra, missing and retyped columns, and the columns as they are now.';
comment on column transfer.run.compared is 'Rows and sums of both sides at its end.';
comment on column transfer.run.proposals is 'Fields whose values look more personal than the catalogue says.';
comment on column transfer.run.entry_id is 'The leaf of the comparison.';

create table transfer.told_key (
  job_id  uuid not null,
  unit_id text not null,
  digest  bytea not null,
  sealed  bytea not null,
  constraint told_key_pkey PRIMARY KEY (job_id, digest),
  constraint told_key_job_id_fkey FOREIGN KEY (job_id) REFERENCES transfer.job(id)
);
alter table transfer.told_key enable row level security;
alter table transfer.told_key force row level security;
create policy told_key_of_unit on transfer.told_key for all using (((current_setting('haihe.department'::text, true) <> ''::text) AND (unit_id = current_setting('haihe.department'::text, true))));
comment on table transfer.told_key is 'Rows that a job told a receiver 已告知接收方的行: it cannot be read, so that what a later delivery gives no more is told by these keys.';
comment on column transfer.told_key.job_id is 'The job.';
comment on column transfer.told_key.unit_id is 'Whose job it is; seen by no other.';
comment on column transfer.told_key.digest is 'Blind index of the row''s keys.';
comment on column transfer.told_key.sealed is 'The keys, sealed: a key may be a person''s number.';
