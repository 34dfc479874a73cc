create index usage_day on exchange.usage (on_day, grant_id) include (queries, rows);

create table exchange.usage_hour (
  grant_id uuid not null references exchange.grant (id),
  on_day   date not null,
  hour     smallint not null check (hour between 0 and 23),
  queries  integer not null,
  rows     integer not null,
  seen     boolean not null,
  primary key (grant_id, on_day, hour)
);
create index usage_hour_unseen on exchange.usage_hour (grant_id, on_day, hour) where not seen;
create index usage_hour_day on exchange.usage_hour (on_day, grant_id) include (hour, queries, rows);
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
  primary key (grant_id, on_day, matter, tag)
);
comment on table exchange.use_about is 'About whom a grant was used and for which matter, for as long as unusual use is looked for: a blind tag, from which nobody can be read.';
comment on column exchange.use_about.grant_id is 'The grant.';
comment on column exchange.use_about.on_day is 'The city''s day.';
comment on column exchange.use_about.matter is 'Number of the matter it was for.';
comment on column exchange.use_about.tag is 'Blind index of the key by which was asked: a person or a firm.';
comment on column exchange.use_about.times is 'How often.';
comment on column exchange.use_about.outside is 'A row of theirs lies outside the place of the post that asked.';

create table exchange.use_alarm (
  id        uuid primary key,
  grant_id  uuid not null references exchange.grant (id),
  kind      text not null check (kind in ('multiple', 'off_hours', 'outside_area', 'many_persons', 'same_person')),
  on_day    date not null,
  figure    integer not null,
  usual     double precision,
  threshold double precision not null,
  matter    text,
  opened_at timestamptz not null,
  last_at   timestamptz not null,
  judged_at timestamptz,
  judged_by text,
  judged_as text check (judged_as in ('explained', 'misuse')),
  reason    text,
  standing  boolean not null,
  check ((judged_at is null) = (judged_as is null))
);
create unique index use_alarm_open on exchange.use_alarm (grant_id, kind) where judged_at is null;
create index use_alarm_grant on exchange.use_alarm (grant_id, id);
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
