"""Dates as they are asked for: a day, a month, a year, or a range of them, in the case's time zone."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEARS = range(1, 9999)


@dataclass(frozen=True)
class Span:
    """Days from the first, before the last, as clock times without a zone; null is open."""

    first: datetime | None
    before: datetime | None

    def instants(self, zone: tzinfo) -> tuple[float | None, float | None]:
        """The same as UTC seconds since 1970, for days that begin at midnight in `zone`."""
        return _instant(self.first, zone), _instant(self.before, zone)


def span(written: str) -> Span | None:
    """`2026`, `2026-03`, `2026-03-01`, `2026-03..2026-05`, `..2026`, `2026-03-01..`; null where it is none of these."""
    first, dots, last = written.partition("..")
    if not dots:
        return _period(first)
    begin, end = _period(first) if first else Span(None, None), _period(last) if last else Span(None, None)
    if begin is None or end is None or not (first or last):
        return None
    backwards = begin.first is not None and end.before is not None and end.before <= begin.first
    return None if backwards else Span(begin.first, end.before)


def _period(written: str) -> Span | None:
    """The days of one year, month or day."""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime(year or 0, month or 1, day or 1)  # noqa: DTZ001  # the zone is the case's, known only later
    except ValueError:
        return None
    if first.year not in _YEARS:
        return None
    if day:
        return Span(first, first + timedelta(days=1))
    following = (first.year + (month or 12) // 12, (month or 12) % 12 + 1)
    return Span(first, first.replace(year=following[0], month=following[1], day=1))


def _instant(moment: datetime | None, zone: tzinfo) -> float | None:
    return None if moment is None else moment.replace(tzinfo=zone).timestamp()
