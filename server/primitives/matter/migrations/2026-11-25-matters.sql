create schema matter;
comment on schema matter is 'What is being done: public business that a named post must finish by a time, its states, clocks and trace.';

create table matter.kind_version (
  kind         text not null,
  version      integer not null check (version > 0),
  hash         text not null,
  content      jsonb not null,
  origin       text not null check (origin in ('folder', 'desk')),
  published_at timestamptz not null,
  published_by text not null,
  primary key (kind, version)
);
comment on table matter.kind_version is 'Every published version of every kind; a running matter keeps the one it began with.';
comment on column matter.kind_version.kind is 'Name of the kind.';
comment on column matter.kind_version.version is '1, 2, 3 … for each kind.';
comment on column matter.kind_version.hash is 'Of the content: the process keeps compiled kinds by it.';
comment on column matter.kind_version.content is 'The kind as it was written: states, actions, roles, limits.';
comment on column matter.kind_version.origin is 'Whether it came from the city''s folder or was edited at the desk; the folder never overwrites the desk.';
comment on column matter.kind_version.published_at is 'When it was published.';
comment on column matter.kind_version.published_by is 'Who published it.';

create table matter.folder_conflict (
  kind     text primary key,
  path     text not null,
  content  jsonb not null,
  found_at timestamptz not null
);
comment on table matter.folder_conflict is 'Kinds that changed in the city''s folder after they were edited at the desk; someone must choose.';
comment on column matter.folder_conflict.kind is 'Name of the kind.';
comment on column matter.folder_conflict.path is 'The file.';
comment on column matter.folder_conflict.content is 'What the file says.';
comment on column matter.folder_conflict.found_at is 'When the difference was found.';

create table matter.matter (
  id               uuid not null,
  number           text not null,
  kind             text not null,
  kind_version     integer not null,
  kind_hash        text not null,
  calendar_version text not null,
  state            text not null,
  version          integer not null,
  cycle            smallint not null,
  division_path    text collate "C" not null,
  holder_level     text not null check (holder_level in ('grid', 'community', 'street', 'district', 'city')),
  holder_path      text collate "C" not null,
  item             text,
  urgent           boolean not null,
  publicity        text not null check (publicity in ('public', 'link', 'closed')),
  source           text,
  opener_kind      text not null,
  opener_id        text not null,
  facts            jsonb not null,
  limits           jsonb not null,
  unit_id          text,
  post_id          uuid,
  assignment_id    uuid,
  assigned_at      timestamptz,
  received_at      timestamptz,
  designated       boolean not null,
  supporting       smallint not null,
  opened_at        timestamptz not null,
  cycle_at         timestamptz not null,
  due_at           timestamptz,
  provisional      boolean not null,
  state_at         timestamptz not null,
  state_due_at     timestamptz,
  before_state     text,
  resolved_at      timestamptz,
  closed_at        timestamptz,
  score            smallint check (score between 1 and 5),
  master_id        uuid,
  counters         jsonb not null,
  performers       jsonb not null,
  clocks           jsonb not null,
  marked_at        timestamptz not null,
  primary key (id)
) partition by range (id);
-- Only columns that change seldom are indexed, so that most transitions rewrite the row in its page and touch no index.
create index matter_division on matter.matter (division_path, id);
create index matter_open_division on matter.matter (division_path, id) where closed_at is null;
create index matter_open_holder on matter.matter (holder_path, id) where closed_at is null;
create index matter_open_unit on matter.matter (unit_id, id) where closed_at is null and unit_id is not null;
create index matter_opener on matter.matter (opener_id, id) where opener_kind = 'person';
insert into base.partitioned (relation, period) values ('matter.matter', 'month');
comment on table matter.matter is 'A piece of public business: its state, clock, assignee and version live here and nowhere else. No identifying text.';
comment on column matter.matter.id is 'UUIDv7; the id of the row in the system that opened it.';
comment on column matter.matter.number is 'What people say on the phone: yyMMdd, six random digits, a check digit.';
comment on column matter.matter.kind is 'Its kind.';
comment on column matter.matter.kind_version is 'Version of the kind it began with.';
comment on column matter.matter.kind_hash is 'Hash of that version.';
comment on column matter.matter.calendar_version is 'Working calendar of its deadlines.';
comment on column matter.matter.state is 'One of the kind''s states.';
comment on column matter.matter.version is 'Grows with every step; If-Match.';
comment on column matter.matter.cycle is '1; each reopening begins the next, and the earlier ones keep their figures.';
comment on column matter.matter.division_path is 'Where it is.';
comment on column matter.matter.holder_level is 'Level of the desk that holds it.';
comment on column matter.matter.holder_path is 'Division whose desk holds it; empty = the city.';
comment on column matter.matter.item is 'Entry in a catalogue.';
comment on column matter.matter.urgent is 'Urgent ones have limits of their own and are told of at any hour.';
comment on column matter.matter.publicity is 'Who may see its public trace: everybody, who holds the link, nobody.';
comment on column matter.matter.source is 'How it came in.';
comment on column matter.matter.opener_kind is 'Kind of the actor who opened it.';
comment on column matter.matter.opener_id is 'The actor who opened it.';
comment on column matter.matter.facts is 'Small facts that guards read; nothing that identifies a person.';
comment on column matter.matter.limits is 'Limits that override the kind''s, by name.';
comment on column matter.matter.unit_id is 'The lead unit that has it.';
comment on column matter.matter.post_id is 'The post in the unit, when one is named.';
comment on column matter.matter.assignment_id is 'The lead unit''s assignment.';
comment on column matter.matter.assigned_at is 'When the lead unit was given it.';
comment on column matter.matter.received_at is 'When the lead unit took it.';
comment on column matter.matter.designated is 'Designated units may not return it.';
comment on column matter.matter.supporting is 'How many supporting units still owe their share.';
comment on column matter.matter.opened_at is 'When it was opened.';
comment on column matter.matter.cycle_at is 'When the present cycle began.';
comment on column matter.matter.due_at is 'End of the limit that runs through the cycle. Overdue is derived from it, never stored.';
comment on column matter.matter.provisional is 'The deadline lies beyond the last year whose holidays are published.';
comment on column matter.matter.state_at is 'When the present state, or holder, began.';
comment on column matter.matter.state_due_at is 'End of the present state''s limit.';
comment on column matter.matter.before_state is 'The state it was suspended from.';
comment on column matter.matter.resolved_at is 'When the work was done, in this cycle.';
comment on column matter.matter.closed_at is 'When it was closed, in this cycle.';
comment on column matter.matter.score is 'The opener''s rating, 5 best.';
comment on column matter.matter.master_id is 'The matter into which it was merged.';
comment on column matter.matter.counters is 'Returns, reworks, suspensions … so far.';
comment on column matter.matter.performers is 'Who did the actions that guards ask for, in this cycle.';
comment on column matter.matter.clocks is 'Start, limit, pauses and reminders sent, for the cycle and for each state and holder.';
comment on column matter.matter.marked_at is 'Until when the time is attributed to someone.';

create table matter.number (
  number    text primary key,
  matter_id uuid not null
);
comment on table matter.number is 'One number, one matter.';
comment on column matter.number.number is 'yyMMdd, six random digits, a check digit.';
comment on column matter.number.matter_id is 'Whose number it is.';

create table matter.trace_link (
  hash      bytea primary key,
  matter_id uuid not null,
  made_at   timestamptz not null
);
create index trace_link_matter on matter.trace_link (matter_id);
comment on table matter.trace_link is 'Unguessable addresses of public traces; only the hash is kept.';
comment on column matter.trace_link.hash is 'SHA-256 of the 128-bit random token.';
comment on column matter.trace_link.matter_id is 'Whose trace it opens.';
comment on column matter.trace_link.made_at is 'When it was given.';

create table matter.alarm (
  matter_id uuid primary key,
  next_at   timestamptz not null
);
create index alarm_next on matter.alarm (next_at);
comment on table matter.alarm is 'When an open matter''s clock next has something to say or do; taken by tick.';
comment on column matter.alarm.matter_id is 'The matter.';
comment on column matter.alarm.next_at is 'The instant.';

create table matter.step (
  matter_id       uuid not null,
  id              uuid not null,
  cycle           smallint not null,
  at              timestamptz not null,
  action          text not null,
  from_state      text,
  to_state        text not null,
  actor_kind      text not null,
  actor_id        text not null,
  actor_post_id   uuid,
  actor_unit_id   text,
  unit_id         text,
  holder_level    text not null,
  holder_path     text collate "C" not null,
  held_by         text not null check (held_by in ('unit', 'desk', 'pause', 'nobody')),
  held_id         text,
  minutes         integer not null check (minutes >= 0),
  working_minutes integer not null check (working_minutes >= 0),
  state_limit     jsonb,
  on_time         boolean,
  reason          text,
  note            text,
  because         jsonb,
  detail          jsonb not null,
  shown           text not null check (shown in ('public', 'staff')),
  primary key (matter_id, id)
) partition by range (id);
insert into base.partitioned (relation, period) values ('matter.step', 'month');
comment on table matter.step is 'The trace: one row for each thing done, never changed. Read with id >= matter_id.';
comment on column matter.step.matter_id is 'The matter.';
comment on column matter.step.id is 'UUIDv7.';
comment on column matter.step.cycle is 'The cycle it belongs to.';
comment on column matter.step.at is 'When.';
comment on column matter.step.action is 'One of the kind''s actions; opened, escalated, ordered and answered are the primitive''s own.';
comment on column matter.step.from_state is 'State before; null at the opening.';
comment on column matter.step.to_state is 'State after.';
comment on column matter.step.actor_kind is 'Kind of the actor.';
comment on column matter.step.actor_id is 'The actor; never told to the public.';
comment on column matter.step.actor_post_id is 'The actor''s post.';
comment on column matter.step.actor_unit_id is 'The actor''s department: what the public is told.';
comment on column matter.step.unit_id is 'Lead unit after the step.';
comment on column matter.step.holder_level is 'Level of the holding desk after the step.';
comment on column matter.step.holder_path is 'Division of the holding desk after the step.';
comment on column matter.step.held_by is 'Who had the matter in the time that ended with this step.';
comment on column matter.step.held_id is 'That unit, or that division''s path.';
comment on column matter.step.minutes is 'How long, by the sun. The sum over a cycle''s steps equals its whole time.';
comment on column matter.step.working_minutes is 'How long, in working time.';
comment on column matter.step.state_limit is 'The limit of the state that was left: name, amount, unit, dueAt.';
comment on column matter.step.on_time is 'Whether the state was left within its limit; null where nothing was left or limited.';
comment on column matter.step.reason is 'Reason of a post. A reporter''s words lie in the system that took them.';
comment on column matter.step.note is 'Note of a post.';
comment on column matter.step.because is 'Rule, version, row and sentence by which it was decided.';
comment on column matter.step.detail is 'What else the action brought: evidence, supporting units, score, extension.';
comment on column matter.step.shown is 'Whether the public trace shows it.';

create table matter.assignment (
  matter_id   uuid not null,
  id          uuid not null,
  cycle       smallint not null,
  role        text not null check (role in ('lead', 'supporting')),
  unit_id     text not null,
  post_id     uuid,
  designated  boolean not null,
  assigned_at timestamptz not null,
  due_at      timestamptz,
  next_at     timestamptz,
  fired       smallint not null,
  received_at timestamptz,
  done_at     timestamptz,
  ended_at    timestamptz,
  end_action  text,
  primary key (matter_id, id)
) partition by range (id);
create index assignment_open on matter.assignment (unit_id, matter_id) where ended_at is null and role = 'supporting';
create index assignment_next on matter.assignment (next_at) where next_at is not null;
insert into base.partitioned (relation, period) values ('matter.assignment', 'month');
comment on table matter.assignment is 'Each time a unit was given a matter, lead or supporting, with its own clock.';
comment on column matter.assignment.matter_id is 'The matter.';
comment on column matter.assignment.id is 'UUIDv7.';
comment on column matter.assignment.cycle is 'The cycle it belongs to.';
comment on column matter.assignment.role is 'Lead 主办 or supporting 协办.';
comment on column matter.assignment.unit_id is 'The unit.';
comment on column matter.assignment.post_id is 'The post, when one is named.';
comment on column matter.assignment.designated is 'Designated units may not return it.';
comment on column matter.assignment.assigned_at is 'When it was given.';
comment on column matter.assignment.due_at is 'End of the unit''s own limit.';
comment on column matter.assignment.next_at is 'Its next reminder.';
comment on column matter.assignment.fired is 'Reminders sent.';
comment on column matter.assignment.received_at is 'When the unit took it.';
comment on column matter.assignment.done_at is 'When the unit had done its share.';
comment on column matter.assignment.ended_at is 'When the unit no longer had it.';
comment on column matter.assignment.end_action is 'The action that ended it.';

create table matter.oversight_order (
  matter_id        uuid not null,
  id               uuid not null,
  note             text not null,
  answerer_unit_id text not null,
  answerer_post_id uuid,
  ordered_by       text not null,
  ordered_unit_id  text,
  ordered_at       timestamptz not null,
  limit_amount     numeric not null,
  limit_unit       text not null,
  due_at           timestamptz not null,
  next_at          timestamptz,
  fired            smallint not null,
  answered_at      timestamptz,
  answered_by      text,
  answer           text,
  primary key (matter_id, id)
) partition by range (id);
create index oversight_order_open on matter.oversight_order (answerer_unit_id, due_at) where answered_at is null;
create index oversight_order_next on matter.oversight_order (next_at) where next_at is not null;
insert into base.partitioned (relation, period) values ('matter.oversight_order', 'month');
comment on table matter.oversight_order is 'Oversight orders 督办: a leader''s note with a named answerer and its own clock; the matter''s clocks go on.';
comment on column matter.oversight_order.matter_id is 'The matter.';
comment on column matter.oversight_order.id is 'UUIDv7.';
comment on column matter.oversight_order.note is 'What the leader wants.';
comment on column matter.oversight_order.answerer_unit_id is 'The unit that must answer.';
comment on column matter.oversight_order.answerer_post_id is 'The post that must answer, when one is named.';
comment on column matter.oversight_order.ordered_by is 'Who ordered.';
comment on column matter.oversight_order.ordered_unit_id is 'The orderer''s unit.';
comment on column matter.oversight_order.ordered_at is 'When.';
comment on column matter.oversight_order.limit_amount is 'How long the answerer has.';
comment on column matter.oversight_order.limit_unit is 'In which unit.';
comment on column matter.oversight_order.due_at is 'End of the answerer''s limit.';
comment on column matter.oversight_order.next_at is 'Its next reminder.';
comment on column matter.oversight_order.fired is 'Reminders sent.';
comment on column matter.oversight_order.answered_at is 'When it was answered.';
comment on column matter.oversight_order.answered_by is 'Who answered.';
comment on column matter.oversight_order.answer is 'The answer.';

create table matter.fact (
  id                    uuid not null,
  on_day                date not null,
  kind                  text not null,
  item                  text,
  division_path         text collate "C" not null,
  unit_id               text,
  action                text not null,
  resolves              boolean not null,
  on_time               boolean,
  state_on_time         boolean,
  minutes               integer not null,
  working_minutes       integer not null,
  whole_minutes         integer,
  whole_working_minutes integer,
  score                 smallint
);
comment on table matter.fact is 'One row for each step, until the minute''s job has added it to matter.tally: screen and export read tally and what is still here in one snapshot.';
comment on column matter.fact.id is 'The step.';
comment on column matter.fact.on_day is 'The city''s day.';
comment on column matter.fact.kind is 'Kind of the matter.';
comment on column matter.fact.item is 'Its entry in a catalogue.';
comment on column matter.fact.division_path is 'Where it is.';
comment on column matter.fact.unit_id is 'The lead unit that had it when the step was done.';
comment on column matter.fact.action is 'What was done.';
comment on column matter.fact.resolves is 'The work was done with this step.';
comment on column matter.fact.on_time is 'Whether it was done within the whole limit; only where it resolves.';
comment on column matter.fact.state_on_time is 'Whether the state was left within its limit.';
comment on column matter.fact.minutes is 'Time that ended with the step.';
comment on column matter.fact.working_minutes is 'The same in working time.';
comment on column matter.fact.whole_minutes is 'From the cycle''s beginning; only where it resolves.';
comment on column matter.fact.whole_working_minutes is 'The same in working time.';
comment on column matter.fact.score is 'The rating that the step gave.';

create table matter.tally (
  on_day                date not null,
  kind                  text not null,
  item                  text not null,
  division_path         text collate "C" not null,
  unit_id               text not null,
  action                text not null,
  steps                 bigint not null,
  resolved              bigint not null,
  on_time               bigint not null,
  late                  bigint not null,
  state_on_time         bigint not null,
  state_late            bigint not null,
  minutes               bigint not null,
  working_minutes       bigint not null,
  whole_minutes         bigint not null,
  whole_working_minutes bigint not null,
  scores                bigint not null,
  score_sum             bigint not null,
  satisfied             bigint not null,
  primary key (kind, on_day, division_path, item, unit_id, action)
);
create index tally_division on matter.tally (division_path, on_day);
comment on table matter.tally is 'Facts summed by day, kind, item, division, unit and action.';
comment on column matter.tally.on_day is 'The city''s day.';
comment on column matter.tally.kind is 'Kind.';
comment on column matter.tally.item is 'Entry in a catalogue; empty = none.';
comment on column matter.tally.division_path is 'Where.';
comment on column matter.tally.unit_id is 'Lead unit; empty = none.';
comment on column matter.tally.action is 'What was done.';
comment on column matter.tally.steps is 'How often.';
comment on column matter.tally.resolved is 'How many resolved.';
comment on column matter.tally.on_time is 'How many of them within the whole limit.';
comment on column matter.tally.late is 'How many of them after it.';
comment on column matter.tally.state_on_time is 'States left within their limit.';
comment on column matter.tally.state_late is 'States left after it.';
comment on column matter.tally.minutes is 'Time by the sun that ended with these steps.';
comment on column matter.tally.working_minutes is 'The same in working time.';
comment on column matter.tally.whole_minutes is 'From the beginning of the cycle to the resolution.';
comment on column matter.tally.whole_working_minutes is 'The same in working time.';
comment on column matter.tally.scores is 'Ratings given.';
comment on column matter.tally.score_sum is 'Their sum.';
comment on column matter.tally.satisfied is 'Ratings of 3 and more of 5.';
