"""What is still to be read: the waiting items of the ledger, each with what is needed to find its bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.intake.digest import Digest
from evidence_triage.intake.opened import IN_MEMORY_BYTES, Opened, Unopened, open_original
from evidence_triage.items.found import MEMBER_SIGN
from evidence_triage.items.source import located
from evidence_triage.words import Place, Reason

if TYPE_CHECKING:
    from evidence_triage.case import Case, Reader

DEEPEST = 16


@dataclass(frozen=True)
class Unit:
    """An item to be read. `content` and `blob` are set where its bytes came out of another item.

    `is_copied`: a file's bytes are taken into the case, not left where they are.
    """

    item: int
    source: int
    location: str
    path: str
    name: str
    place: Place
    family: int
    container: int | None
    content: int | None
    blob: int | None
    is_copied: bool = True

    @property
    def depth(self) -> int:
        """How many containers and families it lies in."""
        return self.path.count(MEMBER_SIGN)


def waiting(reader: "Reader", after: int, limit: int) -> list[Unit]:
    """The next items to be read, by number."""
    rows = reader.rows(
        """SELECT l.item, l.source, w.location, n.path, n.name, i.place, f.family, f.container, l.content, b.blob,
                  s.storage = 'copy'
             FROM ledger AS l JOIN item AS i ON i.id = l.item JOIN item_name AS n ON n.item = l.item
             JOIN fact AS f ON f.item = l.item JOIN source_words AS w ON w.source = l.source
             JOIN source AS s ON s.id = l.source
             LEFT JOIN content_blob AS b ON b.content = l.content
            WHERE l.state = 'waiting' AND l.item > ? ORDER BY l.item LIMIT ?""",
        (after, limit),
    )
    return [
        Unit(item, source, location, path, name, Place(place), family, container, content, blob, bool(copied))
        for item, source, location, path, name, place, family, container, content, blob, copied in rows
    ]


@contextmanager
def opened(case: "Case", unit: Unit) -> Iterator[Opened]:
    """The unit's bytes with their digest: of the original, or of what was taken out of its container.

    Raises:
        Unopened: they cannot be had now.
    """
    if unit.place is Place.FILE:
        with open_original(located(unit.location, unit.path)) as original:
            yield original
        return
    if unit.blob is None or unit.content is None:
        raise Unopened(Reason.VANISHED, "its bytes were not kept")
    row = case.unguarded().one("SELECT sha256, sha1, md5, size FROM content WHERE id = ?", (unit.content,))
    assert row is not None
    digest = Digest(*row)
    with case.blobs.open_blob(unit.blob) as file:
        yield Opened(digest, file.read(), None) if digest.size <= IN_MEMORY_BYTES else Opened(digest, None, file)
