"""What an item is called where it is handed over: from facts alone, on one line, never from what was not found (R19)."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from evidence_triage.words import Kind

LINE_CHARACTERS = 240
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOUNS: dict[str, str] = {
    Kind.EMAIL: "E-mail",
    Kind.MESSAGE: "Message",
    Kind.CONVERSATION: "Conversation",
    Kind.CALL: "Call",
    Kind.CONTACT: "Contact",
    Kind.EVENT: "Diary entry",
    Kind.DOCUMENT: "Document",
    Kind.SPREADSHEET: "Spreadsheet",
    Kind.PRESENTATION: "Presentation",
    Kind.PAGE: "Web page",
    Kind.PICTURE: "Picture",
    Kind.AUDIO: "Sound recording",
    Kind.VIDEO: "Video recording",
    Kind.TABLE: "Table",
    Kind.ARCHIVE: "Archive",
    Kind.MAILBOX: "Mailbox",
    Kind.IMAGE: "Disk image",
}
_TURNS_WRITING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Text of the material on one line of at most 240 characters, without controls or marks that turn writing round."""
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    kept = "".join(
        sign for sign in shown if sign not in _TURNS_WRITING and not unicodedata.category(sign).startswith("Cs")
    )
    line = " ".join(kept.split())
    return line if len(line) <= LINE_CHARACTERS else line[: LINE_CHARACTERS - 1].rstrip() + "…"


def described(kind: str, title: str, sender: str = "", recipients: str = "") -> str:
    """Kind, who to whom, and what it calls itself: `E-mail from A. Ward to B. Osei: Lot 4`."""
    noun = NOUNS.get(kind, "File")
    said = f" from {sender}" if sender else ""
    said += f" to {recipients}" if recipients else ""
    return one_line(f"{noun}{said}: {title}" if title.strip() else f"{noun}{said}")


def shown_date(date: str | None, zone: str) -> str:
    """`2 Mar 2026 10:00` in the case's time zone; as it stands where no offset is on record; empty for null."""
    if date is None:
        return ""
    try:
        moment = datetime.fromisoformat(date)
        here = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo is not None else moment
    except (ValueError, OverflowError):
        return one_line(date)
    day = f"{here.day} {MONTHS[here.month - 1]} {here.year}"
    return day if len(date) == len("2026-03-02") else f"{day} {here.hour:02}:{here.minute:02}"
