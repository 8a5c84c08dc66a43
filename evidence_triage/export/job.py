"""An export as a job in a process of its own: what `pipeline.jobs` starts by the name `export`."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_triage.disclosure import Families
from evidence_triage.export.handing import export
from evidence_triage.export.progress import Stage
from evidence_triage.sandbox import open_sandbox
from evidence_triage.words import Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.pipeline.control import Control

EVERY_SECONDS = 0.2


def run(case: "Case", params: dict[str, Any], control: "Control", tell: Callable[[dict[str, Any]], None]) -> Any:
    """Exports `items` to the folder `out` for `recipient` (or null) with `families` (whole, none); gives the receipt."""
    recipient = params.get("recipient")
    with open_sandbox() as sandbox:
        receipt = export(
            case,
            params["items"],
            Path(params["out"]),
            sandbox=sandbox,
            recipient=Recipient(recipient) if recipient else None,
            families=Families(params.get("families", Families.WHOLE)),
            progress=_Lines(tell),
            should_stop=lambda: not control.ready(),
        )
    return receipt.as_json()


class _Lines:
    """Progress as lines of the job's answer, a few a second and at each new stage: of `found` things `read` are done."""

    def __init__(self, tell: Callable[[dict[str, Any]], None]) -> None:
        self._tell = tell
        self._started = time.monotonic()
        self._told = 0.0
        self._stage: Stage | None = None

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        now = time.monotonic()
        if stage is self._stage and done < total and now - self._told < EVERY_SECONDS:
            return
        self._told, self._stage = now, stage
        seconds = round(now - self._started, 1)
        self._tell({"stage": stage, "found": total, "read": done, "passages": 0, "embedded": 0, "seconds": seconds})
