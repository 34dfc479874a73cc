create table application.proxy (
  application_id uuid not null references application.application,
  agent_id       uuid not null,
  agent_name     text not null,
  since          timestamptz not null,
  primary key (application_id, agent_id)
);
create index proxy_of_agent on application.proxy (agent_id);
comment on table application.proxy is 'Who acts for the person of an application 代办人. Whether they still may is the delegation''s to say, at each step anew.';
comment on column application.proxy.application_id is 'Which application.';
comment on column application.proxy.agent_id is 'Who acts.';
comment on column application.proxy.agent_name is 'Their name, masked.';
comment on column application.proxy.since is 'Since when.';
create policy application_of_proxy on application.application for select using (exists (select from application.proxy p where p.application_id = id and p.agent_id::text = current_setting('haihe.person', true)));
create policy application_by_proxy on application.application for update using (exists (select from application.proxy p where p.application_id = id and p.agent_id::text = current_setting('haihe.person', true)));
