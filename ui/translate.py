"""Every sentence of the window goes through `tr`, so that a translation needs no change of code."""

from PySide6.QtCore import QCoreApplication, QLocale


def tr(words: str, /, **values: object) -> str:
    """The sentence in the person's language, its named values filled in: `tr("{n} items", n=3)`."""
    translated = QCoreApplication.translate("window", words)
    return translated.format(**values) if values else translated


def number(value: int) -> str:
    """A count as the locale writes it: 121,356."""
    return QLocale().toString(value)


def counted(value: int, one: str, many: str) -> str:
    """A count with its noun: `counted(2, "attachment", "attachments")` is "2 attachments"."""
    return f"{number(value)} {tr(one if value == 1 else many)}"
