"""The outer wall by bubblewrap, the well-kept program that Flatpak stands on."""

import os
import shutil
import sys

assert sys.platform == "linux"

from evidence_triage.errors import IsolationMissing
from evidence_triage.sandbox.linux import seccomp, view
from evidence_triage.sandbox.linux.wall import ServerWall, started
from evidence_triage.sandbox.provider import WallKind

NOBODY = "65534"
MEMORY_DISK_BYTES = 1 << 30


class Bubblewrap:
    """Namespaces of everything, an empty root with read-only binds, no capabilities; its own init, no terminal."""

    name = "bubblewrap"
    lacks: tuple[str, ...] = ()

    def __init__(self, reader: str = "") -> None:
        self._reader = reader

    def start(self, kind: WallKind) -> ServerWall:
        program = shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin")
        if program is None:
            raise IsolationMissing(what="bubblewrap is not installed")
        if not seccomp.installable():
            raise IsolationMissing(what="the processor's system calls are not known here")
        return started([program, *self._walls(kind), "--", *view.server(self._reader, kind)])

    def _walls(self, kind: WallKind) -> list[str]:
        return [
            *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY),
            *("--cap-drop", "ALL", "--new-session", "--as-pid-1", "--hostname", "reader"),
            *("--proc", "/proc", "--dev", "/dev", "--size", str(MEMORY_DISK_BYTES), "--tmpfs", "/tmp"),
            *self._binds(kind),
            *("--remount-ro", "/", "--chdir", "/"),
        ]

    def _binds(self, kind: WallKind) -> list[str]:
        """Links of the system's root stay links; everything else is bound read-only."""
        arguments: list[str] = []
        for path in view.visible(self._reader, kind):
            if os.path.islink(path):
                arguments += ["--symlink", os.readlink(path), path]
            else:
                arguments += ["--ro-bind", path, path]
        return arguments
