"""Writes constraints.txt: the versions in .venv of all that the application and its development need, and nothing else.

What only other systems need stays as it is pinned; nothing of it is installed here to ask.
"""

import tomllib
from pathlib import Path

from licences import canonical, needed, version

ROOT = Path(__file__).parent.parent
PINS = ROOT / "constraints.txt"
OTHER_SYSTEMS = {"colorama", "tzdata"}
NEVER = {"pip", "evidence-triage"}


def main() -> None:
    """Pins what is installed now."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = needed("evidence-triage")
    for tool in project["optional-dependencies"]["dev"]:
        names |= {canonical(tool)} | needed(canonical(tool))
    kept = [line for line in PINS.read_text("utf-8").split() if line.partition("==")[0] in OTHER_SYSTEMS]
    pinned = [f"{name}=={version(name)}" for name in names - NEVER - OTHER_SYSTEMS]
    PINS.write_text("\n".join(sorted(pinned + kept)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
