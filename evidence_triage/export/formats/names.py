"""What files are called where they are handed over: after their served reference, never after the material."""

import re
from collections.abc import Iterable

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._]+")


def file_stems(references: Iterable[str]) -> dict[str, str]:
    """A file name without ending for each reference, in ASCII: `ABC/1-7` is called `ABC-1-7`.

    References that differ in signs or case alone are told apart by a number, in their order.
    """
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for reference in references:
        plain = _NOT_PLAIN.sub("-", reference).strip("-._") or "item"
        stem, again = plain, 1
        while stem.casefold() in taken:
            again += 1
            stem = f"{plain}_{again}"
        taken.add(stem.casefold())
        stems[reference] = stem
    return stems
