-- What makes items findable. All of it is derived: it can be made again, and goes with sealing and erasure.

-- kind: derived, content: content
CREATE TABLE passage (
  id INTEGER PRIMARY KEY,
  content INTEGER NOT NULL REFERENCES content,
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,   -- characters in content_text.text
  role TEXT NOT NULL,                              -- body, quoted, title
  input INTEGER NOT NULL REFERENCES embedder_input
) STRICT;
CREATE INDEX passage_content ON passage (content, ordinal);
CREATE INDEX passage_input ON passage (input);

-- kind: derived, input: id
CREATE TABLE embedder_input (                      -- equal inputs are embedded once
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,                        -- SHA-256 of the input text
  text TEXT NOT NULL,
  full INTEGER NOT NULL DEFAULT 0                  -- 1 once a full vector stands for it
) STRICT;
CREATE INDEX embedder_input_waiting ON embedder_input (id) WHERE full = 0;

-- kind: derived, inputs: inputs
CREATE TABLE vector_segment (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL, backend TEXT NOT NULL, dimensions INTEGER NOT NULL,
  speed TEXT NOT NULL CHECK (speed IN ('static', 'full')),
  inputs BLOB NOT NULL,                            -- int64 little-endian ids of embedder_input
  vectors BLOB NOT NULL                            -- float16, one row an input, unit length
) STRICT;

-- kind: derived
CREATE TABLE vector_generation (                   -- goes up when vectors are taken away: what was loaded before is stale
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL
) STRICT;

-- kind: derived, item: item
CREATE TABLE item_words (                          -- what stands in the word index beside the text, to take it out again
  item INTEGER PRIMARY KEY REFERENCES item,
  content INTEGER NOT NULL REFERENCES content,
  title TEXT NOT NULL, parties TEXT NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE INDEX item_words_content ON item_words (content);

-- kind: derived, item: rowid
CREATE VIRTUAL TABLE item_fts USING fts5 (title, parties, name, text, content='', tokenize="unicode61 remove_diacritics 2");
