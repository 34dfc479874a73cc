-- An account that its owner closed ends its sessions for that reason.
alter table access.session drop constraint session_ended_because_check;
alter table access.session add constraint session_ended_because_check check (ended_because in ('logout', 'ended', 'ended_all', 'password', 'disabled', 'admin', 'phone', 'merged', 'closed'));
