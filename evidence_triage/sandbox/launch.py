"""How Python is started for the inside of a wall: the modules it needs, and nothing from the environment."""

import site
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def python(code: str, reader: str = "") -> list[str]:
    """The command that runs code; `reader`: a module that stands in for the program's own (tests)."""
    paths = [str(PACKAGE.parent), *site.getsitepackages(), *(str(Path(folder).parent) for folder in folders_of(reader))]
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]


def folders_of(reader: str) -> list[str]:
    """Where the top package of such a module lies."""
    spec = find_spec(reader.partition(".")[0]) if reader else None
    return [str(Path(place).resolve()) for place in (spec.submodule_search_locations or ())] if spec else []
