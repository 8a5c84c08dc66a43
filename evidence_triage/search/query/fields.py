"""The table of fields: a row is all there is to a field. The grammar, the guide and completion are made from it."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence_triage.search.query.clauses import STATES, Asker, Clause, column, dated, equal, party, standing, tagged
from evidence_triage.search.query.dates import span
from evidence_triage.search.query.tokens import tokens
from evidence_triage.search.query.tree import Field
from evidence_triage.words import Kind

PEOPLE = """SELECT DISTINCT coalesce(nullif(address, ''), name) FROM party
  WHERE id IN (SELECT party FROM visible_item_party)"""
EXHIBITS = "SELECT DISTINCT exhibit FROM source"
TAGS = "SELECT DISTINCT label FROM tag WHERE item IN (SELECT id FROM visible_item)"


@dataclass(frozen=True)
class FieldRow:
    """A field: what it matches and an example (for the guide), and what becomes of its value.

    `several`: values may stand one behind the other, with commas. `wrong` says why a value is none (null: it is one).
    `completion` is the SQL that lists values, or the closed list of them.
    """

    name: str
    matches: str
    example: str
    several: bool
    wrong: Callable[[str], str | None]
    clause: Callable[[Field, Asker], Clause]
    completion: str | tuple[str, ...] = ()


def _no_word(value: str) -> str | None:
    return None if tokens(value) else "a field takes one value, right after its colon, as in from:ward"


def _no_date(value: str) -> str | None:
    return (
        None
        if span(value)
        else "a date is a day (2026-03-01), a month (2026-03), a year, or two of them with .. between"
    )


def _none_of(what: str, words: tuple[str, ...]) -> Callable[[str], str | None]:
    def wrong(value: str) -> str | None:
        return None if value.lower() in words else f"{what} is one of {', '.join(words)}"

    return wrong


_KINDS, _STATES = tuple(Kind), tuple(STATES)
_FIRST_NAME = "substr(v.path, 1, instr(v.path || '/', '/') - 1)"

FIELDS: dict[str, FieldRow] = {
    row.name: row
    for row in (
        FieldRow(
            "from",
            "who sent or wrote it: words of a name or an address",
            "from:ward",
            True,
            _no_word,
            party("from", "sender", "author"),
            PEOPLE,
        ),
        FieldRow(
            "to",
            "who it was sent to (blind copies and members of a chat too)",
            "to:osei@example.test",
            True,
            _no_word,
            party("to", "bcc", "member"),
            PEOPLE,
        ),
        FieldRow("cc", "who had a copy", 'cc:"Ann Osei"', True, _no_word, party("cc"), PEOPLE),
        FieldRow(
            "subject", "words side by side in the subject or title", 'subject:"lot 4"', False, _no_word, column("title")
        ),
        FieldRow(
            "date",
            "its own date, in the case's time zone: a day, month, year or range",
            "date:2026-03..2026-05",
            False,
            _no_date,
            dated,
        ),
        FieldRow("kind", "what it is", "kind:email,message", True, _none_of("a kind", _KINDS), equal("v.kind"), _KINDS),
        FieldRow(
            "source",
            "the exhibit reference, or the name of what was added",
            "source:laptop",
            True,
            _no_word,
            equal("v.exhibit", _FIRST_NAME),
            EXHIBITS,
        ),
        FieldRow("exhibit", "the exhibit reference", "exhibit:ABC/1", True, _no_word, equal("v.exhibit"), EXHIBITS),
        FieldRow("name", "words side by side in the file name", "name:scores.csv", False, _no_word, column("name")),
        FieldRow(
            "tag",
            "how it was coded: a value of the coding, or an issue",
            'tag:"lot 4"',
            True,
            _no_word,
            tagged,
            TAGS,
        ),
        FieldRow(
            "is",
            "how it stands",
            "is:unseen",
            True,
            _none_of("what an item can be", _STATES),
            standing,
            _STATES,
        ),
    )
}
