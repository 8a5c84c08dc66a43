-- What is reviewed. Each table bears its kind and the column that leads to the item (store/kinds.py reads these lines).

-- kind: record
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  exhibit TEXT NOT NULL,               -- exhibit reference, ABC/1
  place_key BLOB NOT NULL UNIQUE,      -- HMAC(name key, exhibit and absolute path): the same source is added once
  storage TEXT NOT NULL CHECK (storage IN ('copy', 'reference')),
  time TEXT NOT NULL
) STRICT;

-- kind: words, source: source
CREATE TABLE source_words (
  source INTEGER PRIMARY KEY REFERENCES source,
  location TEXT, description TEXT, seized TEXT, authority TEXT, owner TEXT, scope TEXT, screen TEXT, screen_reason TEXT
) STRICT;

-- kind: record
CREATE TABLE content (                 -- one row for all copies of the same bytes, or of the same message
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  sha1 BLOB, md5 BLOB,                 -- null where the content is a canonical record, not a file
  size INTEGER NOT NULL
) STRICT;

-- kind: record, item: id
CREATE TABLE item (                    -- every place where something was found
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  parent INTEGER REFERENCES item,      -- what it was found in
  place TEXT NOT NULL,                 -- words.Place: how it stands in its parent
  ordinal INTEGER NOT NULL,            -- its number in the parent, from 0
  path_key BLOB NOT NULL UNIQUE,       -- HMAC(name key, source and path): found twice, kept once
  time TEXT NOT NULL
) STRICT;
CREATE INDEX item_parent ON item (parent, ordinal);

-- kind: words, item: item
CREATE TABLE item_name (
  item INTEGER PRIMARY KEY REFERENCES item,
  path TEXT, name TEXT,
  file_times TEXT                      -- JSON as found: modified, accessed, created, mode
) STRICT;

-- kind: record, item: item
CREATE TABLE reading (                 -- each attempt to read an item, and how it ended
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  content INTEGER REFERENCES content,
  state TEXT NOT NULL,                 -- words.State
  reason TEXT,                         -- words.Reason where unreadable
  rung TEXT NOT NULL DEFAULT '',       -- which reader of the ladder
  time TEXT NOT NULL
) STRICT;
CREATE INDEX reading_item ON reading (item);

-- kind: derived, item: item
CREATE TABLE ledger (                  -- the latest reading of each item: the ledger that adds up (R2)
  item INTEGER PRIMARY KEY REFERENCES item,
  source INTEGER NOT NULL,
  content INTEGER,
  state TEXT NOT NULL, reason TEXT, rung TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
  no_text INTEGER NOT NULL DEFAULT 0,
  hidden INTEGER NOT NULL DEFAULT 0    -- sealed, prohibited or out of a member's sight: 0 visible, 1 sealed, 2 prohibited
) STRICT;
CREATE INDEX ledger_state ON ledger (state, reason);
CREATE INDEX ledger_content ON ledger (content);

-- kind: derived, item: item
CREATE TABLE fact (                    -- what the lists show of an item
  item INTEGER PRIMARY KEY REFERENCES item,
  kind TEXT NOT NULL, format TEXT NOT NULL, title TEXT NOT NULL,
  date TEXT,                           -- ISO 8601 with offset, as normalised
  instant REAL,                        -- the same as UTC seconds since 1970, for order and ranges
  date_as_found TEXT NOT NULL DEFAULT '',
  sender TEXT NOT NULL DEFAULT '', recipients TEXT NOT NULL DEFAULT '',
  family INTEGER NOT NULL,             -- item at the head of the family (itself where it stands alone)
  container INTEGER,                   -- nearest mailbox, archive, image or conversation it lies in
  attachments INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  message_key BLOB, thread BLOB        -- HMAC of the normalised message; HMAC of the thread's first reference
) STRICT;
CREATE INDEX fact_family ON fact (family);
CREATE INDEX fact_container ON fact (container, instant);
CREATE INDEX fact_instant ON fact (instant);
CREATE INDEX fact_kind ON fact (kind);
CREATE INDEX fact_message ON fact (message_key) WHERE message_key IS NOT NULL;
CREATE INDEX fact_thread ON fact (thread) WHERE thread IS NOT NULL;

-- kind: derived, content: content
CREATE TABLE content_text (
  content INTEGER PRIMARY KEY REFERENCES content,
  text TEXT NOT NULL,
  spans TEXT NOT NULL DEFAULT '[]'     -- JSON list of [start, stop, role, label]
) STRICT;

-- kind: derived, content: content
CREATE TABLE property (                -- headers and metadata exactly as found (R4)
  content INTEGER NOT NULL REFERENCES content,
  ordinal INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (content, ordinal)
) STRICT, WITHOUT ROWID;

-- kind: derived, content: content
CREATE TABLE content_blob (content INTEGER PRIMARY KEY REFERENCES content, blob INTEGER NOT NULL REFERENCES blob) STRICT;

-- kind: derived
CREATE TABLE party (                   -- a person as written: address, number or handle
  id INTEGER PRIMARY KEY, address TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (address, name)
) STRICT;

-- kind: derived, item: item
CREATE TABLE item_party (
  item INTEGER NOT NULL REFERENCES item, role TEXT NOT NULL, party INTEGER NOT NULL REFERENCES party,
  PRIMARY KEY (item, role, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_party_party ON item_party (party, role);
