"""The counts: the ledger that adds up, the state of the index, the progress of the review. No clock in any of it."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from evidence_triage import index
from evidence_triage.words import Reason, State

if TYPE_CHECKING:
    from evidence_triage.case import Case


@dataclass(frozen=True)
class Status:
    """found = readable + sum(unreadable) + known + out_of_scope + waiting; the rest cuts across these, counted beside."""

    found: int
    readable: int
    unreadable: dict[str, int]
    known: int
    out_of_scope: int
    waiting: int
    no_text: int
    sealed: int
    prohibited: int
    passages: int
    embedded: int
    decided: int
    relevant: int

    @property
    def adds_up(self) -> bool:
        return (
            self.found == self.readable + sum(self.unreadable.values()) + self.known + self.out_of_scope + self.waiting
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Entry:
    """A line of the ledger; of what is sealed only the number and that it is sealed."""

    item: int
    path: str | None
    kind: str | None
    state: str
    reason: str | None
    rung: str | None


def status(case: "Case") -> Status:
    """The case's counts at this moment, all of them of one moment."""
    reader = case.unguarded()
    states = {(state, reason): count for state, reason, count in reader.rows(_STATES)}
    by_state = {state: sum(n for (held, _), n in states.items() if held == state) for state in State}
    no_text, sealed, prohibited = reader.one(_BESIDE) or (0, 0, 0)
    passages, embedded = index.counts(reader)
    decided, relevant = reader.one(_DECIDED) or (0, 0)
    return Status(
        found=sum(states.values()),
        readable=by_state[State.READABLE],
        unreadable={reason: n for reason in Reason if (n := states.get((State.UNREADABLE, reason), 0))},
        known=by_state[State.KNOWN],
        out_of_scope=by_state[State.OUT_OF_SCOPE],
        waiting=by_state[State.WAITING],
        no_text=int(no_text),
        sealed=int(sealed),
        prohibited=int(prohibited),
        passages=passages,
        embedded=embedded,
        decided=decided,
        relevant=int(relevant),
    )


_STATES = "SELECT state, reason, count(*) FROM ledger GROUP BY state, reason"
_BESIDE = (
    "SELECT total(no_text AND state = 'readable' AND hidden = 0), total(hidden = 1), total(hidden = 2) FROM ledger"
)
_DECIDED = """SELECT count(*), total(c.relevance = 'relevant') FROM coding AS c JOIN ledger AS l ON l.item = c.item
               WHERE l.hidden = 0"""


def ledger(case: "Case", *, everything: bool = False, reason: str | None = None) -> list[Entry]:
    """Every item that could not be read and why; with `everything`, every item."""
    return [_entry(row) for row in case.unguarded().rows(_LEDGER, {"everything": everything, "reason": reason})]


_LEDGER = """SELECT l.item, n.path, f.kind, l.state, l.reason, l.rung, l.hidden
               FROM ledger AS l JOIN item_name AS n ON n.item = l.item JOIN fact AS f ON f.item = l.item
              WHERE (:everything OR l.state = 'unreadable') AND (:reason IS NULL OR l.reason = :reason) ORDER BY l.item"""


def _entry(row: tuple[Any, ...]) -> Entry:
    item, path, kind, state, reason, rung, hidden = row
    return Entry(item, None, None, "sealed", None, None) if hidden else Entry(item, path, kind, state, reason, rung)
