r"""Finds every file below the paths that were added, in an order that is the same each time.

Links, pipes and devices are found and named, never opened or followed; so a loop of links cannot hold the walk.
Names are bytes: what is not UTF-8 is written `\\xff`, so that every path can be shown, stored and found again.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.errors import SourceMissing
from evidence_triage.words import Reason


@dataclass(frozen=True)
class Found:
    """One thing that the walk came upon; `path` begins with the last name of the path that was added."""

    path: str
    name: str
    location: bytes
    problem: Reason | None = None
    detail: str = ""
    size: int = 0
    modified: float | None = None
    accessed: float | None = None
    changed: float | None = None
    mode: int = 0


def shown(name: bytes) -> str:
    r"""A name as text: UTF-8 where it is, `\\xff` for each byte that is not."""
    return name.decode("utf-8", "backslashreplace")


def root_of(path: Path) -> bytes:
    """The absolute path added, as bytes, links in its parents kept as they are.

    Raises:
        SourceMissing: there is nothing there, or it may not be looked at.
    """
    location = os.path.abspath(os.fsencode(path))
    try:
        os.lstat(location)
    except OSError as error:
        raise SourceMissing(path=shown(location)) from error
    return location


def walk(location: bytes) -> Iterator[Found]:
    """Everything below `location`, itself where it is a file; depth first, names in byte order."""
    waiting = [(location, shown(os.path.basename(location) or location))]
    while waiting:
        place, path = waiting.pop()
        try:
            facts = os.lstat(place)
            names = sorted(os.listdir(place), reverse=True) if stat.S_ISDIR(facts.st_mode) else None
        except OSError as error:
            yield Found(path, shown(os.path.basename(place)), place, Reason.VANISHED, error.strerror or "")
            continue
        if names is None:
            yield _file(place, path, facts)
        else:
            waiting += [(os.path.join(place, name), f"{path}/{shown(name)}") for name in names]


def _file(location: bytes, path: str, facts: os.stat_result) -> Found:
    regular = stat.S_ISREG(facts.st_mode)
    return Found(
        path,
        shown(os.path.basename(location)),
        location,
        None if regular else Reason.SPECIAL,
        "" if regular else _special(facts.st_mode),
        facts.st_size if regular else 0,
        facts.st_mtime,
        facts.st_atime,
        facts.st_ctime,
        facts.st_mode,
    )


def _special(mode: int) -> str:
    kinds = ((stat.S_ISLNK, "link"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    return next((word for test, word in kinds if test(mode)), "device")
