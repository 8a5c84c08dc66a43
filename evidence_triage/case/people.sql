-- The database of people: opens without the material, for administrators too. Its own chain of events signs every row.

-- kind: record
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE person_key (              -- the latest one counts; earlier ones verify what was signed with them
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person,
  signing BLOB NOT NULL,               -- Ed25519 public key
  wrapping BLOB NOT NULL,              -- X25519 public key
  slot TEXT NOT NULL,                  -- which slot of case.toml
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE role_grant (              -- to whom, which role; by whom says the event
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person,
  role TEXT NOT NULL,
  until TEXT,                          -- ISO 8601, where it ends by itself
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE role_end (
  id INTEGER PRIMARY KEY,
  role_grant INTEGER NOT NULL UNIQUE REFERENCES role_grant,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE invitation (              -- who may choose a passphrase; answered by a join file, ended by admission
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person,
  role TEXT NOT NULL,
  signing BLOB NOT NULL,               -- the one-time slot's Ed25519 public key, which signs the answer
  slot TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE recovery_key (            -- the force's, given when the case was made; none where it was refused
  id INTEGER PRIMARY KEY CHECK (id = 1),
  wrapping BLOB NOT NULL, signing BLOB NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE privilege_box (           -- private half of the privilege key, wrapped to its recovery key alone
  id INTEGER PRIMARY KEY CHECK (id = 1), box BLOB NOT NULL, time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE setting (                 -- the latest of a name counts
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, value TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE case_file (               -- what case.toml must be: its SHA-256, signed with the event that changed it
  generation INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE rotation (                -- the case key was made anew; a revocation after the latest one still waits for it
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL
) STRICT;

-- kind: record
CREATE TABLE backup (                  -- copies of the folder that were made, so that they are named when it matters
  id INTEGER PRIMARY KEY,
  head TEXT NOT NULL,                  -- sequence:hash of the case's log when it was begun
  time TEXT NOT NULL
) STRICT;

-- kind: words, backup: backup
CREATE TABLE backup_place (
  backup INTEGER PRIMARY KEY REFERENCES backup, location TEXT
) STRICT;

-- kind: words, event: event
CREATE TABLE act_reason (              -- as in the case's own database
  event INTEGER PRIMARY KEY, reason TEXT
) STRICT;

-- kind: record
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY, act TEXT NOT NULL, person INTEGER NOT NULL, time TEXT NOT NULL
) STRICT;

-- kind: local
CREATE TABLE case_file_text (          -- the present case.toml, so that a lost or older one is put right
  id INTEGER PRIMARY KEY CHECK (id = 1), text TEXT NOT NULL
) STRICT;

-- kind: local
CREATE TABLE last_counts (             -- the counts last left for those who hold no key to the material
  id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL, time TEXT NOT NULL
) STRICT;
