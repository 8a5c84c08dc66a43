"""The places in a case folder, and what holds for the folder as a whole."""

import os
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.errors import NetworkFolder
from evidence_triage.store import flush, is_network_folder


@dataclass(frozen=True)
class Folder:
    """The places in a case folder."""

    root: Path

    @property
    def case_toml(self) -> Path:
        return self.root / "case.toml"

    @property
    def people(self) -> Path:
        return self.root / "people.db"

    @property
    def database(self) -> Path:
        return self.root / "case.db"

    @property
    def blobs(self) -> Path:
        return self.root / "blobs"

    @property
    def lease(self) -> Path:
        return self.root / "lease"

    @property
    def joining(self) -> Path:
        return self.root / "joining"


def write_whole(path: Path, data: bytes) -> None:
    """Replaces a file by these bytes, durably, or leaves it as it was."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        flush(path.parent)
    finally:
        part.unlink(missing_ok=True)


def refuse_network(folder: Folder) -> None:
    """WAL needs shared memory, which a network file system does not give: acts would be lost there.

    Raises:
        NetworkFolder: the folder lies on one.
    """
    if is_network_folder(folder.root):
        raise NetworkFolder()
