-- Who decided what about which item, when, on what they saw. Decisions are only ever followed by another.

-- kind: record, item: item
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  previous INTEGER REFERENCES decision,   -- the latest decision about the item when this one was made
  batch BLOB NOT NULL,                    -- one random id for all that one save wrote, so that it is taken back as one
  member INTEGER NOT NULL,
  role TEXT NOT NULL,
  time TEXT NOT NULL,
  origin TEXT NOT NULL,                   -- own-reading, family, duplicates, undo
  undoes INTEGER REFERENCES decision,
  seen TEXT NOT NULL DEFAULT '{}',        -- JSON: reading (number of the item's latest reading) and extent (pages, seconds)
  fields TEXT NOT NULL                    -- JSON of the closed values set by this decision (field: value; null clears)
) STRICT;
CREATE INDEX decision_item ON decision (item);
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_member ON decision (member, id);
CREATE UNIQUE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;

-- kind: words, decision: decision
CREATE TABLE decision_words (             -- what people wrote: description, note, reasons, issues (JSON lists); null clears
  decision INTEGER NOT NULL REFERENCES decision, field TEXT NOT NULL, text TEXT,
  PRIMARY KEY (decision, field)
) STRICT;

-- kind: record
CREATE TABLE accused (id INTEGER PRIMARY KEY, time TEXT NOT NULL) STRICT;   -- 0 in a decision: the one accused of a case that names none

-- kind: words, accused: accused
CREATE TABLE accused_words (accused INTEGER PRIMARY KEY REFERENCES accused, name TEXT) STRICT;

-- kind: record, item: item
CREATE TABLE opening (                    -- each time a person opened an item (R11b, R28)
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  member INTEGER NOT NULL,
  time TEXT NOT NULL,
  part TEXT NOT NULL                      -- shown, original
) STRICT;
CREATE INDEX opening_item ON opening (item);

-- kind: derived, item: item
CREATE TABLE coding (                     -- the present state; verify folds the decisions and compares
  item INTEGER PRIMARY KEY REFERENCES item,
  decision INTEGER NOT NULL, member INTEGER NOT NULL, time TEXT NOT NULL,
  relevance TEXT, evidence TEXT,
  test TEXT, test_reason TEXT,            -- the weightiest over all accused; each by itself is in coding_test
  presumption TEXT,
  sensitive TEXT, sensitive_category TEXT, privileged TEXT, issues TEXT NOT NULL DEFAULT '[]',
  description TEXT, note TEXT
) STRICT;
CREATE INDEX coding_relevance ON coding (relevance);

-- kind: derived, item: item
CREATE TABLE coding_test (
  item INTEGER NOT NULL REFERENCES item, accused INTEGER NOT NULL, test TEXT NOT NULL, reason TEXT,
  PRIMARY KEY (item, accused)
) STRICT, WITHOUT ROWID;

-- kind: derived, item: item
CREATE TABLE tag (                        -- what `tag:` finds: values in lower case, labels as people wrote them
  item INTEGER NOT NULL REFERENCES item, value TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (value, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_item ON tag (item);

-- kind: local, item: item
CREATE TABLE seen (item INTEGER NOT NULL, member INTEGER NOT NULL, time TEXT NOT NULL, extent TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (member, item)) STRICT, WITHOUT ROWID;

-- kind: derived, item: item
CREATE TABLE draft (                      -- set and not saved; derived only so that it goes with sealing
  item INTEGER NOT NULL, member INTEGER NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (member, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_item ON draft (item);
