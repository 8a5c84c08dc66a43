"""The key by which copies of one mail in several mailboxes are known as the same mail, though their bytes differ.

A mail that passed through two mailboxes differs in its transport headers, often in its Message-ID, and in line ends.
As in the processing tools of electronic disclosure (Relativity's "email hash": header, recipient, body and attachment
hashes), the key is made of what sender and reader saw; unlike theirs it leaves out Bcc, which only one copy has, and
white space. The EDRM's Message Identification Hash (SHA-1 of the Message-ID alone) joins too little here: archives
number their copies anew.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from evidence_triage.sandbox.protocol import Person

_RECIPIENTS = ("to", "cc")


def message_key(people: list[Person], date: str | None, subject: str, text: str, attachments: Iterable[bytes]) -> str:
    """SHA-256 (hexadecimal) over sender, recipients, minute (UTC), subject, text without white space, attachments' hashes.

    Empty where the mail has neither date nor text to be known by.
    """
    if not date and not text.strip():
        return ""
    fields = [
        _addresses(people, ("from",)),
        _addresses(people, _RECIPIENTS),
        _minute(date),
        "".join(subject.casefold().split()),
        "".join(text.split()),
        *sorted(hashlib.sha256(content).hexdigest() for content in attachments),
    ]
    return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _addresses(people: list[Person], roles: tuple[str, ...]) -> str:
    return ",".join(sorted({(each.address or each.name).casefold() for each in people if each.role in roles}))


def _minute(date: str | None) -> str:
    if not date:
        return ""
    moment = datetime.fromisoformat(date)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M")
