-- What a guarded connection may see: nothing sealed, prohibited or out of a member's sight (ledger.hidden).
-- Made as temporary views on each connection; SQLite's authorizer refuses the tables behind them to everything else.

CREATE TEMP VIEW visible_item AS
SELECT i.id, i.source, i.parent, i.place, i.ordinal, n.path, n.name, n.file_times,
       l.content, l.state, l.reason, l.rung, l.detail, l.no_text,
       f.kind, f.format, f.title, f.date, f.instant, f.date_as_found, f.sender, f.recipients, f.family, f.container,
       f.attachments, f.pages, f.message_key, f.thread, s.exhibit,
       (SELECT max(r.id) FROM main.reading AS r WHERE r.item = i.id) AS reading
  FROM main.ledger AS l
  JOIN main.item AS i ON i.id = l.item
  JOIN main.item_name AS n ON n.item = l.item
  JOIN main.fact AS f ON f.item = l.item
  JOIN main.source AS s ON s.id = i.source
 WHERE l.hidden = 0;

CREATE TEMP VIEW visible_content AS
SELECT c.id AS content, c.sha256, c.sha1, c.md5, c.size, t.text, t.spans
  FROM main.content AS c LEFT JOIN main.content_text AS t ON t.content = c.id
 WHERE c.size >= 0                     -- always so: a column must be used, or the guard takes the view for a count
   AND EXISTS (SELECT 1 FROM main.ledger AS l WHERE l.content = c.id AND l.hidden = 0);

CREATE TEMP VIEW visible_property AS
SELECT p.content, p.ordinal, p.name, p.value
  FROM main.property AS p
 WHERE EXISTS (SELECT 1 FROM main.ledger AS l WHERE l.content = p.content AND l.hidden = 0);

CREATE TEMP VIEW visible_item_party AS
SELECT x.item, x.role, x.party
  FROM main.item_party AS x JOIN main.ledger AS l ON l.item = x.item
 WHERE l.hidden = 0;

-- The one count that is told of what may not be seen: per source, whatever the question.
CREATE TEMP VIEW visible_count AS
SELECT l.source, l.state, l.reason, l.hidden, count(*) AS items
  FROM main.ledger AS l GROUP BY l.source, l.state, l.reason, l.hidden;
