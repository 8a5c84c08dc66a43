"""The jobs that read: adding a source, trying again, embedding what waits. Each can be stopped and started again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_triage import embedding
from evidence_triage.intake import find, register
from evidence_triage.items import Continuity
from evidence_triage.pipeline import stages
from evidence_triage.pipeline.context import Context
from evidence_triage.pipeline.control import Control
from evidence_triage.pipeline.progress import EVERY_SECONDS, Progress
from evidence_triage.words import Act, Reason, State

if TYPE_CHECKING:
    from evidence_triage.case import Case

Tell = Callable[[dict[str, Any]], None]


def add(case: "Case", params: dict[str, Any], control: Control, tell: Tell) -> dict[str, Any]:
    """Adds paths under an exhibit reference and reads everything that waits."""
    context = _context(case, params, control, tell)
    paths = [Path(path) for path in params["paths"]]
    registered = register(case, paths, params["exhibit"], Continuity(**params["said"]), params["storage"])
    before = _items(case)
    for source, location in registered:
        find(case, source, location, control.ready)
    embedding.prepare(context.model)
    stages.run(context, params.get("until"))
    return {"new": _items(case) - before, "finished": not control.stopped}


def retry(case: "Case", params: dict[str, Any], control: Control, tell: Tell) -> dict[str, Any]:
    """Reads again what could not be read: the items named, or all of a reason."""
    context = _context(case, params, control, tell)
    items = _wait_again(case, params["items"], params["reason"])
    stages.run(context)
    read = sum(_state(case, item) == State.READABLE for item in items)
    return {"tried": len(items), "read": read, "finished": not control.stopped}


def embed(case: "Case", params: dict[str, Any], control: Control, tell: Tell) -> dict[str, Any]:
    """Goes on with whatever waits: reading, sealing, embedding."""
    embedding.prepare(_context(case, params, control, tell).model)
    stages.run(_context(case, params, control, tell))
    return {"finished": not control.stopped}


def skip(case: "Case", items: list[int]) -> int:
    """Records that waiting items are not to be read; gives how many were waiting."""
    from evidence_triage.items import Conclusion, conclude

    with case.change(Act.SKIP, by=case.member) as change:
        rows = [
            (item, change.one("SELECT source, content, state FROM ledger WHERE item = ?", (item,))) for item in items
        ]
        waiting = [(item, row) for item, row in rows if row is not None and row[2] == State.WAITING]
        skipped = [
            Conclusion(
                item, row[0], row[1], State.UNREADABLE, reason=Reason.SKIPPED, rung="none", detail="skipped by a person"
            )
            for item, row in waiting
        ]
        conclude(case, change, skipped)
    return len(skipped)


def _wait_again(case: "Case", items: list[int], reason: str | None) -> list[int]:
    with case.change(Act.RETRY, by=case.member) as change:
        rows = change.rows("SELECT item, reason FROM ledger WHERE state = 'unreadable' ORDER BY item")
        wanted = [item for item, why in rows if (item in items if items else reason is None or why == reason)]
        for item in wanted:
            change.update("ledger", {"item": item}, state=State.WAITING.value, reason=None)
    return wanted


def _context(case: "Case", params: dict[str, Any], control: Control, tell: Tell) -> Context:
    progress = Progress(case, tell, every=params.get("tell_every", EVERY_SECONDS))
    return Context(case, control, progress, workers=params.get("workers", 2))


def _items(case: "Case") -> int:
    return int(case.unguarded().value("SELECT count(*) FROM item"))


def _state(case: "Case", item: int) -> str:
    return str(case.unguarded().value("SELECT state FROM ledger WHERE item = ?", (item,)))
