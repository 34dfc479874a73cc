alter table matter.fact add column accepts boolean not null default false;
comment on column matter.fact.accepts is 'The matter was accepted with this step: it left its first state for work, or began in work.';
alter table matter.tally add column accepted bigint not null default 0;
comment on column matter.tally.accepted is 'How many were accepted.';

create table matter.span_tally (
  on_day        date not null,
  kind          text not null,
  item          text not null,
  division_path text collate "C" not null,
  unit_id       text not null,
  span          smallint not null,
  resolved      bigint not null,
  primary key (kind, on_day, division_path, item, unit_id, span)
);
create index span_tally_division on matter.span_tally (division_path, on_day);
comment on table matter.span_tally is 'How long resolutions took, in steps of working time: what medians are read from. Filled together with matter.tally.';
comment on column matter.span_tally.on_day is 'The city''s day of the resolution.';
comment on column matter.span_tally.kind is 'Kind.';
comment on column matter.span_tally.item is 'Entry in a catalogue; empty = none.';
comment on column matter.span_tally.division_path is 'Where.';
comment on column matter.span_tally.unit_id is 'Lead unit; empty = none.';
comment on column matter.span_tally.span is 'Working minutes up to 60, then steps of five per cent.';
comment on column matter.span_tally.resolved is 'How many took that long.';
alter table matter.fact alter column accepts drop default;
alter table matter.tally alter column accepted drop default;
