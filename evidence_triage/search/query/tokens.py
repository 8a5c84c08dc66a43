"""Words as the index keeps them: letters and digits, without case and accents (FTS5's `unicode61 remove_diacritics 2`)."""

import re
import unicodedata

_LETTER = r"(?:[^\W_]|[\ue000-\uf8ff])"
_MARK = "[\u0300-\u036f]"
TOKEN = re.compile(f"{_LETTER}(?:{_LETTER}|{_MARK})*")


class _Folding(dict[int, str]):
    """One character for one: its base letter in lower case, so that places in a folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text without case and accents, character for character (combining marks stay where they stand)."""
    lower = text.lower()
    return lower if text.isascii() else text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in order; punctuation gives none."""
    return [re.sub(_MARK, "", token) for token in TOKEN.findall(fold(text))]
