create table my_data.closing (
  id         uuid primary key,
  person_id  uuid not null,
  account_id uuid,
  post_id    uuid,
  proof_id   uuid,
  check (account_id is not null or post_id is not null)
);
create index closing_of_person on my_data.closing (person_id, id);
comment on table my_data.closing is 'Closings of accounts 注销申请: state, waiting time and end are a matter of the same id.';
comment on column my_data.closing.id is 'The matter.';
comment on column my_data.closing.person_id is 'Whose account it is.';
comment on column my_data.closing.account_id is 'The account; null = the person had none to log in with, and what else is kept is ended.';
comment on column my_data.closing.post_id is 'The post before which it was asked for; null = by the person, with a code to the phone.';
comment on column my_data.closing.proof_id is 'The leaf that proves that it was done.';
