"""Dates as people read them: in the case's time zone with the offset, in the locale's words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from ui.text import visible


def in_zone(iso: str | None, zone: str) -> str:
    """A moment in the case's time zone, ISO 8601; as it stands where it bears no offset; empty for none."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    return moment.astimezone(ZoneInfo(zone)).isoformat() if moment.tzinfo else moment.isoformat()


def short(iso: str) -> str:
    """Day and time as lists show them: `14 Mar 21:07`; day and year where it is not this year."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    this_year = moment.year == datetime.now(UTC).year
    return QLocale().toString(moment.replace(tzinfo=None), "d MMM HH:mm" if this_year else "d MMM yyyy")


def whole(iso: str | None, zone: str) -> str:
    """The whole of a moment with its offset: `Saturday 14 March 2026, 21:07:12 +00:00`."""
    try:
        moment = datetime.fromisoformat(in_zone(iso, zone))
    except ValueError:
        return visible(iso or "")
    words = QLocale().toString(moment.replace(tzinfo=None), "dddd d MMMM yyyy, HH:mm:ss")
    return f"{words} {moment.isoformat()[-6:]}" if moment.tzinfo else words


def stamp(seconds: float, zone: str) -> str:
    """A file's time (seconds since 1970) in the case's zone."""
    try:
        return whole(datetime.fromtimestamp(seconds, UTC).isoformat(), zone)
    except (ValueError, OverflowError, OSError):
        return str(seconds)


def day(iso: str) -> str:
    """A day in words: `3 March 2026`."""
    try:
        return QLocale().toString(datetime.fromisoformat(iso).replace(tzinfo=None), "d MMMM yyyy")
    except ValueError:
        return iso
