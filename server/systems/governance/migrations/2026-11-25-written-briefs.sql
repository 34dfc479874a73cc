create table governance.brief (
  id            uuid primary key,
  kind          text not null check (kind in ('daily', 'weekly')),
  division_path text collate "C" not null,
  from_on       date not null,
  to_on         date not null,
  made_at       timestamptz not null,
  made_by       text not null,
  content       jsonb not null,
  unique (kind, division_path, from_on)
);
create index brief_newest on governance.brief (to_on desc, id desc);
comment on table governance.brief is 'Daily and weekly briefs 简报: the figures as they were when it was made. The PDF is drawn from them, the same bytes each time. No personal data.';
comment on column governance.brief.id is 'UUIDv7.';
comment on column governance.brief.kind is 'daily 日报 or weekly 周报.';
comment on column governance.brief.division_path is 'Of which place; empty = the city.';
comment on column governance.brief.from_on is 'First of the city''s days.';
comment on column governance.brief.to_on is 'Last of them.';
comment on column governance.brief.made_at is 'When.';
comment on column governance.brief.made_by is 'A job''s name, or the person.';
comment on column governance.brief.content is 'What it says.';
