"""How a member of an archive is handed over: its name as found, its place as safe text, what the archive says of it."""

from evidence_triage.extract.formats.archive.names import locator, plays_tricks
from evidence_triage.extract.output import Data, Output
from evidence_triage.words import Place, Reason


def hand_over(
    out: Output, name: str, data: Data | None, *, reason: Reason = Reason.DAMAGED, properties: list[tuple[str, str]]
) -> None:
    """Hands over a member; without data, names it with the reason."""
    told = [(key, value) for key, value in properties if value]
    if plays_tricks(name):
        told.append(("name as found", ascii(name)))
    shown = name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name
    if data is None:
        out.child_without_bytes(Place.MEMBER, shown, locator(name), reason, properties=told)
    else:
        out.child(Place.MEMBER, shown, locator(name), data, properties=told)
