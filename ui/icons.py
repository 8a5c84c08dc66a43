"""Line icons of one family, under our own names; drawn once for each size and colour."""

from functools import lru_cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

GLYPHS = {
    "case": "folder",
    "review": "magnifying-glass",
    "export": "export",
    "lock": "lock-simple",
    "search": "magnifying-glass",
    "back": "caret-left",
    "forward": "caret-right",
    "open": "caret-down",
    "close": "x",
    "add": "plus",
    "ok": "check",
    "warn": "warning",
    "pause": "pause",
    "play": "play",
    "stop": "stop",
    "skip": "skip-forward",
    "person": "user",
    "offline": "wifi-slash",
    "attachment": "paperclip",
    "copies": "copy",
    "seal": "lock-key",
    "filter": "funnel",
    "hidden": "eye-slash",
    "folder": "folder-open",
    "new": "folder-plus",
    "sample": "compass",
    "verify": "shield-check",
    "email": "envelope-simple",
    "message": "chat-centered-text",
    "conversation": "chats",
    "call": "phone",
    "contact": "identification-card",
    "event": "calendar-blank",
    "document": "file-text",
    "spreadsheet": "table",
    "presentation": "presentation",
    "page": "file",
    "picture": "image-square",
    "audio": "speaker-high",
    "video": "video-camera",
    "table": "table",
    "archive": "archive",
    "mailbox": "tray",
    "image": "archive",
    "other": "file",
}


def icon(name: str, colour: QColor) -> QIcon:
    """The icon of our name in one colour; an unknown kind gets the plain file."""
    import qtawesome

    return qtawesome.icon(f"ph.{GLYPHS.get(name, 'file')}", color=colour)


def pixmap(name: str, colour: QColor, px: int, ratio: float = 1.0) -> QPixmap:
    """The same as pixels for painters, `px` on a side, sharp at the screen's ratio."""
    return _pixmap(name, colour.name(), px, ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, px: int, ratio: float) -> QPixmap:
    drawn = icon(name, QColor(colour)).pixmap(QSize(px, px), ratio)
    drawn.setDevicePixelRatio(ratio)
    return drawn
