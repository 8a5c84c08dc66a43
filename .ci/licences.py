"""Writes docs/licences.md from the metadata of what is installed and the manifests of the models.

Usage: licences.py [--check]     with --check writes nothing and fails where the page is not what it would write
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

Made by `.ci/licences.py` from the metadata of the pinned packages; a test fails when it is out of date.
The program itself is AGPL-3.0-or-later.

## Models

| model | licence | from |
| --- | --- | --- |
{models}

## What the application needs

| package | version | licence |
| --- | --- | --- |
{packages}
"""


def page() -> str:
    """The page as it should be."""
    names = sorted(needed("evidence-triage"), key=str.lower)
    packages = "\n".join(f"| {name} | {version(name)} | {licence(distribution(name))} |" for name in names)
    return HEAD.format(models="\n".join(models()), packages=packages)


def needed(name: str) -> set[str]:
    """Every package that `name` needs on this system, by its canonical name, `name` itself left out."""
    return closure(name, lambda owner: map(Requirement, distribution(owner).requires or []), {})


def closure(name: str, asks: Callable[[str], Iterable[Requirement]], told: dict[str, str]) -> set[str]:
    """What `name` needs, and what that needs: `asks` gives a package's own requirements, `told` describes the system."""
    found: set[tuple[str, str]] = set()
    waiting = [(name, "")]
    while waiting:
        owner, extra = waiting.pop()
        for wanted in asks(owner):
            if wanted.marker is None or wanted.marker.evaluate(told | {"extra": extra}):
                new = {(canonical(wanted.name), each) for each in ("", *wanted.extras)} - found
                found |= new
                waiting += new
    return {each for each, _ in found}


def version(name: str) -> str:
    """The version without a local part (torch's `+cpu`)."""
    return distribution(name).version.partition("+")[0]


def licence(package: Distribution) -> str:
    """The licence as the package says it, in one short line; its classifiers where it gives the whole text."""
    said = package.metadata
    known = KNOWN.get(canonical(said["Name"]))
    short = known or said.get("License-Expression") or said.get("License") or ""
    if not short or "\n" in short or short.lower() == "unknown":
        classified = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or [] if "License ::" in each]
        short = "; ".join(classified) or "see the package"
    first, *others = short.split(" AND ")
    return " AND ".join([first, *others[:3]]) + (" and others" if others[3:] else "")


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


# What their metadata does not say, read in the packages themselves.
KNOWN = {
    "pymupdf": "AGPL-3.0 or commercial",
    "pymupdf4llm": "AGPL-3.0 or commercial (part of PyMuPDF)",
    "pymupdf-layout": "AGPL-3.0 or commercial (part of PyMuPDF)",
    "sqlcipher3": "zlib (the binding), BSD-3-Clause (SQLCipher)",
    "openvino-telemetry": "Apache-2.0",
    "skeletoken": "MIT",
}


def models() -> list[str]:
    """A row a model, from its manifest."""
    rows = []
    for manifest in sorted((ROOT / "models").glob("*/model.toml")):
        told = tomllib.loads(manifest.read_text("utf-8"))
        rows.append(f"| {told['name']} | {told['licence']} | {told.get('package', manifest.parent.name)} |")
    return rows


def main() -> int:
    """Writes the page, or with `--check` compares it."""
    wanted = page()
    if "--check" in sys.argv:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != wanted)
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
