"""Tables as text: values parted by commas, semicolons, tabs or bars (RFC 4180 and its relatives), in any encoding.

The text is given as it stands; what was found out about it (what parts the values, how many columns, the header) are
properties.
"""

import csv
import io

from evidence_triage.extract.formats.text.plain import decoded, encoding_words, write_all
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.words import Kind

SAMPLE_LINES = 50
SAMPLE_CHARACTERS = 8_000
SURE_LINES = 4
WORDY = 25  # characters of a cell that is a clause of a sentence
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def separator(text: str) -> str | None:
    """What parts the values: the sign that gives every row of the sample the same number of columns, two or more."""
    lines = text.split("\n")[:SAMPLE_LINES]
    sample = "\n".join(lines[:-1] if len(lines) == SAMPLE_LINES else lines)
    found = {sign: _columns(sample, sign) for sign in SEPARATORS}
    best = max(found, key=lambda sign: found[sign])
    return best if found[best] >= 2 else None


def _columns(sample: str, sign: str) -> int:
    """The number of columns that at least nine rows in ten have; 0 where rows differ, or fewer than two have any."""
    try:
        cells = [row for row in csv.reader(io.StringIO(sample), delimiter=sign) if row]
    except csv.Error:
        return 0
    rows = [len(row) for row in cells]
    if len(rows) < 2 or sum(not row[-1] for row in cells) > len(rows) // 2:
        return 0
    usual = max(set(rows), key=rows.count)
    return usual if rows.count(usual) >= 0.9 * len(rows) else 0


def is_table(text: str) -> bool:
    """Whether the text is such a table rather than prose with commas, which has a space after each."""
    sign = separator(text)
    if sign is None or sign == "\t":
        return sign is not None
    sample = text[:SAMPLE_CHARACTERS]
    if sample.count(f"{sign} ") * 2 < sample.count(sign):
        return True
    return sample.count("\n") >= SURE_LINES and len(sample) < WORDY * sample.count(sign)


@reader(
    "table/separated",
    formats=("csv",),
    kind=Kind.TABLE,
    sniff=is_table,
    suffixes=(".csv", ".tsv", ".tab"),
    precision=20,
)
def read(source: Source, out: Output) -> None:
    """Gives the table's text as it stands."""
    text = decoded(source, out)
    sign = separator(text.text) or ","
    header = next(csv.reader(io.StringIO(text.text), delimiter=sign), [])
    out.head(
        properties=[
            ("encoding", encoding_words(text)),
            ("separator", SEPARATORS[sign]),
            ("columns", str(len(header))),
            ("header", ", ".join(header)),
        ]
    )
    write_all(source, out)
