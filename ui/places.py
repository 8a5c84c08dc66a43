"""The places of the rail: name, word, key and how each is made. A place that does not exist yet is not shown."""

from collections.abc import Callable

from ui.place import Place
from ui.session import Session
from ui.settings import Settings
from ui.work import Work

Maker = Callable[[Session, Work, Settings], Place]


def _case(session: Session, work: Work, _settings: Settings) -> Place:
    from ui.case import commands  # noqa: F401  # registers the place's commands
    from ui.case.place import CasePlace

    return CasePlace(session, work)


def _review(session: Session, _work: Work, settings: Settings) -> Place:
    from ui.review import commands  # noqa: F401  # registers the place's commands
    from ui.review.place import ReviewPlace

    return ReviewPlace(session, settings)


def _export(session: Session, work: Work, _settings: Settings) -> Place:
    from ui.export import commands  # noqa: F401  # registers the place's commands
    from ui.export.place import ExportPlace

    return ExportPlace(session, work)


PLACES: list[tuple[str, str, str, Maker]] = [
    ("case", "Case", "Ctrl 1", _case),
    ("review", "Review", "Ctrl 2", _review),
    ("export", "Export", "Ctrl 3", _export),
]


def made(name: str, session: Session, work: Work, settings: Settings) -> Place:
    """A place of the rail for one sitting."""
    make = next(make for known, _, _, make in PLACES if known == name)
    return make(session, work, settings)
