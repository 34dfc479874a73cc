create index matter_open_kind on matter.matter (kind, id) where closed_at is null;
