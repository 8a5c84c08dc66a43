"""The numbers that Word sets before paragraphs (ECMA-376, part 1, 17.9): kept in no text, yet read and quoted by people."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from evidence_triage.extract.formats.office.markup import attribute, child, children

LEVELS = 9
_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: `text` as in "%1.%2", `form` as in lowerRoman; `plain`: the numbers above stand in digits;
    `restarts`: a list that takes this kind up again begins anew.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 0
    plain: bool = False
    restarts: bool = False


@dataclass
class Numbering:
    """The lists of a document and how far each has counted. `styles`: the list and level that a paragraph style brings."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> "Numbering":
        """The lists that a document's parts `numbering.xml` and `styles.xml` define."""
        kinds = {attribute(each, "abstractNumId"): _levels(each) for each in children(numbering, "abstractNum")}
        lists = {}
        for each in children(numbering, "num"):
            kind = attribute_of(child(each, "abstractNumId"))
            lists[attribute(each, "numId")] = kind, {**kinds.get(kind, {}), **_overrides(each, kinds.get(kind, {}))}
        return cls(lists, _styles(styles))

    def before(self, paragraph: Element) -> str:
        """What stands before this paragraph, with a space after it; empty where it is in no list. Counts it."""
        properties = child(paragraph, "pPr")
        style = attribute_of(child(properties, "pStyle"))
        number, level = self.styles.get(style, ("", 0))
        number = attribute_of(child(properties, "numPr", "numId"), number)
        level = _whole(attribute_of(child(properties, "numPr", "ilvl")), level)
        if number not in self.lists or not 0 <= level < LEVELS:
            return ""
        return self._counted(number, level)

    def _counted(self, number: str, level: int) -> str:
        kind, levels = self.lists[number]
        counts = self._counts.setdefault(kind, [None] * LEVELS)
        here = levels.get(level, Level())
        if here.restarts and (number, level) not in self._started:
            counts[level] = None
        self._started.add((number, level))
        so_far = counts[level]
        counts[level] = here.start if so_far is None else so_far + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        text = _PLACE.sub(lambda match: _shown(levels, counts, int(match[1]) - 1, here.plain), here.text)
        return f"{text} " if text and here.form not in ("bullet", "none") else ""


def _levels(kind: Element) -> dict[int, Level]:
    return {_whole(attribute(each, "ilvl"), 0): _level(each) for each in children(kind, "lvl")}


def _level(element: Element) -> Level:
    form = attribute_of(child(element, "numFmt"), "decimal")
    return Level(
        form,
        attribute_of(child(element, "lvlText")),
        _whole(attribute_of(child(element, "start")), 0),
        child(element, "isLgl") is not None,
    )


def _overrides(number: Element, levels: dict[int, Level]) -> dict[int, Level]:
    found = {}
    for each in children(number, "lvlOverride"):
        at = _whole(attribute(each, "ilvl"), 0)
        own = child(each, "lvl")
        level = _level(own) if own is not None else levels.get(at, Level())
        start = attribute_of(child(each, "startOverride"))
        found[at] = Level(level.form, level.text, _whole(start, level.start), level.plain, restarts=bool(start))
    return found


def _styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    """Which list a paragraph style brings, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for each in children(styles, "style"):
        name = attribute(each, "styleId")
        based[name] = attribute_of(child(each, "basedOn"))
        place = child(each, "pPr", "numPr")
        if place is not None:
            own[name] = attribute_of(child(place, "numId")), _whole(attribute_of(child(place, "ilvl")), 0)
    return {name: found for name in based if (found := _inherited(name, own, based)) is not None}


def _inherited(name: str, own: dict[str, tuple[str, int]], based: dict[str, str]) -> tuple[str, int] | None:
    for _ in range(20):
        if name in own:
            number, level = own[name]
            if number:
                return number, level
        name = based.get(name, "")
    return None


def _shown(levels: dict[int, Level], counts: list[int | None], at: int, plain: bool) -> str:
    if not 0 <= at < LEVELS:
        return ""
    level = levels.get(at, Level())
    count = counts[at] if counts[at] is not None else level.start
    return number_as(count or 0, "decimal" if plain else level.form)


def number_as(count: int, form: str) -> str:
    """A number in one of Word's forms; those of other scripts are shown in digits."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    if form == "ordinal":
        return f"{count}{'th' if count % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (count // value)
        count %= value
    return found


def attribute_of(element: Element | None, default: str = "") -> str:
    """The value (`w:val`) of an element that may be missing."""
    return attribute(element, "val", default) if element is not None else default


def _whole(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 9 else default
