create schema service_item;
comment on schema service_item is '事项';

create table service_item.item (
  code           text not null check (code ~ '^[a-z][a-z0-9-]{1,62}$'),
  version        integer not null check (version > 0),
  department     text not null,
  content        jsonb not null,
  retired        boolean not null,
  origin         text not null check (origin in ('folder', 'desk')),
  effective_from timestamptz not null,
  changed_by     text not null,
  changed_at     timestamptz not null,
  primary key (code, version)
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

create table service_item.tightening (
  division_code  text not null,
  code           text not null,
  version        integer not null check (version > 0),
  division_path  text not null,
  content        jsonb not null,
  reason         text not null,
  withdrawn      boolean not null,
  origin         text not null check (origin in ('folder', 'desk')),
  effective_from timestamptz not null,
  changed_by     text not null,
  changed_at     timestamptz not null,
  primary key (division_code, code, version)
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

create table service_item.setting (
  name    text primary key check (name in ('clocks', 'terms', 'spoken')),
  content jsonb not null
);
comment on table service_item.setting is 'What items refer to: kinds of act and the clocks of law 法定时限, audiences and life events, and how people say it 群众说法; from the city''s folder.';
comment on column service_item.setting.name is 'Which.';
comment on column service_item.setting.content is 'What the file says.';

create table service_item.stamp (
  only_one boolean primary key default true check (only_one),
  stamp    text not null
);
comment on table service_item.stamp is 'Which state the catalogue is in; random and new with every change, so that each process knows when to read it again.';
comment on column service_item.stamp.only_one is 'There is one row.';
comment on column service_item.stamp.stamp is 'The state.';
insert into service_item.stamp (stamp) values ('empty');
