"""What an export would hand over and hold back, before it is made: for the internal eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.case import clock
from evidence_triage.disclosure import Families, HeldBack, Way, prepare
from evidence_triage.words import Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case


@dataclass(frozen=True)
class Going:
    """An item that would go, as it would be called; `native_bytes` is null where its bytes do not go along."""

    item: int
    reference: str
    description: str
    date: str
    way: Way
    native_bytes: int | None


@dataclass(frozen=True)
class Preview:
    """What would go, in order, and what would not, with why. `slips` would have a slip sheet alone."""

    going: tuple[Going, ...]
    held: HeldBack

    @property
    def native_bytes(self) -> int:
        """The size of all files as found that would go along."""
        return sum(each.native_bytes or 0 for each in self.going)

    @property
    def slips(self) -> int:
        return sum(each.way is Way.SLIP for each in self.going)


def preview(
    case: "Case", items: Sequence[int], recipient: Recipient | None = None, families: Families = Families.WHOLE
) -> Preview:
    """Decides as `export` would, and writes nothing."""
    prepared = prepare(case, items, recipient, families, clock.now())
    pairs = zip(prepared.given, prepared.release.items, strict=True)
    return Preview(
        tuple(
            Going(
                chosen.item,
                item.reference,
                item.description,
                item.date,
                item.way,
                None if item.native is None else item.native.size,
            )
            for chosen, item in pairs
        ),
        prepared.held,
    )
