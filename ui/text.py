"""The one way by which text of the material reaches a widget: plain, isolated, with nothing hidden in it.

A file name can carry a right-to-left override that makes `exe.jpg` of `gpj.exe`; here such a character is a visible mark.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

FSI, PDI = "\u2068", "\u2069"

_BIDI = dict(
    zip(
        map(chr, [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C]),
        "▷◁◇▶◀▷◁◇◇▹◃◃",
        strict=True,
    )
)
_CONTROL = {chr(code): chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {"\x7f": "\u2421"}
_SHOWN = str.maketrans({**_BIDI, **_CONTROL, "\u2028": "\n", "\u2029": "\n"})
_SUFFIX_CHARACTERS = 12


def visible(text: str) -> str:
    """The text with bidi and control characters as visible marks, character for character (so that offsets hold)."""
    return text.translate(_SHOWN)


def isolated(text: str) -> str:
    """A piece of material that stands inside a sentence of ours: it cannot turn the order of what is around it."""
    return f"{FSI}{visible(text)}{PDI}"


def one_line(text: str) -> str:
    """The same in one line, for titles and names."""
    return isolated(" ".join(text.split()))


def doubled(text: str) -> str:
    """For buttons, menus and tabs, where a single & would become a mnemonic."""
    return text.replace("&", "&&")


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """The end is cut."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def elided_title(title: str, metrics: QFontMetrics, width: int) -> str:
    """A title is cut at its end, a file name in its middle."""
    stem, dot, suffix = title.rpartition(".")
    is_name = bool(dot and stem and suffix.isalnum() and len(suffix) <= 5)
    return elided_name(title, metrics, width) if is_name else elided(title, metrics, width)


def elided_name(name: str, metrics: QFontMetrics, width: int) -> str:
    """The middle is cut and the suffix stays whole: a file's type is never hidden."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _SUFFIX_CHARACTERS:
        return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)
    tail = dot + suffix
    return (
        metrics.elidedText(stem, Qt.TextElideMode.ElideMiddle, max(0, width - metrics.horizontalAdvance(tail))) + tail
    )
