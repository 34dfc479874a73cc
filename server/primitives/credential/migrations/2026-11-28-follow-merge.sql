-- Two rows of one person become one: what this home holds follows, by the listener of that name.
create policy credential_follow_merge on credential.credential for all using (current_setting('haihe.job', true) = 'credential.follow_merge');
