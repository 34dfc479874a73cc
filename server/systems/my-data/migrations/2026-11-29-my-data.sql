create schema my_data;
comment on schema my_data is '我的数据';

create table my_data.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table my_data.setting is 'On which law what is kept of a person, and for how long 个人信息清单; from the city''s folder.';
comment on column my_data.setting.only_one is 'There is one row.';
comment on column my_data.setting.content is 'What the file says.';
