-- Whoever came without an account is invited by a code on the slip that they were given; whoever printed it held the code too, so that it shows nothing of what was said.
alter table rating.rating add column printed boolean not null default false;
comment on column rating.rating.printed is 'The link was printed on a slip: it takes one rating and shows none.';
alter table rating.rating drop constraint rating_check1;
alter table rating.rating add constraint rating_reaches_somebody check (person_id is not null or phone is not null or token_hash is not null);
