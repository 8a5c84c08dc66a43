-- Legal professional privilege: what is sealed, on what ground, and what seals later copies as they come in (R11).

-- kind: record, item: item
CREATE TABLE seal (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  batch BLOB NOT NULL,                  -- one random id for all that one act sealed
  ground TEXT NOT NULL,                 -- screen, person, family, copy, message, thread, quoted, neighbour, match
  state TEXT NOT NULL,                  -- potential, and from deciding: not-privileged, privileged, part-privileged, ...
  member INTEGER NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX seal_item ON seal (item);

-- kind: words, seal: seal
CREATE TABLE seal_words (seal INTEGER PRIMARY KEY REFERENCES seal, reason TEXT) STRICT;

-- kind: record
CREATE TABLE seal_match (               -- HMAC of a sealed content's SHA-256 or message key: later copies are born sealed
  key BLOB PRIMARY KEY, seal INTEGER NOT NULL REFERENCES seal
) STRICT, WITHOUT ROWID;

-- kind: local, item: item
CREATE TABLE sealed_material (          -- what only the privilege reviewer can open: a box under the case's privilege key
  item INTEGER PRIMARY KEY REFERENCES item, box BLOB NOT NULL
) STRICT;

-- kind: local, item: item
CREATE TABLE sealed_blob (              -- the item's bytes under a fresh key that only the box holds
  item INTEGER PRIMARY KEY REFERENCES item, blob INTEGER NOT NULL, size INTEGER NOT NULL, chunks INTEGER NOT NULL
) STRICT;

-- kind: local, item: item
CREATE TABLE sealing (                  -- hidden already, still to be taken out of everything
  item INTEGER PRIMARY KEY REFERENCES item,
  emptied INTEGER NOT NULL DEFAULT 0,   -- 1: only the old bytes are still to be removed
  blob INTEGER                          -- the old bytes
) STRICT;
