"""Times as found, normalised with their original zone kept (R4)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def normalised(date: str | None, zone: str) -> tuple[str | None, float | None]:
    """ISO 8601 with offset, and UTC seconds since 1970, of a time as a reader gave it.

    A time without an offset is taken as local to `zone`, the case's own; what is no time gives null, null.
    """
    if not date:
        return None, None
    try:
        moment = datetime.fromisoformat(date)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return moment.isoformat(), moment.astimezone(UTC).timestamp()
    except (ValueError, OverflowError):
        return None, None
