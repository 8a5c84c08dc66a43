"""The last rung: the readable strings of a file that no reader could read, as `strings` would give them.

ASCII and UTF-8 in one pass, UTF-16 (little-endian, as Windows writes it) in another.
"""

import re
from collections import Counter

from evidence_triage.extract.output import Output
from evidence_triage.extract.source import Source

STRING_CHARACTERS = 6
BLOCK_BYTES = 4 << 20
SALVAGED_CHARACTERS = 2_000_000
RANDOM_BYTES = 16 << 10
EVEN = (160.0, 350.0)  # one in 30,000 random files is beyond either

_UTF8 = re.compile(rb"(?:[\t\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){%d,}" % STRING_CHARACTERS)
_UTF16 = re.compile(rb"(?:[\t\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x04\x05]){%d,}" % STRING_CHARACTERS)


def salvage(source: Source, out: Output) -> None:
    """Writes each readable string on a line of its own, up to two million characters."""
    source.rewind()
    left = SALVAGED_CHARACTERS
    while left > 0 and (block := source.file.read(BLOCK_BYTES)):
        for text in _strings(block):
            out.write(text[:left] + "\n")
            left -= len(text) + 1
            if left <= 0:
                return


def _strings(block: bytes) -> list[str]:
    """The strings of a block in the order in which they stand."""
    found = [(match.start(), match[0].decode("utf-8", "ignore")) for match in _UTF8.finditer(block)]
    found += [(match.start(), match[0].decode("utf-16-le", "ignore")) for match in _UTF16.finditer(block)]
    return [text for _, text in sorted(found) if _worth_keeping(text)]


def _worth_keeping(text: str) -> bool:
    """Whether a string looks like words rather than chance: mostly letters, digits and spaces."""
    return sum(char.isalnum() or char == " " for char in text) >= 0.7 * len(text)


def looks_random(data: bytes) -> bool:
    """Whether the bytes are as even as those of an encrypted volume, which has no structure from its first byte on.

    The measure is chi-square over the 256 values of a byte: about 255 where all are equally likely. Packed sound,
    pictures and archives come close to eight bits of entropy a byte, but never to this; a mere pattern is too even.
    """
    if len(data) < RANDOM_BYTES:
        return False
    expected = len(data) / 256
    counts = Counter(data)
    least, most = EVEN
    return least < sum((counts[value] - expected) ** 2 / expected for value in range(256)) < most
