-- The table came here from exchange, with its rows.
comment on schema scenario is '应用场景';
comment on column scenario.scenario.matter_kinds is 'Kinds of matter of this platform that do this business; empty = it is not done here.';
comment on column scenario.scenario.rules is 'Decision tables of this platform that decide in it.';
comment on column scenario.scenario.indicators is 'Ids of indicators that show how it goes; not shown before a home contributes them.';
