"""The second rung of PDF: strings shown in the streams that can be unpacked, where no document can be made of the file.

Only strings in the fonts' plain encodings are words this way (ISO 32000, 7.3.4 and 9.4.3). Told as damaged.
"""

import binascii
import re
import zlib
from collections.abc import Iterator

from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind

STREAM_BYTES = 16 << 20
_STREAM = re.compile(rb"stream\r?\n")
_SHOWN = re.compile(
    rb"<[0-9A-Fa-f\s]{2,}>|\((?:[^()\\]|\\.|\([^()]*\))*\)|(?:\bT\*|\bTd\b|\bTD\b|\bTm\b|\bET\b)|'|\"", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_PLAIN = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"b": b"", b"f": b"", b"(": b"(", b")": b")", b"\\": b"\\"}
_READABLE = 0.85


@reader("pdf/streams", formats=("pdf",), kind=Kind.DOCUMENT, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the strings of each stream that shows text.

    Raises:
        Damaged: always; there are no pages.
    """
    data = source.whole()
    for match in _STREAM.finditer(data):
        for piece in _shown(_unpacked(data, match.end())):
            out.write(piece)
    raise Damaged("no document can be made of it; strings of its streams were read")


def _unpacked(data: bytes, at: int) -> bytes:
    """A stream's bytes with Flate undone as far as it goes; as they stand where it is not packed."""
    stop = data.find(b"endstream", at)
    raw = data[at : stop if stop >= 0 else at + STREAM_BYTES]
    try:
        return zlib.decompressobj().decompress(raw, STREAM_BYTES)
    except zlib.error:
        return raw if b" Tf" in raw else b""


def _shown(content: bytes) -> Iterator[str]:
    """The text that a page's content shows, a line for each move to another place."""
    if b"Tf" not in content or b"T" not in content:
        return
    line = bytearray()
    for match in _SHOWN.finditer(content):
        if match[0].startswith(b"("):
            line += _ESCAPE.sub(_undone, match[0][1:-1])
        elif match[0].startswith(b"<"):
            digits = b"".join(match[0][1:-1].split())
            line += binascii.unhexlify(digits[: len(digits) // 2 * 2])
        elif line:
            yield from _line(bytes(line))
            line.clear()
    yield from _line(bytes(line))


def _undone(match: re.Match[bytes]) -> bytes:
    told = match[1]
    if told in _PLAIN:
        return _PLAIN[told]
    return bytes([int(told, 8) & 255]) if told.isdigit() else b""


def _line(line: bytes) -> Iterator[str]:
    text = line.decode("cp1252", "replace").strip()
    if text and sum(char.isalnum() or char in " .,:;-()'" for char in text) >= _READABLE * len(text):
        yield f"{text}\n"
