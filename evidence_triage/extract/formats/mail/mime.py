"""A mail as a tree of its parts (RFC 5322, 2045, 2046), each with the very bytes that stand in the file.

The standard library reads the headers; the bodies are cut at their boundaries here, because its parser keeps no bytes
of a part as they were, and reads line by line what is often one line of megabytes.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import Parser
from functools import cached_property

DEPTH = 16
PARTS = 2_000
HEADER_BYTES = 1 << 20

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_parser = Parser()


@dataclass
class Part:
    """A part: `headers` (values as found), `body` its bytes as they stand, `parts` where it is made of several.

    `cut`: it is made of more parts than are ever read.
    """

    headers: Message
    body: bytes
    raw: bytes
    parts: list["Part"] = field(default_factory=list)
    cut: bool = False

    @cached_property
    def type(self) -> str:
        """The media type in lower case; `text/plain` where none is given."""
        return self.headers.get_content_type()

    @property
    def name(self) -> str:
        """The file name that the part carries, decoded; empty where it carries none."""
        from evidence_triage.extract.formats.mail.headers import file_name

        return file_name(self.headers)

    @property
    def disposition(self) -> str:
        return (self.headers.get_content_disposition() or "").lower()

    @cached_property
    def content(self) -> bytes:
        """The body with its transfer encoding undone, as far as it goes."""
        return undone(self.body, str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower())

    def walk(self) -> Iterator["Part"]:
        """This part, then each part below in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parsed(raw: bytes, depth: int = 0) -> Part:
    """The tree of a mail. A boundary that never comes leaves one part with everything in it."""
    headers, body = _split(raw)
    part = Part(headers, body, raw)
    boundary = headers.get_boundary() if part.type.startswith("multipart/") else None
    if boundary and depth < DEPTH:
        found = pieces(body, boundary)
        part.parts = [parsed(piece, depth + 1) for piece in found[:PARTS]]
        part.cut = len(found) > PARTS
    return part


def _split(raw: bytes) -> tuple[Message, bytes]:
    """Headers and body; a part that begins with an empty line has no headers."""
    if raw.startswith((b"\n", b"\r\n")):
        return _headers(b""), raw[raw.index(b"\n") + 1 :]
    end = _END_OF_HEADERS.search(raw)
    if end is None:
        return (_headers(raw), b"") if b":" in raw[:200] else (_headers(b""), raw)
    return _headers(raw[: end.start()]), raw[end.end() :]


def _headers(block: bytes) -> Message:
    return _parser.parsestr(block[:HEADER_BYTES].decode("ascii", "surrogateescape"), headersonly=True)


def pieces(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the boundaries; where the last one is missing, what follows is a piece too."""
    mark = re.escape(boundary.encode("ascii", "surrogateescape"))
    line = re.compile(rb"(?:^|\r?\n|\r)--" + mark + rb"(--)?[ \t]*(?=\r|\n|$)")
    marks = list(line.finditer(body))
    found = []
    for at, mark_at in enumerate(marks):
        if mark_at[1]:
            break
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(body)
        found.append(_without_first_newline(body[mark_at.end() : stop]))
    return found


def _without_first_newline(piece: bytes) -> bytes:
    return piece[2:] if piece.startswith(b"\r\n") else piece[1:]


def undone(body: bytes, encoding: str) -> bytes:
    """The bytes that a transfer encoding stands for; damaged base64 gives what can be had of it."""
    if encoding == "base64":
        return _base64(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uuencoded(body)
    return body


def _base64(body: bytes) -> bytes:
    clean = _NOT_BASE64.sub(b"", body).rstrip(b"=")
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return base64.b64decode(clean.replace(b"=", b"") + b"==", validate=False)


def _uuencoded(body: bytes) -> bytes:
    found = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line.strip():
            continue
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            count = (((line[0] - 32) & 63) * 4 + 5) // 3  # a line with bytes too many, as some senders write them
            found.append(binascii.a2b_uu(line[:count]))
    return b"".join(found)
