create table account.elsewhere (
  person_id  uuid primary key,
  holder_id  uuid not null,
  matter_id  uuid not null,
  resource   text not null,
  matched_at timestamptz not null
);
comment on table account.elsewhere is 'Whose name and number matched a register, while somebody registered here had that number already: the two may be merged 合并账号, by a code from the other phone or at a counter.';
comment on column account.elsewhere.person_id is 'Who was checked.';
comment on column account.elsewhere.holder_id is 'Who has the number.';
comment on column account.elsewhere.matter_id is 'The identity check.';
comment on column account.elsewhere.resource is 'The register that said yes.';
comment on column account.elsewhere.matched_at is 'When.';
