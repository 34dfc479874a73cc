-- numbers and texts on their way out: written by any deed, seen by the jobs that send and forget them; people see only what is parked
alter table notice.outgoing enable row level security;
alter table notice.outgoing force row level security;
create policy written_by_all on notice.outgoing for insert with check (true);
create policy seen_by_sender on notice.outgoing for select
  using (current_setting('haihe.job', true) in ('notice.deliver', 'notice.forget') or (coalesce(current_setting('haihe.person', true), '') <> '' and state in ('parked', 'waiting')));
create policy moved_by_sender on notice.outgoing for update
  using (current_setting('haihe.job', true) in ('notice.deliver', 'notice.forget') or (coalesce(current_setting('haihe.person', true), '') <> '' and state = 'parked')) with check (true);
