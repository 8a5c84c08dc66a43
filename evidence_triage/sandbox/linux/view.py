"""What of this machine can be seen from inside: the system's programs and libraries, Python, our package, and no more.

Everything is bound read-only at the place it has outside. Nobody's home, no case, no other mount is among it.
"""

import os
import site
import sys
from pathlib import Path

assert sys.platform == "linux"

from evidence_triage.sandbox import launch
from evidence_triage.sandbox.provider import WallKind

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/mime.types", "/etc/localtime")
OFFICE_SETTINGS = (
    "/etc/libreoffice",
    "/etc/passwd",
    "/etc/nsswitch.conf",
    "/var/lib/libreoffice",
    "/var/cache/fontconfig",
)


def visible(reader: str, kind: WallKind) -> list[str]:
    """The paths to bind, outermost first, none inside another; `reader` as in `server`."""
    wanted = [
        *SYSTEM,
        *SETTINGS,
        *(OFFICE_SETTINGS if kind is WallKind.OFFICE else ()),
        sys.base_prefix,
        sys.prefix,
        str(launch.PACKAGE),
    ]
    wanted += [*site.getsitepackages(), *launch.folders_of(reader)]
    kept: list[str] = []
    for path in sorted({os.path.normpath(path) for path in wanted if Path(path).exists()}):
        if not any(path.startswith(f"{outer}/") and not Path(outer).is_symlink() for outer in kept):
            kept.append(path)
    return kept


def server(reader: str, kind: WallKind) -> list[str]:
    """The command that is the fork server; `reader`: a module in place of the program's own."""
    return launch.python(server_code(reader, kind), reader)


def server_code(reader: str, kind: WallKind) -> str:
    """What Python runs to be the fork server; `{control}` stands for the control socket's descriptor."""
    return f"from evidence_triage.sandbox.linux.server import main; main({{control}}, {reader!r}, {kind.name!r})"
