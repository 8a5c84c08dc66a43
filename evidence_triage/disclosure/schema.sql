-- What is on record about handing over, on the side of disclosure.

-- kind: record, item: item
CREATE TABLE served_reference (        -- under which reference an item leaves the case, once and for all
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item,
  series TEXT NOT NULL CHECK (series IN ('open', 'sensitive')),
  exhibit TEXT NOT NULL,
  number INTEGER NOT NULL,             -- consecutive from 1 within an exhibit and series
  UNIQUE (item, series), UNIQUE (exhibit, series, number)
) STRICT;
