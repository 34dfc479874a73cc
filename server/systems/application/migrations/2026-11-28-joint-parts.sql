alter table application.joint
  add column part    text,
  add column missing jsonb,
  add column grounds jsonb;
comment on column application.joint.part is 'Name of its part in a joint review 并联审批; null = asked for an opinion by hand.';
comment on column application.joint.missing is 'What of its part is missing: materials and words; the leading unit tells it in the one notice.';
comment on column application.joint.grounds is 'The conditions on which the leading unit rests its own refusal.';
