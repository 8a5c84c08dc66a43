"""The outer wall by the kernel's namespaces alone, where bubblewrap is not installed."""

import sys

assert sys.platform == "linux"

from evidence_triage.errors import IsolationMissing
from evidence_triage.sandbox import launch
from evidence_triage.sandbox.linux import seccomp, view
from evidence_triage.sandbox.linux.wall import ServerWall, started
from evidence_triage.sandbox.provider import WallKind


class Namespaces:
    """The same wall as bubblewrap's, built by `enter`."""

    name = "namespaces"
    lacks: tuple[str, ...] = ()

    def __init__(self, reader: str = "") -> None:
        self._reader = reader

    def start(self, kind: WallKind) -> ServerWall:
        if not seccomp.installable():
            raise IsolationMissing(what="the processor's system calls are not known here")
        paths = view.visible(self._reader, kind)
        server = view.server(self._reader, kind)
        return started(
            launch.python(f"from evidence_triage.sandbox.linux.enter import main; main({paths!r}, {server!r})")
        )
