"""Headers of a mail: as found, decoded, as people, as a date with the zone that was written, as a thread.

Sources: RFC 5322 (headers), RFC 2047 and 2231 (words and parameters beyond ASCII).
"""

import re
from datetime import datetime, timedelta, timezone
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_tz

from evidence_triage.sandbox.protocol import Person

_FOLD = re.compile(r"\r?\n[ \t]?")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_PEOPLE = (("from", "From"), ("sender", "Sender"), ("to", "To"), ("cc", "Cc"), ("bcc", "Bcc"))
_ZONE = re.compile(r"\d:\d\d(?::\d\d)?\s*(?:\+\d{3,4}|-(?!0000)\d{3,4}|[A-Za-z]{1,5})")


def as_found(headers: Message) -> list[tuple[str, str]]:
    """Every header in its order, folded and encoded as it stands; bytes beyond ASCII as UTF-8 or Latin-1."""
    return [(_told(name), _told(str(value))) for name, value in headers.raw_items()]


def _values(headers: Message, name: str) -> list[str]:
    """Every header of this name; the library's own `get` would lose bytes beyond ASCII."""
    return [_told(str(value)) for key, value in headers.raw_items() if key.lower() == name.lower()]


def _first(headers: Message, name: str) -> str:
    return next(iter(_values(headers, name)), "")


def _told(value: str) -> str:
    """A header's text with the bytes that the parser smuggled through made characters again."""
    if value.isascii():
        return value
    data = value.encode("ascii", "surrogateescape") if _smuggled(value) else value.encode("utf-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _smuggled(value: str) -> bool:
    return all(char.isascii() or "\udc80" <= char <= "\udcff" for char in value)


def decoded(value: str) -> str:
    """A header's text as people read it: unfolded, encoded words decoded; what cannot be decoded stays as it is."""
    text = _FOLD.sub(" ", _told(value)).strip()
    if "=?" not in text:
        return text
    try:
        return "".join(_word(data, charset) for data, charset in decode_header(text)).strip()
    except ValueError:
        return text


def _word(data: bytes | str, charset: str | None) -> str:
    if isinstance(data, str):
        return data
    try:
        return data.decode(charset or "utf-8", "replace" if charset else "strict")
    except (LookupError, UnicodeDecodeError):
        return data.decode("latin-1")


def subject(headers: Message) -> str:
    """The subject, decoded."""
    return decoded(_first(headers, "Subject"))


def people(headers: Message) -> list[Person]:
    """Everybody whom the headers name, in the roles in which they name them."""
    found: dict[Person, None] = {}
    for role, header in _PEOPLE:
        for value in _values(headers, header):
            found.update(dict.fromkeys(_persons(role, _FOLD.sub(" ", value))))
    return list(found)


def _persons(role: str, value: str) -> list[Person]:
    pairs = [(name, address) for name, address in getaddresses([value]) if name or address]
    if not pairs and value.strip():
        return [Person(role, *_loose(value))]
    return [Person(role, decoded(name), address.strip()) for name, address in pairs]


def _loose(value: str) -> tuple[str, str]:
    """Name and address of what no rule of addresses covers."""
    address = re.search(r"[^\s<>,;\"]+@[^\s<>,;\"]+", value)
    name = value.replace(address[0], "") if address else value
    return decoded(name).strip(" <>\"'"), address[0] if address else ""


def date(headers: Message) -> tuple[str | None, str]:
    """The date as ISO 8601 with the zone as written (none for -0000, which says that none is known), and as found."""
    found = (_first(headers, "Date") or _first(headers, "Resent-Date")).strip()
    return iso(found), found


def iso(found: str) -> str | None:
    """A mail's date as ISO 8601; null where it is no date."""
    try:
        fields = parsedate_tz(found)
    except (ValueError, IndexError, TypeError):
        return None
    if fields is None:
        return None
    told = fields[9] is not None and _ZONE.search(found)
    zone = timezone(timedelta(seconds=_zone(fields[9] or 0))) if told else None
    try:
        return datetime(*fields[:6], tzinfo=zone).isoformat()  # as found, with no zone where none was written
    except ValueError:
        return None


def _zone(seconds: int) -> int:
    """An offset within a day; a nonsensical one counts as none from UTC."""
    return seconds if abs(seconds) < 86_400 else 0


def thread(headers: Message) -> list[str]:
    """Message-IDs from the thread's first mail to this one."""
    references = _ids(headers, "References")
    return list(dict.fromkeys([*references, *(_ids(headers, "In-Reply-To")[:1]), *_ids(headers, "Message-ID")[:1]]))


def _ids(headers: Message, name: str) -> list[str]:
    return [found for value in _values(headers, name) for found in _MESSAGE_ID.findall(value)]


def file_name(headers: Message) -> str:
    """The name of a part's file: of its disposition, else of its type; encoded in either of the two ways."""
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        value = headers.get_param(parameter, None, header)
        if value:
            return decoded(collapse_rfc2231_value(value)).strip()
    return ""
