create schema access;

create table access.role (
  code         text primary key,
  title        jsonb not null,
  level        text not null,
  bound        boolean not null,
  permissions  text[] not null,
  apart        text[] not null default '{}',
  changed_at   timestamptz not null
);

create table access.setting (
  id          text primary key check (id = 'access'),
  content     jsonb not null,
  changed_at  timestamptz not null
);

create table access.account (
  id             uuid primary key,
  kind           text not null check (kind in ('staff', 'resident')),
  login          text unique,
  party_id       uuid not null,
  name           text not null,
  post_id        uuid,
  department_id  text,
  division_path  text,
  locale         text not null default 'zh-CN',
  version        integer not null default 1,
  created_at     timestamptz not null,
  created_by     text not null,
  disabled_at    timestamptz,
  check (kind = 'resident' or login is not null)
);
create index account_party on access.account (party_id);

create table access.password (
  account_id   uuid primary key references access.account,
  hash         text not null,
  set_at       timestamptz not null,
  must_change  boolean not null
);

create table access.totp (
  account_id    uuid primary key references access.account,
  confirmed_at  timestamptz,
  last_step     bigint not null default 0
);

create table access.secret (
  account_id  uuid not null references access.account,
  kind        text not null check (kind in ('totp', 'draft_key', 'phone')),
  party_id    uuid not null,
  sealed      bytea not null,
  primary key (account_id, kind)
);
alter table access.secret enable row level security;
alter table access.secret force row level security;
create policy own on access.secret
  using (party_id::text = current_setting('haihe.person', true) or current_setting('haihe.job', true) = 'access.login');

create table access.phone (
  key_version  smallint not null,
  digest       bytea not null,
  account_id   uuid not null references access.account,
  primary key (digest, key_version)
);
create index phone_account on access.phone (account_id);

create table access.code (
  phone       bytea primary key,
  digest      bytea not null,
  sent_at     timestamptz not null,
  expires_at  timestamptz not null,
  tries       smallint not null default 0,
  sent_on     date not null,
  sent_today  smallint not null
);

create table access.passkey (
  id            text primary key,
  account_id    uuid not null references access.account,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  rp_id         text not null,
  name          text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkey_account on access.passkey (account_id);

create table access.challenge (
  id          uuid primary key,
  challenge   text not null,
  purpose     text not null check (purpose in ('register', 'login')),
  account_id  uuid references access.account,
  expires_at  timestamptz not null
);
create index challenge_expires on access.challenge (expires_at);

create table access.grant (
  id             uuid primary key,
  account_id     uuid not null references access.account,
  role           text not null references access.role,
  division_path  text not null,
  department_id  text,
  from_at        timestamptz not null,
  until_at       timestamptz,
  reason         text not null,
  granted_by     text not null,
  granted_at     timestamptz not null,
  revoked_at     timestamptz,
  revoked_by     text,
  check (until_at is null or until_at > from_at)
);
create index grant_account on access.grant (account_id);
create unique index grant_once on access.grant (account_id, role, division_path, coalesce(department_id, '')) where revoked_at is null;

create table access.session (
  digest         bytea primary key,
  id             uuid not null unique,
  account_id     uuid not null references access.account,
  stage          text not null check (stage in ('enrol', 'full')),
  factors        text[] not null,
  created_at     timestamptz not null,
  last_seen_at   timestamptz not null,
  idle_seconds   integer not null,
  expires_at     timestamptz not null,
  source         text not null,
  device         text not null,
  ended_at       timestamptz,
  ended_because  text check (ended_because in ('logout', 'ended', 'ended_all', 'password', 'disabled', 'admin'))
);
create index session_account on access.session (account_id) where ended_at is null;
create index session_expires on access.session (expires_at);

create table access.known_device (
  digest        bytea primary key,
  account_id    uuid not null references access.account,
  source        text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz not null
);
create index known_device_account on access.known_device (account_id);

create table access.attempt (
  subject      bytea not null,
  source       text not null,
  failures     integer not null,
  last_at      timestamptz not null,
  next_at      timestamptz not null,
  primary key (subject, source)
);
create index attempt_last on access.attempt (last_at);

create table access.api_key (
  id             uuid primary key,
  digest         bytea not null unique,
  hint           text not null,
  name           text not null,
  kind           text not null check (kind in ('device', 'unit')),
  holder_id      text not null,
  permissions    text[] not null,
  division_path  text not null,
  department_id  text,
  rate_class     text not null check (rate_class in ('low', 'normal', 'high')),
  issued_by      text not null,
  issued_at      timestamptz not null,
  expires_at     timestamptz not null,
  revoked_at     timestamptz,
  revoked_by     text
);

create table access.login_log (
  id          uuid not null,
  at          timestamptz not null,
  kind        text not null check (kind in ('login', 'login_refused', 'logout', 'session_ended', 'refused', 'factor_changed')),
  account_id  uuid,
  actor_id    text,
  source      text not null,
  device      text not null default '',
  code        text,
  route       text,
  primary key (id)
) partition by range (id);
create index login_log_account on access.login_log (account_id, id);
insert into base.partitioned (relation, period) values ('access.login_log', 'month');

comment on schema access is 'Who may: accounts, factors, sessions, roles, grants and keys. 权限';
comment on table access.role is 'A role of the city''s roles.yaml. 角色';
comment on column access.role.code is 'Name in the city''s data.';
comment on column access.role.title is 'Title by language.';
comment on column access.role.level is 'Level of divisions at which a grant of this role stands: city, district, street, community, grid, any or none.';
comment on column access.role.bound is 'A grant of this role counts only for the unit of the post.';
comment on column access.role.permissions is 'Names of permissions, each declared by a home.';
comment on column access.role.apart is 'Roles that the same person may not hold as well. 不相容岗位';
comment on column access.role.changed_at is 'When the role was last loaded.';
comment on table access.setting is 'One row: limits of sessions, lockout and logs from the city''s data.';
comment on column access.setting.id is 'Always access.';
comment on column access.setting.content is 'The limits; settings.ts gives the shape.';
comment on column access.setting.changed_at is 'When they were last loaded.';
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
comment on table access.password is 'argon2id hash of an account''s password.';
comment on column access.password.account_id is 'Whose.';
comment on column access.password.hash is 'PHC string: parameters, salt and hash.';
comment on column access.password.set_at is 'When it was set.';
comment on column access.password.must_change is 'Made by an administrator; good for one login that sets an own one.';
comment on table access.totp is 'State of the time-based code of an account. 动态口令';
comment on column access.totp.account_id is 'Whose.';
comment on column access.totp.confirmed_at is 'When the first right code was shown; before that it does not count as a factor.';
comment on column access.totp.last_step is 'Last time step used: a code is good once.';
comment on table access.secret is 'Sealed values of an account, behind row-level security.';
comment on column access.secret.account_id is 'Whose.';
comment on column access.secret.kind is 'totp: shared secret; draft_key: key of drafts kept offline; phone: number for codes.';
comment on column access.secret.party_id is 'The person, for the policy.';
comment on column access.secret.sealed is 'Sealed by the data key under access.<kind>.';
comment on table access.phone is 'Which account a phone number belongs to, findable by blind index only.';
comment on column access.phone.key_version is 'Version of the blind-index key.';
comment on column access.phone.digest is 'Blind index of the number.';
comment on column access.phone.account_id is 'Whose.';
comment on table access.code is 'The last one-time code sent to a phone. 短信验证码';
comment on column access.code.phone is 'Blind index of the number under the newest key.';
comment on column access.code.digest is 'HMAC of number and code.';
comment on column access.code.sent_at is 'When it was sent; the next one not before a minute later.';
comment on column access.code.expires_at is 'Until when it is good; set to sent_at once used.';
comment on column access.code.tries is 'Wrong tries; five end it.';
comment on column access.code.sent_on is 'Day of the count (UTC).';
comment on column access.code.sent_today is 'Codes sent that day.';
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
comment on table access.challenge is 'Open WebAuthn challenges, each good once for a few minutes.';
comment on column access.challenge.id is 'What the browser sends back.';
comment on column access.challenge.challenge is 'base64url of 32 random bytes.';
comment on column access.challenge.purpose is 'For making a passkey or for logging in.';
comment on column access.challenge.account_id is 'Who makes the passkey; null at login.';
comment on column access.challenge.expires_at is 'Until when it may be answered.';
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
comment on table access.known_device is 'Browsers that logged in before: their counters are their own, so nobody else''s guesses shut them out.';
comment on column access.known_device.digest is 'SHA-256 of the device cookie and the account.';
comment on column access.known_device.account_id is 'Whose.';
comment on column access.known_device.source is 'Network address of its last login.';
comment on column access.known_device.created_at is 'First login.';
comment on column access.known_device.last_used_at is 'Last login.';
comment on table access.attempt is 'Failed logins per name and source; the wait grows. Names that do not exist count too.';
comment on column access.attempt.subject is 'SHA-256 of the login name or phone as typed.';
comment on column access.attempt.source is 'ip:… or device:…; * counts all sources never seen before.';
comment on column access.attempt.failures is 'In a row.';
comment on column access.attempt.last_at is 'The last one.';
comment on column access.attempt.next_at is 'Not before then again.';
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
comment on column access.api_key.rate_class is 'How many requests a minute: low 30, normal 300, high 3000.';
comment on column access.api_key.issued_by is 'Who issued it.';
comment on column access.api_key.issued_at is 'When.';
comment on column access.api_key.expires_at is 'Until when.';
comment on column access.api_key.revoked_at is 'When it was revoked.';
comment on column access.api_key.revoked_by is 'By whom.';
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
