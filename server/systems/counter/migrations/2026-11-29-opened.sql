-- Which drafts of the person were gone on with: the person is told once a visit.
alter table counter.visit add column opened uuid[] not null default '{}';
comment on column counter.visit.opened is 'The applications that were opened to go on with.';
