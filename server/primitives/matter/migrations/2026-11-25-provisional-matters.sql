create index matter_provisional on matter.matter (id) where provisional and closed_at is null;
