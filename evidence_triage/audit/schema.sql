-- The log: every act is one event, hashed over the rows it made and signed by who acted. Both databases bear these.

-- kind: log
CREATE TABLE event (
  sequence INTEGER PRIMARY KEY,        -- from 1, without a gap
  previous BLOB NOT NULL,              -- hash of the event before; 32 zero bytes before the first
  time TEXT NOT NULL,                  -- ISO 8601 with offset, by the clock of the machine
  person INTEGER NOT NULL,             -- who acted; 0 is the recovery key
  role TEXT NOT NULL,                  -- as what they acted
  act TEXT NOT NULL,                   -- words.Act
  about TEXT NOT NULL,                 -- number or id of what it was about; never content
  people_head TEXT NOT NULL,           -- sequence:hash of the chain of people that it saw; empty in that chain itself
  rows BLOB NOT NULL,                  -- one SHA-256 over the rows below
  hash BLOB NOT NULL,
  signature BLOB NOT NULL              -- Ed25519 of the acting person
) STRICT;
CREATE INDEX event_person ON event (person, sequence);

-- kind: log
CREATE TABLE event_row (
  event INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row ANY NOT NULL,                    -- primary key: the number, or the key's parts as text
  version INTEGER NOT NULL,            -- of the way a row is hashed
  salt BLOB,                           -- null once the row was emptied by a seal or an erasure
  digest BLOB NOT NULL,
  PRIMARY KEY (event, tbl, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_row_row ON event_row (tbl, row);
