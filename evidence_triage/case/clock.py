"""The only way in for time and randomness, so that tests can decide both."""

import os
from datetime import UTC, datetime


def now() -> str:
    """This moment: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def random_id() -> bytes:
    """Sixteen random bytes."""
    return os.urandom(16)
