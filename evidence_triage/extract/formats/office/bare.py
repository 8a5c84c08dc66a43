"""The second rung of office files and XML: the words between the tags, where the structure cannot be read.

A part that is not well formed, cut off or nested without end still has its words in order; lines end where paragraphs,
rows and cells of strings do. Whatever this gives is told as damaged.
"""

import html
import re

from evidence_triage.extract.formats.archive.zipped import Zipped
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, Unreadable
from evidence_triage.words import Kind

PART_BYTES = 64 << 20
_LINE_ENDS = re.compile(
    r"</(?:\w+:)?(?:p|h|row|si|tr|table-row|text|title|creator)\s*>|<(?:\w+:)?(?:br|line-break)\b[^>]*>"
)
_TAG = re.compile(r"<[^<>]*>|<[^<>]*$")
_WITHOUT_WORDS = re.compile(
    r"(?:^|/)(?:_rels/|theme/|styles|settings|fontTable|webSettings|\[Content_Types\]|META-INF/|printerSettings)"
)


@reader(
    "office/bare",
    formats=("docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "odf", "odc", "xml"),
    kind=Kind.DOCUMENT,
    native=True,
)
def read(source: Source, out: Output) -> None:
    """Gives the words of every part that has some.

    Raises:
        Damaged: always; the structure was not read.
    """
    source.rewind()
    if source.head.startswith(b"PK"):
        _write_parts(Zipped(source.file), out)
    else:
        out.write(words(source.whole(PART_BYTES)))
    raise Damaged("read without its structure")


def _write_parts(archive: Zipped, out: Output) -> None:
    for member in archive.members:
        if not member.name.endswith(".xml") or _WITHOUT_WORDS.search(member.name):
            continue
        held = bytearray()
        try:
            for block in archive.blocks(member):
                held += block
                if len(held) > PART_BYTES:
                    break
        except Unreadable:
            pass  # what came before the damage is read
        out.write(words(bytes(held)))


def words(xml: bytes) -> str:
    """The text between the tags."""
    text = _TAG.sub("", _LINE_ENDS.sub("\n", xml.decode("utf-8", "replace")))
    lines = (line.strip() for line in html.unescape(text).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)
