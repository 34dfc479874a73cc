create index incident_quarantined on governance.incident (division_path, id) where quarantined is not null;
