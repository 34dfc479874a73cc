create index run_asked on transfer.run (asked_at);
create index run_rejected on transfer.run (asked_at) where rejected > 0;
