-- Two rows of one person become one: what this home holds follows, by the listener of that name.
create policy booking_follow_merge on booking.booking for all using (current_setting('haihe.job', true) = 'booking.follow_merge');
create policy pause_follow_merge on booking.pause for all using (current_setting('haihe.job', true) = 'booking.follow_merge');
