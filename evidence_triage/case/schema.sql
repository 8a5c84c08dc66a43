-- What the case is, signed with its first event, and why people did what is out of the ordinary.

-- kind: record
CREATE TABLE founding (                -- one row, made by the first event
  id INTEGER PRIMARY KEY CHECK (id = 1),
  case_id BLOB NOT NULL,
  privilege_public BLOB NOT NULL,      -- X25519: to it everyone seals
  match_key BLOB NOT NULL,             -- what paths, messages and match lists are keyed under, for the life of the case
  format INTEGER NOT NULL,
  time TEXT NOT NULL
) STRICT;

-- kind: words, event: event
CREATE TABLE act_reason (              -- the reason a person gave for an act; the log itself holds no content
  event INTEGER PRIMARY KEY, reason TEXT
) STRICT;

-- kind: record
CREATE TABLE refusal (                 -- an act that the rights did not permit
  id INTEGER PRIMARY KEY, act TEXT NOT NULL, person INTEGER NOT NULL, time TEXT NOT NULL
) STRICT;
