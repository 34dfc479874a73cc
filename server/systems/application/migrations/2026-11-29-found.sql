alter table application.application add column found bytea;
comment on column application.application.found is 'What whoever decides found that the result says and the form does not 审定要素: the grade of an assessment, the code of a new firm; sealed.';
