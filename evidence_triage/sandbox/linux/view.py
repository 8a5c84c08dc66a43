"""What of this machine can be seen from inside: the system's programs and libraries, Python, our package, and no more.

Everything is bound read-only at the place it has outside. Nobody's home, no case, no other mount is among it.
"""

import os
import site
import sys
from importlib.util import find_spec
from pathlib import Path

from evidence_triage.sandbox.provider import WallKind

assert sys.platform == "linux"

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/mime.types", "/etc/localtime")
OFFICE_SETTINGS = (
    "/etc/libreoffice",
    "/etc/passwd",
    "/etc/nsswitch.conf",
    "/var/lib/libreoffice",
    "/var/cache/fontconfig",
)
PACKAGE = Path(__file__).resolve().parents[2]


def visible(reader: str, kind: WallKind) -> list[str]:
    """The paths to bind, outermost first, none inside another; `reader` as in `server`."""
    wanted = [
        *SYSTEM,
        *SETTINGS,
        *(OFFICE_SETTINGS if kind is WallKind.OFFICE else ()),
        sys.base_prefix,
        sys.prefix,
        str(PACKAGE),
    ]
    wanted += [*site.getsitepackages(), *_folders_of(reader)]
    kept: list[str] = []
    for path in sorted({os.path.normpath(path) for path in wanted if os.path.exists(path)}):
        if not any(path.startswith(f"{outer}/") and not os.path.islink(outer) for outer in kept):
            kept.append(path)
    return kept


def server(reader: str, kind: WallKind) -> list[str]:
    """The command that is the fork server; `reader`: a module in place of the program's own."""
    return python(server_code(reader, kind), reader)


def server_code(reader: str, kind: WallKind) -> str:
    """What Python runs to be the fork server; `{control}` stands for the control socket's descriptor."""
    return f"from evidence_triage.sandbox.linux.server import main; main({{control}}, {reader!r}, {kind.name!r})"


def python(code: str, reader: str = "") -> list[str]:
    """The command that runs code with the modules it needs and no others, nothing read from the environment."""
    paths = [
        str(PACKAGE.parent),
        *site.getsitepackages(),
        *(str(Path(folder).parent) for folder in _folders_of(reader)),
    ]
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]


def _folders_of(reader: str) -> list[str]:
    """The folder of the top package of a reader module that is not the program's own."""
    spec = find_spec(reader.partition(".")[0]) if reader else None
    return [os.path.abspath(place) for place in (spec.submodule_search_locations or ())] if spec else []
