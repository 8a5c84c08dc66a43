"""What stands above an item that is set from its text: who, when, what, and what goes along with it."""

from collections.abc import Mapping, Sequence

from evidence_triage.disclosure.chosen import Chosen
from evidence_triage.disclosure.description import one_line, shown_date
from evidence_triage.items import Party
from evidence_triage.words import Kind

_ROLES = {"from": "From", "sender": "From", "author": "Author", "to": "To", "cc": "Cc", "bcc": "Bcc", "member": "Among"}
_ORDER = tuple(_ROLES)


def heading(
    item: Chosen, people: Sequence[Party], references: Mapping[int, str], attached: Sequence[Chosen], zone: str
) -> tuple[tuple[str, str], ...]:
    """Names and values; of attachments only those that go along (`references`), by their references."""
    lines = [(_ROLES[role], ", ".join(_people(people, role))) for role in _ORDER]
    lines += [("Date", _date(item, zone)), (_title_label(item), one_line(item.title))]
    if item.name and item.name != item.title:
        lines.append(("File name", one_line(item.name)))
    if item.parent is not None:
        lines.append(("Found in", references.get(item.parent, "")))
    lines += [("With it", f"{references[each.item]} {one_line(each.name)}") for each in attached]
    return tuple((name, value) for name, value in lines if value)


def _people(people: Sequence[Party], role: str) -> list[str]:
    return [_written(party) for party in people if party.role == role]


def _written(party: Party) -> str:
    """Name and address as a mail program shows them."""
    if party.name and party.address and party.name != party.address:
        return one_line(f"{party.name} <{party.address}>")
    return one_line(party.name or party.address)


def _date(item: Chosen, zone: str) -> str:
    shown = shown_date(item.date, zone)
    if not shown:
        return one_line(item.date_as_found)
    as_found = one_line(item.date_as_found)
    return f"{shown} ({zone}); as found: {as_found}" if as_found else f"{shown} ({zone})"


def _title_label(item: Chosen) -> str:
    return "Subject" if item.kind == Kind.EMAIL else "Title"
