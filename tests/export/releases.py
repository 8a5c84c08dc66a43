"""Hand-made Releases for the writers of formats, which see nothing else."""

import hashlib
import io
from typing import Any

from evidence_triage.disclosure import AsFound, Part, Release, ReleasedItem, Text, Way


def native(suffix: str, data: bytes) -> AsFound:
    """Bytes that go along."""
    return AsFound(suffix, hashlib.sha256(data).hexdigest(), len(data), lambda: io.BytesIO(data))


def mail(number: int, text: str = "The panel meets on Thursday.", **more: Any) -> ReleasedItem:
    """An e-mail set from its text."""
    heading = (("From", "A. Ward <ward@example.test>"), ("Subject", f"Lot {number}"))
    given: dict[str, Any] = {
        "number": number,
        "reference": f"ABC/1-{number}",
        "kind": "email",
        "description": f"E-mail from A. Ward: Lot {number}",
        "date": f"{number} Mar 2026 10:00",
        "heading": heading,
        "text": lambda: Text(text),
        "native": native(".eml", f"Subject: Lot {number}\n\n{text}".encode()),
    }
    return ReleasedItem(**given | more)


def bytes_item(number: int, way: Way, suffix: str, data: bytes, **more: Any) -> ReleasedItem:
    """An item shown from its bytes."""
    return mail(number, kind="document", description=f"Document {number}", way=way, native=native(suffix, data), **more)


def release(*items: ReleasedItem, sensitive: tuple[ReleasedItem, ...] = ()) -> Release:
    """A release of one part, or of two."""
    parts = (Part("bundle", "Bundle", items), Part("sensitive", "Sensitive material", sensitive))
    return Release(
        title="Operation Larch",
        recipient="defence",
        prepared_by="Jo Bloggs",
        role="officer",
        date="2026-03-05T10:00:00.000+00:00",
        zone="Europe/London",
        parts=tuple(part for part in parts if part.items),
    )
