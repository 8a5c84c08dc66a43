"""What each sort of field asks of `visible_item` (as `v`), in SQL with its values apart."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from evidence_triage.search.query.dates import span
from evidence_triage.search.query.tokens import tokens
from evidence_triage.search.query.tree import Field
from evidence_triage.words import Reason

Value = str | int | float


@dataclass(frozen=True)
class Clause:
    """A condition of a WHERE, and the values of its question marks."""

    sql: str
    values: tuple[Value, ...] = ()

    @staticmethod
    def joined(word: str, clauses: Iterable["Clause"]) -> "Clause":
        """All of them (`AND`) or any (`OR`)."""
        parts = list(clauses)
        if len(parts) == 1:
            return parts[0]
        return Clause(
            f"({f' {word} '.join(part.sql for part in parts)})", tuple(v for part in parts for v in part.values)
        )


@dataclass(frozen=True)
class Asker:
    """Who asks, and what the answer depends on besides the question: the case's time zone and the parties on record.

    `people` gives (party, its words folded, a space on either side of each): names and addresses are compared by word.
    """

    member: int
    zone: tzinfo
    people: Callable[[], Sequence[tuple[int, str]]] = field(default=tuple)


def matched(expression: str) -> Clause:
    """Items whose words satisfy an FTS5 expression."""
    return Clause("v.id IN (SELECT rowid FROM item_fts WHERE item_fts MATCH ?)", (expression,))


def quoted(words: Sequence[str], *, prefix: bool = False) -> str:
    """Words side by side as FTS5 reads them."""
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def column(name: str) -> Callable[[Field, Asker], Clause]:
    """The value's words side by side in one column of the word index."""

    def clause(asked: Field, _: Asker) -> Clause:
        return matched(f"{name} : {quoted(tokens(asked.values[0]), prefix=asked.prefix)}")

    return clause


def party(*roles: str) -> Callable[[Field, Asker], Clause]:
    """Items with a party in one of the roles whose name or address holds the value's words side by side."""
    marks = ", ".join("?" * len(roles))

    def clause(asked: Field, asker: Asker) -> Clause:
        sought = [
            f" {' '.join(tokens(value))}{'' if asked.prefix and value is asked.values[-1] else ' '}"
            for value in asked.values
        ]
        found = [number for number, words in asker.people() if any(each in words for each in sought)]
        numbers = ", ".join(map(str, found))
        sql = f"v.id IN (SELECT item FROM visible_item_party WHERE party IN ({numbers}) AND role IN ({marks}))"
        return Clause(sql, roles)

    return clause


def dated(asked: Field, asker: Asker) -> Clause:
    """Items whose own date lies in the span; what bears no date is in none."""
    days = span(asked.values[0])
    first, before = days.instants(asker.zone) if days else (None, None)
    bounds = [Clause("v.instant >= ?", (first,))] if first is not None else []
    bounds += [Clause("v.instant < ?", (before,))] if before is not None else []
    return Clause.joined("AND", bounds)


def equal(*expressions: str) -> Callable[[Field, Asker], Clause]:
    """Items of which one of the expressions is one of the values, whatever its case; the last may be a beginning."""

    def clause(asked: Field, _: Asker) -> Clause:
        return Clause.joined("OR", (_equal(each, asked, value) for each in expressions for value in asked.values))

    return clause


def _equal(expression: str, asked: Field, value: str) -> Clause:
    if asked.prefix and value is asked.values[-1]:
        return Clause(f"substr({expression}, 1, ?) = ? COLLATE NOCASE", (len(value), value))
    return Clause(f"{expression} = ? COLLATE NOCASE", (value,))


def tagged(asked: Field, _: Asker) -> Clause:
    """Items coded with one of the values; `tag` keeps them in lower case."""
    sought = [value.lower() for value in asked.values]
    beginning = sought.pop() if asked.prefix else None
    marks = ", ".join("?" * len(sought))
    parts = [Clause(f"value IN ({marks})", tuple(sought))] if sought else []
    parts += [Clause("substr(value, 1, ?) = ?", (len(beginning), beginning))] if beginning is not None else []
    condition = Clause.joined("OR", parts)
    return Clause(f"v.id IN (SELECT item FROM tag WHERE {condition.sql})", condition.values)


_SEEN = "v.id IN (SELECT item FROM seen WHERE member = ?)"
_CODED = "v.id IN (SELECT item FROM coding)"
_TWIN = """(v.content IN (SELECT content FROM visible_item WHERE content IS NOT NULL GROUP BY content HAVING count(*) > 1)
 OR v.message_key IN (SELECT message_key FROM visible_item WHERE message_key IS NOT NULL GROUP BY message_key HAVING count(*) > 1))"""

STATES: dict[str, tuple[str, str]] = {
    "seen": (_SEEN, "seen by you"),
    "unseen": (f"NOT {_SEEN}", "not yet seen by you"),
    "coded": (_CODED, "decided about, by anybody"),
    "uncoded": (f"NOT {_CODED}", "not yet decided about"),
    "duplicate": (_TWIN, "there is another place with the same bytes or the same message"),
    "readable": ("v.state = 'readable'", "read to the end"),
    "unreadable": ("v.state = 'unreadable'", "could not be read; the ledger says why"),
    "waiting": ("v.state = 'waiting'", "not read yet"),
    "known": ("v.state = 'known'", "a file of a hash set"),
    "out-of-scope": ("v.state = 'out-of-scope'", "outside the scope of its source"),
    "no-text": ("v.no_text = 1", "read, and holds no text"),
    **{reason.value: (f"v.reason = '{reason}'", f"could not be read: {reason}") for reason in Reason},
}


def standing(asked: Field, asker: Asker) -> Clause:
    """How an item stands: any of the words of `STATES`."""
    conditions = [STATES[value.lower()][0] for value in asked.values]
    return Clause.joined("OR", (Clause(sql, (asker.member,) * sql.count("?")) for sql in conditions))
