create schema one_form;
comment on schema one_form is '一表通';

create table one_form.form (
  id            uuid primary key,
  unit_id       text not null,
  division_path text not null,
  level         text not null check (level in ('district', 'street', 'community')),
  name          text not null,
  purpose       text not null,
  legal_basis   text not null,
  cycle         text not null check (cycle in ('once', 'daily', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly')),
  until_on      date not null,
  submitted_at  timestamptz not null,
  registered_on date
);
create index form_unit on one_form.form (unit_id, id);
create index form_division on one_form.form (division_path text_pattern_ops);
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
  form_id uuid not null references one_form.form,
  place   integer not null check (place >= 0),
  name    text not null,
  state   text not null check (state in ('free', 'held', 'closed')),
  keep    text,
  fields  jsonb not null,
  primary key (form_id, place)
);
comment on table one_form.form_column is 'What a form asks for, and what was found of it in the catalogue when it was submitted.';
comment on column one_form.form_column.form_id is 'The form.';
comment on column one_form.form_column.place is 'Which column, from 0.';
comment on column one_form.form_column.name is 'Its heading.';
comment on column one_form.form_column.state is 'free: the catalogue does not have it; held: it has, and shares it; closed: it has, and the law forbids to share it.';
comment on column one_form.form_column.keep is 'Why it is asked for although it is held; null = it is not, or it is not kept.';
comment on column one_form.form_column.fields is 'Where it was found.';

create table one_form.setting (
  only_one boolean primary key default true check (only_one),
  content  jsonb not null
);
comment on table one_form.setting is 'How columns are told apart, and how long a form may be in force 列名同义词; from the city''s folder.';
comment on column one_form.setting.only_one is 'There is one row.';
comment on column one_form.setting.content is 'What the file says.';
