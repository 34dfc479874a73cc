create table service_item.form (
  code           text not null,
  version        integer not null check (version > 0),
  content        jsonb not null,
  effective_from timestamptz not null,
  primary key (code, version)
);
comment on table service_item.form is 'Forms 表单 of items, each version of them; in force is the newest.';
comment on column service_item.form.code is 'The item whose form it is.';
comment on column service_item.form.version is 'From 1; an application keeps the version that it began with.';
comment on column service_item.form.content is 'Parts, fields, materials and from where each field comes; the shape is cities/schema/forms.schema.json.';
comment on column service_item.form.effective_from is 'Since when.';
