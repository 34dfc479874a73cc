-- Two rows of one person become one: what this home holds follows, by the listener of that name.
create policy feedback_follow_merge on open_data.feedback for all using (current_setting('haihe.job', true) = 'open_data.follow_merge');
create policy showcase_follow_merge on open_data.showcase for all using (current_setting('haihe.job', true) = 'open_data.follow_merge');
