"""The lease binds an open case to one machine: any number of our processes there share it, another machine waits."""

from pathlib import Path


class Lease:
    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def take(cls, path: Path, key: bytes) -> "Lease":
        return cls(path)

    def let_go(self) -> None: ...


def refuse_network_folder(folder: Path) -> None: ...
