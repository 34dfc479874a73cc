-- What was proven of an account counts no longer once its owner closed it: whoever comes again proves it anew.
alter table account.proof drop constraint proof_ended_why_check;
alter table account.proof add constraint proof_ended_why_check check (ended_why in ('other_person', 'merged', 'closed'));
comment on column account.proof.ended_why is 'other_person: the number was shown to be somebody else''s; merged: it went to the account that was kept; closed: the account was closed.';
