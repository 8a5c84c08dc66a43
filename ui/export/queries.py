"""What the Export place asks the engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.session import Session

if TYPE_CHECKING:
    from evidence_triage.export import Preview


@dataclass(frozen=True)
class Wanted:
    """What is to be handed over, to whom, and where the bundle is to lie."""

    question: str
    recipient: str
    families: str
    out: Path

    def params(self, items: list[int]) -> dict[str, Any]:
        """The parameters of the job `export`."""
        return {"items": items, "out": str(self.out), "recipient": self.recipient or None, "families": self.families}


@dataclass(frozen=True)
class Previewed:
    """A choice and what would become of it."""

    wanted: Wanted
    items: list[int]
    preview: "Preview"


def preview(session: Session, wanted: Wanted) -> Previewed:
    """Every item that the question holds of, and what would go and be held back. Nearness in meaning chooses nothing (R8)."""
    from evidence_triage.export import Families
    from evidence_triage.export import preview as previewed
    from evidence_triage.words import Mode, Recipient

    items = [int(item) for item in session.engine().matching(wanted.question, mode=Mode.WORDS)]
    recipient = Recipient(wanted.recipient) if wanted.recipient else None
    return Previewed(wanted, items, previewed(session.case, items, recipient, Families(wanted.families)))
