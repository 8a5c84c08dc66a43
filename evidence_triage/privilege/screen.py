"""The privilege screen of a source: terms, lawyers' names, addresses and domains that seal an item at birth (R11).

A screen is text, one entry a line; `#` opens a comment. An entry with `@` before anything else is a domain, an entry
with `@` inside is an address, anything else is a term or a name. Terms match whole words, accents and case folded, in
title, parties, file name and text; addresses and domains match in parties and in the text as well.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.errors import UsageError


@dataclass(frozen=True)
class Screen:
    """`pattern` is null for a screen without entries, which holds nothing."""

    entries: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def holds(self, texts: Iterable[str]) -> bool:
        """Whether any entry stands in any of the texts."""
        return self.pattern is not None and any(self.pattern.search(folded(text)) for text in texts)


def parse(text: str) -> Screen:
    """The screen that a text describes."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    entries = tuple(dict.fromkeys(folded(line) for line in lines if line))
    pattern = re.compile("|".join(_pattern(entry) for entry in entries)) if entries else None
    return Screen(entries, pattern)


def read_screen(file: Path) -> str:
    """The text of a screen file.

    Raises:
        UsageError: it cannot be read, or names nothing.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(what=f"The screen file cannot be read ({type(error).__name__}).") from error
    if not parse(text).entries:
        raise UsageError(what="The screen file names nobody and no term; say --screen-none REASON where none is known.")
    return text


def _pattern(entry: str) -> str:
    """An entry as a pattern over folded text: words may be parted by any white space or line break."""
    words = r"\s+".join(re.escape(word) for word in entry.split())
    return rf"{words}\b" if entry.startswith("@") else rf"(?<!\w){words}(?!\w)"


def folded(text: str) -> str:
    """Case and accents folded, as the word index folds them."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
