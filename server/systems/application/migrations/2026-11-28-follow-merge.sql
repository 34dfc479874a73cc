-- Two rows of one person become one: what this home holds follows, by the listener of that name.
create policy application_follow_merge on application.application for all using (current_setting('haihe.job', true) = 'application.follow_merge');
