"""Mailboxes of the mbox family (RFC 4155; dialects mboxo, mboxrd, mboxcl, mboxcl2): one mail after another.

A mail begins at a line `From ` with a date, after an empty line or before a line that is a header. A `Content-Length`
is believed where the next mail, or the end, stands where it says. Lines quoted as `>From ` lose one `>`.
The file is read in blocks, so that neither its size nor a line's matters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind, Place

BLOCK_BYTES = 1 << 20
LINE_BYTES = 1 << 10
HEADER_BYTES = 64 << 10
LEAD_BYTES = 4

_POSTMARK = re.compile(
    rb"From [^\r\n]{0,400}?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,]+[^\r\n]{0,40}\d{1,2}:\d\d[^\r\n]{0,60}|"
    rb"\d{4}-\d\d-\d\d[^\r\n]{0,60}|\S+@\S+ *|MAILER-DAEMON[^\r\n]{0,80}|- *)\r?\n"
)
_FROM_LINE = re.compile(rb"(?<![^\n])From ")
_HEADER_LINE = re.compile(rb">?[A-Za-z][\w-]{1,75}:|>?From ")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_QUOTED_FROM = re.compile(rb"(^|\n)>(>*From )")


@dataclass(frozen=True)
class Stretch:
    """Where a mail lies in the file. `postmark`: its `From ` line; `exact`: a length told where it ends, nothing is quoted."""

    start: int
    stop: int
    postmark: bytes
    exact: bool


def is_mailbox(text: str) -> bool:
    """Whether the text opens with a `From ` line and a header, and more than one mail may follow."""
    data = text.lstrip("\r\n")[:LINE_BYTES].encode("utf-8", "replace")
    opening = _POSTMARK.match(data)
    return bool(opening and _HEADER_LINE.match(data, opening.end()))


@reader("mail/mbox", formats=("mbox",), kind=Kind.MAILBOX, sniff=is_mailbox, suffixes=(".mbox", ".mbx"), precision=90)
def read(source: Source, out: Output) -> None:
    """Gives each mail as a part, numbered from 1.

    Raises:
        Damaged: no mail is in it.
    """
    out.head()
    for number, mail in enumerate(stretches(source.file, source.size), 1):
        postmark = mail.postmark.decode("utf-8", "replace").rstrip()
        data = _content(source.file, mail)
        out.child(Place.MESSAGE, f"{number}.eml", str(number), data, properties=[("mbox line", postmark)])
    if not out.children:
        raise Damaged("no mail in it")


def stretches(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Where each mail lies, in order. The caller may move the file's position in between."""
    opening = _next_postmark(file, 0, size)
    while opening is not None:
        start, postmark = opening
        body = start + len(postmark)
        told = _told_stop(file, body, size)
        following = _next_postmark(file, body if told is None else told, size)
        stop = told if told is not None else following[0] if following else size
        yield Stretch(body, stop, postmark, told is not None)
        opening = following


def _next_postmark(file: BinaryIO, at: int, size: int) -> tuple[int, bytes] | None:
    """The next `From ` line that opens a mail, from `at` on."""
    while at < size:
        lead = min(at, LEAD_BYTES)
        file.seek(at - lead)
        found = _in_block(file.read(lead + BLOCK_BYTES + 2 * LINE_BYTES), lead)
        if found is not None:
            return at - lead + found[0], found[1]
        at += BLOCK_BYTES
    return None


def _in_block(block: bytes, lead: int) -> tuple[int, bytes] | None:
    """The first opening in a block; its first `lead` bytes were looked at before and only show what came before."""
    for line in _FROM_LINE.finditer(block, lead):
        if line.start() >= lead + BLOCK_BYTES:
            return None
        postmark = _POSTMARK.match(block, line.start())
        if postmark and (_after_empty_line(block, line.start()) or _HEADER_LINE.match(block, postmark.end())):
            return line.start(), postmark[0]
    return None


def _after_empty_line(block: bytes, place: int) -> bool:
    """Whether the file begins here or an empty line stands before."""
    return place == 0 or block.endswith((b"\n\n", b"\n\r\n"), 0, place)


def _told_stop(file: BinaryIO, body: int, size: int) -> int | None:
    """Where a Content-Length says that the mail ends, if the next mail or the end of the file stands there."""
    file.seek(body)
    head = file.read(HEADER_BYTES)
    end = _END_OF_HEADERS.search(head)
    length = _LENGTH.search(head, 0, end.start() + 1) if end else None
    if end is None or length is None:
        return None
    stop = body + end.end() + int(length[1])
    if stop > size:
        return None
    file.seek(stop)
    following = file.read(8)
    return stop if not following.strip() or following.lstrip(b"\r\n").startswith(b"From ") else None


def _content(file: BinaryIO, mail: Stretch) -> Iterator[bytes]:
    """The mail's bytes in blocks, its quoted lines as they were written, without the empty line that ends it."""
    at, held = mail.start, b""
    while at < mail.stop:
        file.seek(at)
        block = held + file.read(min(BLOCK_BYTES, mail.stop - at))
        at += BLOCK_BYTES
        last = at >= mail.stop
        cut = len(block) if last else max(block.rfind(b"\n"), 0)
        held, block = block[cut:], block[:cut]
        yield _as_written(block, mail.exact, last)


def _as_written(block: bytes, exact: bool, last: bool) -> bytes:
    if exact:
        return block
    block = _QUOTED_FROM.sub(rb"\1\2", block) if b">From " in block else block
    if last and block.endswith(b"\r\n\r\n"):
        return block[:-2]
    return block[:-1] if last and block.endswith(b"\n\n") else block
