"""Plain text in any encoding. The encoding is a property; where it was guessed, the property says so."""

import codecs

from evidence_triage.extract.encodings import Decoded
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.words import Kind

BLOCK_BYTES = 4 << 20


@reader("text/plain", formats=("text",), kind=Kind.DOCUMENT, sniff=lambda _: True, suffixes=(".txt",), precision=0)
def read(source: Source, out: Output) -> None:
    """Gives the text as it stands, block by block, so that no line is too long."""
    out.head(properties=[("encoding", encoding_words(decoded(source, out)))])
    write_all(source, out)


def decoded(source: Source, out: Output) -> Decoded:
    """The file's head as text and its encoding."""
    if source.sample is not None:
        return source.sample
    out.native()
    return source.guessed


def encoding_words(text: Decoded) -> str:
    """The encoding as the property says it."""
    return text.encoding if text.sure else f"{text.encoding} (guessed)"


def write_all(source: Source, out: Output) -> None:
    """Writes the whole file as text."""
    encoding = decoded(source, out).encoding
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)("replace")
    source.rewind()
    while block := source.file.read(BLOCK_BYTES):
        out.write(decoder.decode(block).replace("\r\n", "\n"))
    out.write(decoder.decode(b"", True))
