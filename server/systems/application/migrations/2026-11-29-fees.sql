create policy application_of_fees on application.application for all using (coalesce(current_setting('haihe.job', true), '') in ('application.go_on', 'application.end_fee'));
