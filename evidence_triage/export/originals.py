"""The originals behind an export, hashed again where they can be reached (R1)."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_triage.errors import SourceChanged
from evidence_triage.export.progress import Progress, Stage
from evidence_triage.items.source import located

if TYPE_CHECKING:
    from evidence_triage.case import Case


def check_originals(case: "Case", items: Sequence[int], progress: Progress) -> int:
    """Hashes every file again that these items were found in; gives how many could not be reached.

    Raises:
        SourceChanged: at least one is not as it was when it was read.
    """
    files = case.unguarded().rows(_FILES, (json.dumps(list(items)),))
    unreachable, changed = 0, Counter[str]()
    for number, (exhibit, location, path, sha256) in enumerate(files, 1):
        now = _hash_of(Path(located(location, path).decode("utf-8", "surrogateescape")))
        unreachable += now is None
        changed[exhibit] += now is not None and now != sha256
        progress(Stage.SOURCES, number, len(files))
    if changed.total():
        exhibits = ", ".join(sorted(exhibit for exhibit, count in changed.items() if count))
        raise SourceChanged(exhibit=exhibits, count=changed.total())
    return unreachable


_FILES = """
WITH RECURSIVE above(item) AS (
  SELECT value FROM json_each(?)
  UNION SELECT i.parent FROM above JOIN item AS i ON i.id = above.item WHERE i.parent IS NOT NULL)
SELECT s.exhibit, w.location, n.path, c.sha256
  FROM above JOIN item AS i ON i.id = above.item AND i.place = 'file'
  JOIN source AS s ON s.id = i.source JOIN source_words AS w ON w.source = i.source
  JOIN item_name AS n ON n.item = i.id JOIN ledger AS l ON l.item = i.id JOIN content AS c ON c.id = l.content
 WHERE w.location IS NOT NULL AND n.path IS NOT NULL
 ORDER BY i.id"""


def _hash_of(file: Path) -> bytes | None:
    """The file's SHA-256 as it is now; null where it cannot be reached."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return None
