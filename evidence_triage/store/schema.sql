-- What the store itself keeps in the case's database. Each table bears its kind (store/kinds.py reads these lines).

-- kind: derived
CREATE TABLE blob (                    -- encrypted bytes outside the database, under blobs/
  id INTEGER PRIMARY KEY,              -- random; the file's name is HMAC(name key, id)
  key BLOB NOT NULL,                   -- the blob's own random key, wrapped under the case's blob key
  size INTEGER NOT NULL,               -- bytes of content
  chunks INTEGER NOT NULL              -- how many chunks of at most 1 MiB
) STRICT;

-- kind: derived
CREATE TABLE blob_inside (             -- the encrypted bytes of a small blob, which has no file
  blob INTEGER PRIMARY KEY REFERENCES blob, data BLOB NOT NULL
) STRICT;

-- kind: local
CREATE TABLE table_counter (           -- how often each table was written: what other processes refresh by
  tbl TEXT PRIMARY KEY, counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
