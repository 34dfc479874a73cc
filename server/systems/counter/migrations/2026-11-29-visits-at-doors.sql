-- A visit without a window: a community's worker at the door of somebody who lives there, who said yes face to face.
alter table counter.visit alter column hall_code drop not null;
alter table counter.visit alter column counter drop not null;
alter table counter.visit alter column "window" drop not null;
alter table counter.visit add column division_path text;
alter table counter.visit add column witness bytea;
alter table counter.visit add constraint visit_is_somewhere check ((hall_code is null) = (counter is null) and (hall_code is null) = ("window" is null) and (hall_code is null) = (division_path is not null));
create unique index visit_at_door_open on counter.visit (clerk) where ended_at is null and division_path is not null;
comment on column counter.visit.hall_code is 'Where; null = at the door.';
comment on column counter.visit.counter is 'At which kind of window; null = at the door.';
comment on column counter.visit."window" is 'At which of them; null = at the door.';
comment on column counter.visit.division_path is 'At the door 上门: where the person lives; null = at a window.';
comment on column counter.visit.witness is 'At the door: who was there when the person said yes, sealed; null = the person signed, and the sheet lies with the visit.';
