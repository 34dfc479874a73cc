-- Who stood at a window is asked how it was.
create policy visit_rated on counter.visit for select using (current_setting('haihe.job', true) = 'counter.invite_rating');
