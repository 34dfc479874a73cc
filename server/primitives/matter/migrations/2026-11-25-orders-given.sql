create index oversight_order_given on matter.oversight_order (ordered_by, ordered_at);
