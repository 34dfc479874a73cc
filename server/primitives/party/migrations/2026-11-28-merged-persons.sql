alter table party.person add column merged_into uuid references party.person (id);
comment on column party.person.merged_into is 'Turned out to be this person 并号: what was held under this row has gone there; the row itself stays. Null = it stands for itself.';
create policy person_for_merge on party.person for all using (current_setting('haihe.job', true) = 'party.follow_merge');
