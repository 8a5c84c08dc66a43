"""The scope of an examination (R35): dates, people, kinds and apps that may be looked at; the rest is out of scope.

A scope file is TOML: `from = 2026-01-01`, `to = 2026-03-31`, `people = ["ward@"]`, `kinds = ["email"]`, `apps = ["WhatsApp"]`.
What is not named is not limited. Containers are always opened, since their members are what is judged.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evidence_triage.errors import UsageError
from evidence_triage.words import Kind

_KEYS = frozenset({"from", "to", "people", "kinds", "apps"})


@dataclass(frozen=True)
class Scope:
    """Days are inclusive, compared in the time as found; `people` and `apps` match any part of a name, case folded."""

    first: date | None = None
    last: date | None = None
    people: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    apps: tuple[str, ...] = ()

    def holds(self, kind: Kind, when: str | None, people: list[str], app: str) -> bool:
        """Whether an item of this kind, time (ISO 8601 or null) and these parties may be looked at.

        Without a time on record an item is not outside a range of dates: a person decides.
        """
        if kind.is_container:
            return True
        return self._kind_holds(kind, app) and self._day_holds(when) and self._people_hold(people)

    def _kind_holds(self, kind: Kind, app: str) -> bool:
        if self.kinds and kind not in self.kinds:
            return False
        return not self.apps or not app or any(name in app.casefold() for name in self.apps)

    def _day_holds(self, when: str | None) -> bool:
        if when is None:
            return True
        day = datetime.fromisoformat(when).date()
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def _people_hold(self, people: list[str]) -> bool:
        if not self.people or not people:
            return True
        return any(wanted in person.casefold() for wanted in self.people for person in people)


def read_scope(file: Path) -> str:
    """The scope file's text, once it is known to be understood.

    Raises:
        UsageError: it is no scope file; the key or value that is not understood is named.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(what=f"The scope file cannot be read ({type(error).__name__}).") from error
    parse(text)
    return text


def parse(text: str) -> Scope:
    """The scope that a file's text describes."""
    try:
        table = tomllib.loads(text)
        unknown = sorted(set(table) - _KEYS)
        if unknown:
            raise UsageError(what=f"The scope file has a key that is not known: {unknown[0]}.")
        return Scope(
            _day(table.get("from")),
            _day(table.get("to")),
            _folded(table.get("people", [])),
            frozenset(Kind(kind) for kind in table.get("kinds", [])),
            _folded(table.get("apps", [])),
        )
    except (tomllib.TOMLDecodeError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(what=f"The scope file is not understood: {error}.") from error


def _day(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _folded(values: list[str]) -> tuple[str, ...]:
    return tuple(value.casefold() for value in values)
