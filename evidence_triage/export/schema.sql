-- What was handed over: one bundle, one event, and for the internal eye what was held back.

-- kind: record
CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL,             -- prosecutor, defence, court; empty where none was named (the defence's rules)
  families TEXT NOT NULL,              -- whole, none
  listing BLOB NOT NULL,               -- SHA-256 of tagmanifest-sha256.txt: what was signed
  files INTEGER NOT NULL, bytes INTEGER NOT NULL, pages INTEGER NOT NULL,
  unreachable INTEGER NOT NULL,        -- files of sources that could not be hashed again
  member INTEGER NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record, item: item
CREATE TABLE bundle_item (             -- which items a bundle holds, and as what
  id INTEGER PRIMARY KEY,
  bundle INTEGER NOT NULL REFERENCES bundle,
  item INTEGER NOT NULL REFERENCES item,
  reference TEXT NOT NULL,
  shown TEXT NOT NULL,                 -- pdf, picture, office, text, slip
  native INTEGER NOT NULL              -- 1: its bytes as found went along
) STRICT;
CREATE INDEX bundle_item_item ON bundle_item (item);
CREATE INDEX bundle_item_bundle ON bundle_item (bundle);

-- kind: record
CREATE TABLE bundle_held (             -- the internal receipt: how many of what was chosen were held back, and why
  id INTEGER PRIMARY KEY,
  bundle INTEGER NOT NULL REFERENCES bundle,
  reason TEXT NOT NULL,
  items INTEGER NOT NULL
) STRICT;
