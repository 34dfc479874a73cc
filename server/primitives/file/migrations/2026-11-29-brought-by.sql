-- What somebody brought is told to them, also once it belongs to something.
create index file_of_uploader on file.file (uploader, id);
