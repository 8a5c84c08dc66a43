"""A folder that is there whole or not at all: written beside its place, made durable, then given its name."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.errors import DiskFull, FolderNotEmpty


@dataclass(frozen=True)
class Unfinished:
    """`folder` is where to write; it has no name that anyone would take for a bundle until `finish`."""

    folder: Path
    place: Path

    def finish(self) -> None:
        """Gives the folder its name. All of it was made durable before (`settle`)."""
        if self.place.is_dir():
            self.place.rmdir()
        self.folder.rename(self.place)
        _sync(self.place.parent)

    def settle(self) -> None:
        """Returns once every file and folder in it is on the disk."""
        for folder, _, files in os.walk(self.folder):
            for name in files:
                _sync(Path(folder, name))
            _sync(Path(folder))


@contextmanager
def unfinished(place: Path) -> Iterator[Unfinished]:
    """A new folder beside `place`; removed again unless `finish` was called.

    Raises:
        FolderNotEmpty: there is something at `place` already.
        DiskFull: the disk filled up meanwhile; nothing is left of it.
    """
    check_free(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = place.with_name(f".{place.name}.{secrets.token_hex(4)}.unfinished")
    try:
        folder.mkdir(mode=0o700)
        yield Unfinished(folder, place)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_free(place: Path) -> None:
    """Sees to it that nothing would be written over.

    Raises:
        FolderNotEmpty: a file, or a folder with something in it.
    """
    if place.is_symlink() or (place.exists() and (not place.is_dir() or any(place.iterdir()))):
        raise FolderNotEmpty(folder=place)


def _sync(path: Path) -> None:
    """What was written to a file or folder is on the disk; a system that cannot say so of folders is not asked."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
