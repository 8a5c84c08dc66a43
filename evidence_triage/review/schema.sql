-- Who decided what about which item, when, on what they saw. Decisions are only ever followed by another.

-- kind: record, item: item
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  previous INTEGER REFERENCES decision,   -- the version that was seen when deciding
  batch BLOB NOT NULL,                    -- one random id for all that one save wrote, so that it is taken back as one
  member INTEGER NOT NULL,
  role TEXT NOT NULL,
  time TEXT NOT NULL,
  origin TEXT NOT NULL,                   -- own-reading, family, duplicates, undo
  undoes INTEGER REFERENCES decision,
  seen TEXT NOT NULL DEFAULT '{}',        -- JSON: extent of what was seen (pages, seconds), reading id
  fields TEXT NOT NULL                    -- JSON of the closed values set by this decision (field: value; null clears)
) STRICT;
CREATE INDEX decision_item ON decision (item);
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_member ON decision (member, id);

-- kind: words, decision: decision
CREATE TABLE decision_words (             -- what people wrote: description, note, reasons, issues
  decision INTEGER NOT NULL REFERENCES decision, field TEXT NOT NULL, text TEXT,
  PRIMARY KEY (decision, field)
) STRICT;

-- kind: derived, item: item
CREATE TABLE coding (                     -- the present state; verify folds the decisions and compares
  item INTEGER PRIMARY KEY REFERENCES item,
  decision INTEGER NOT NULL, member INTEGER NOT NULL, time TEXT NOT NULL,
  relevance TEXT, evidence TEXT, test TEXT, test_reason TEXT, presumption TEXT,
  sensitive TEXT, privileged TEXT, issues TEXT NOT NULL DEFAULT '[]',
  description TEXT, note TEXT
) STRICT;
CREATE INDEX coding_relevance ON coding (relevance);

-- kind: derived, item: item
CREATE TABLE tag (item INTEGER NOT NULL REFERENCES item, value TEXT NOT NULL, PRIMARY KEY (value, item)) STRICT, WITHOUT ROWID;

-- kind: local, item: item
CREATE TABLE seen (item INTEGER NOT NULL, member INTEGER NOT NULL, time TEXT NOT NULL, extent TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (member, item)) STRICT, WITHOUT ROWID;

-- kind: local, item: item
CREATE TABLE draft (item INTEGER NOT NULL, member INTEGER NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (member, item)) STRICT, WITHOUT ROWID;
