"""What the reading of a unit gave, on its way to the record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.intake.digest import Digest
from evidence_triage.intake.gather import Finished, Part
from evidence_triage.pipeline.units import Unit
from evidence_triage.sandbox.protocol import End
from evidence_triage.words import Reason

if TYPE_CHECKING:
    from evidence_triage.case import Stored


@dataclass(frozen=True)
class Copied:
    """The unit's content was read before, at item `twin`; nothing is read twice."""

    twin: int


@dataclass(frozen=True)
class Outcome:
    """One part of a unit's reading, or its end.

    `stored` are its bytes, encrypted and waiting to be registered; `children_stored` those of a part's children, in order.
    """

    unit: Unit
    gave: Part | Finished | Copied
    digest: Digest | None = None
    stored: "Stored | None" = None
    children_stored: "tuple[Stored | None, ...]" = ()

    @property
    def is_end(self) -> bool:
        return not isinstance(self.gave, Part)


def unread(unit: Unit, reason: Reason, detail: str) -> Outcome:
    """The end of a unit whose bytes could not be had, or were not wanted."""
    return Outcome(unit, Finished(None, None, End(rung="none", reason=reason, detail=detail), 0))
