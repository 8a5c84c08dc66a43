"""From what a person chose to what a recipient is given, and, apart from it, what is held back."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from evidence_triage.disclosure.chosen import Chosen, Families, chosen
from evidence_triage.disclosure.description import described, one_line, shown_date
from evidence_triage.disclosure.forms import suffix_of, way_of
from evidence_triage.disclosure.heading import heading
from evidence_triage.disclosure.holding import Held, HeldBack, Marks, marks, state
from evidence_triage.disclosure.references import Reference, Series, references
from evidence_triage.disclosure.release import AsFound, Part, Release, ReleasedItem, Text, Way
from evidence_triage.errors import JobFailed
from evidence_triage.items import original, people
from evidence_triage.words import Reason, Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Reader


@dataclass(frozen=True)
class Prepared:
    """A release, what is held back beside it, and which items of the case stand behind it (in the release's order)."""

    release: Release
    held: HeldBack
    given: tuple[Chosen, ...]
    references: tuple[Reference, ...]
    marks: Marks = field(repr=False)
    state: dict[str, int] = field(repr=False)

    def check_still_holds(self, change: "Change") -> None:
        """Sees to it, in the transaction that puts the bundle on record, that nothing of it was held back meanwhile.

        Raises:
            JobFailed: something was sealed, or decided otherwise, since the release was prepared.
        """
        if state(change) != self.state and not self.marks.same_for(marks(change), [each.item for each in self.given]):
            raise JobFailed(what="something that was to be handed over is held back since this export began")


@dataclass(frozen=True)
class _Choice:
    """What a person named, and the visible items that came of it."""

    items: tuple[int, ...]
    families: Families
    found: tuple[Chosen, ...]


def prepare(case: "Case", items: Sequence[int], recipient: Recipient | None, families: Families, date: str) -> Prepared:
    """Decides what of these items goes to the recipient; without one the rules for the defence hold."""
    before = state(case.unguarded())
    marked = marks(case.unguarded())
    choice = _Choice(tuple(items), families, tuple(chosen(case.reader(), items, families)))
    open_items = [each for each in choice.found if each.item not in marked.reasons]
    sensitive = [each for each in choice.found if marked.reasons.get(each.item) is Held.SENSITIVE]
    if recipient is not Recipient.PROSECUTOR:
        sensitive = []
    named = _named(case.reader(), open_items, Series.OPEN) | _named(case.reader(), sensitive, Series.SENSITIVE)
    maker = _Maker(case, marked, named)
    release = Release(
        title=one_line(case.title),
        recipient=recipient.value if recipient else "",
        prepared_by=case.member.name,
        role=", ".join(sorted(case.member.roles)),
        date=date,
        zone=case.time_zone,
        parts=_parts(maker, open_items, sensitive),
    )
    given = (*open_items, *sensitive)
    held = _held(case.unguarded(), choice, given, marked)
    return Prepared(release, held, given, tuple(named[each.item] for each in given), marked, before)


def _named(reader: "Reader", items: Sequence[Chosen], series: Series) -> dict[int, Reference]:
    return references(reader, {each.item: each.exhibit for each in items}, [each.item for each in items], series)


def _parts(maker: "_Maker", open_items: Sequence[Chosen], sensitive: Sequence[Chosen]) -> tuple[Part, ...]:
    parts = (("bundle", "Bundle", open_items), ("sensitive", "Sensitive material", sensitive))
    return tuple(Part(name, title, maker.items(of)) for name, title, of in parts if of)


class _Maker:
    """Makes released items, each knowing of the others only what goes along."""

    def __init__(self, case: "Case", marked: Marks, named: Mapping[int, Reference]) -> None:
        self._case = case
        self._marked = marked
        self._named = named

    def items(self, of: Sequence[Chosen]) -> tuple[ReleasedItem, ...]:
        """The items of one part, numbered from 1."""
        shown = {each.item: str(self._named[each.item]) for each in of}
        below: defaultdict[int | None, list[Chosen]] = defaultdict(list)
        for each in of:
            below[each.parent].append(each)
        return tuple(self._item(n, each, shown, below[each.item]) for n, each in enumerate(of, 1))

    def _item(self, number: int, item: Chosen, shown: Mapping[int, str], attached: Sequence[Chosen]) -> ReleasedItem:
        native = self._native(item)
        way = way_of(item.kind, item.format, has_text=item.has_text, has_bytes=native is not None)
        zone = self._case.time_zone
        with_it = attached if not item.kind.is_container else ()
        return ReleasedItem(
            number=number,
            reference=shown[item.item],
            kind=item.kind.value,
            description=one_line(item.description) or described(item.kind, item.title, item.sender, item.recipients),
            date=shown_date(item.date, zone),
            heading=heading(item, people(self._case.reader(), item.item), shown, with_it, zone),
            way=way,
            remark=_remark(item, way),
            text=partial(_text, self._case, item.content),
            native=native,
        )

    def _native(self, item: Chosen) -> AsFound | None:
        """The bytes as found, unless they are not kept, are a container's, or hold something that is held back."""
        if not item.sha256 or item.kind.is_container or self._marked.refuses_native(item.item):
            return None
        return AsFound(suffix_of(item.format), item.sha256, item.size, partial(_open, self._case, item.item))


def _open(case: "Case", item: int) -> BinaryIO:
    opened = original(case, item)
    assert opened is not None, "its blob is on record"
    return opened


def _text(case: "Case", content: int | None) -> Text:
    row = case.reader().one("SELECT text, spans FROM visible_content WHERE content = ?", (content,))
    if row is None or row[0] is None:
        return Text()
    return Text(row[0], tuple((start, stop, role, label) for start, stop, role, label in json.loads(row[1] or "[]")))


_REMARKS = {
    Reason.ENCRYPTED: "It is encrypted and could not be read.",
    Reason.DAMAGED: "It is damaged and could not be read.",
    Reason.UNKNOWN_KIND: "Its kind is not known.",
    Reason.TOO_LARGE: "It is too large to be shown as pages.",
}


def _remark(item: Chosen, way: Way) -> str:
    """Why there are no pages of it, where there are none."""
    if way is not Way.SLIP:
        return ""
    if item.kind.is_container:
        return "It is a container; an item that lies in it has a reference of its own."
    return (
        _REMARKS.get(Reason(item.reason), "It could not be read.")
        if item.reason
        else "It holds no text that could be set."
    )


def _held(reader: "Reader", choice: "_Choice", given: Sequence[Chosen], marked: Marks) -> HeldBack:
    """What was chosen and does not go; the number of sealed items is the case's, whatever was chosen."""
    going = {each.item for each in given}
    prohibited = [int(row[0]) for row in reader.rows(_PROHIBITED[choice.families], (json.dumps(list(choice.items)),))]
    kept = sorted({each.item for each in choice.found} - going | set(prohibited))
    natives = tuple(each.item for each in given if each.sha256 and marked.refuses_native(each.item))
    sealed = int(reader.value("SELECT count(*) FROM ledger WHERE hidden = 1") or 0)
    return HeldBack(tuple((item, marked.reasons[item]) for item in kept), natives, sealed)


_PROHIBITED = {
    Families.NONE: "SELECT item FROM ledger WHERE hidden NOT IN (0, 1) AND item IN (SELECT value FROM json_each(?))",
    Families.WHOLE: """SELECT l.item FROM ledger AS l JOIN fact AS f ON f.item = l.item WHERE l.hidden NOT IN (0, 1)
       AND f.family IN (SELECT o.family FROM fact AS o WHERE o.item IN (SELECT value FROM json_each(?)))""",
}
