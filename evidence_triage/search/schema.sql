-- What was searched, by whom, and what was shown of it. The words of a question stand apart from the log (R29).

-- kind: record
CREATE TABLE search (
  id INTEGER PRIMARY KEY,
  member INTEGER NOT NULL, time TEXT NOT NULL,
  mode TEXT NOT NULL,                    -- words.Mode
  plain INTEGER NOT NULL,                -- 1: the question was taken as words alone
  found INTEGER NOT NULL,                -- items found, copies included
  not_searched TEXT NOT NULL             -- JSON: unreadable, no_text, sealed, waiting
) STRICT;

-- kind: words, search: search
CREATE TABLE search_words (search INTEGER PRIMARY KEY REFERENCES search, question TEXT, understood TEXT) STRICT;

-- kind: local, item: item
CREATE TABLE search_shown (              -- which rows a person was shown (R28), without an event each
  search INTEGER NOT NULL REFERENCES search, item INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (search, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_shown_item ON search_shown (item);

-- kind: record
CREATE TABLE search_record (             -- a search that is kept, with all it takes to run it again (R6)
  id INTEGER PRIMARY KEY,
  search INTEGER NOT NULL UNIQUE REFERENCES search,
  basis TEXT NOT NULL,                   -- JSON: exhibits in scope, items, passages, model, fusion, floor
  result BLOB NOT NULL                   -- SHA-256 over the numbers of the items found, in order
) STRICT;

-- kind: words, search_record: record
CREATE TABLE search_record_vector (      -- the question as it was embedded, float32 little-endian
  record INTEGER PRIMARY KEY REFERENCES search_record, full_vector BLOB, static_vector BLOB
) STRICT;
