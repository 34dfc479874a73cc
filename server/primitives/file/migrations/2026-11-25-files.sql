create schema file;
comment on schema file is 'Pictures and documents that other parts refer to: who brought them, what they belong to, and under which hash their copies lie on disk.';

create table file.file (
  id           uuid primary key,
  uploader     text not null,
  uploaded_at  timestamptz not null,
  home         text,
  subject_id   text,
  use          text,
  position     smallint not null default 0,
  attached_at  timestamptz,
  published_at timestamptz,
  published_by text,
  boxes        jsonb,
  check ((home is null) = (subject_id is null) and (home is null) = (use is null) and (home is null) = (attached_at is null)),
  check ((published_at is null) = (published_by is null))
);
create index file_subject on file.file (subject_id, home) where home is not null;
create index file_unattached on file.file (uploader, uploaded_at) where home is null;
comment on table file.file is 'One row a picture; unattached ones are removed after 24 hours.';
comment on column file.file.id is 'UUIDv7, made by the client where it was offline.';
comment on column file.file.uploader is 'Kind and id of who brought it.';
comment on column file.file.uploaded_at is 'When it arrived.';
comment on column file.file.home is 'The part that refers to it, such as governance; null until one does.';
comment on column file.file.subject_id is 'What it belongs to there, such as an incident.';
comment on column file.file.use is 'What for, such as before, after or reply.';
comment on column file.file.position is 'Order among the files of one subject and use.';
comment on column file.file.attached_at is 'When a part began to refer to it.';
comment on column file.file.published_at is 'When a copy without faces and plates was made public; null = not public.';
comment on column file.file.published_by is 'Kind and id of who blurred it.';
comment on column file.file.boxes is 'The places that were blurred, in fractions of width and height.';

create table file.copy (
  file_id uuid not null references file.file (id) on delete cascade,
  variant text not null check (variant in ('original', 'work', 'thumbnail', 'public')),
  sha256  text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sealed  boolean not null,
  type    text not null,
  width   integer not null,
  height  integer not null,
  primary key (file_id, variant)
);
create index copy_sha256 on file.copy (sha256);
comment on table file.copy is 'The copies of a picture on disk. All are sealed but the public one.';
comment on column file.copy.file_id is 'The picture.';
comment on column file.copy.variant is 'original = full size, work = at most 1600 pixels, thumbnail = at most 320, public = at most 1600 with the blurred places.';
comment on column file.copy.sha256 is 'Hash of the bytes as they lie on disk, which is their name there.';
comment on column file.copy.sealed is 'Whether those bytes are sealed.';
comment on column file.copy.type is 'Media type of the picture.';
comment on column file.copy.width is 'Pixels.';
comment on column file.copy.height is 'Pixels.';
