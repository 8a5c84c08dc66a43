"""What one person set about an item and has not saved, or is about to save: only what they set, nothing preset (R9)."""

import json
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Final, Literal

from evidence_triage.words import Act, Evidence, Relevance, Sensitivity, Test


class Unset(Enum):
    """Stands for a field that the person did not touch; None is a field that they cleared."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Final = Unset.UNSET

CLOSED = ("relevance", "evidence", "test", "sensitive_category")
TEXTS = ("test_reason", "presumption", "sensitive", "description", "note")
LISTS = ("issues_added", "issues_removed")
DISCLOSURE = frozenset({"test", "test_reason", "presumption", "sensitive", "sensitive_category"})


@dataclass(frozen=True)
class Draft:
    """The fields of R9. `sensitive` and `test_reason` are reasons, `presumption` is the kind of material presumed.

    The test is about one accused: `accused` is their number, 0 where the case names none. Sealing is no field of a draft.
    """

    relevance: Relevance | Unset | None = UNSET
    evidence: Evidence | Unset | None = UNSET
    test: Test | Unset | None = UNSET
    test_reason: str | Unset | None = UNSET
    accused: int = 0
    presumption: str | Unset | None = UNSET
    sensitive: str | Unset | None = UNSET
    sensitive_category: Sensitivity | Unset | None = UNSET
    issues_added: tuple[str, ...] = ()
    issues_removed: tuple[str, ...] = ()
    description: str | Unset | None = UNSET
    note: str | Unset | None = UNSET

    @property
    def set_fields(self) -> frozenset[str]:
        """The names of the fields that were set or cleared."""
        touched = {name for name in (*CLOSED, *TEXTS) if getattr(self, name) is not UNSET}
        return frozenset(touched | {name for name in LISTS if getattr(self, name)})

    @property
    def is_empty(self) -> bool:
        return not self.set_fields

    @property
    def act(self) -> Act:
        """What saving it is: the disclosure fields are not everybody's to set."""
        return Act.CODE_TEST if self.set_fields & DISCLOSURE else Act.CODE

    def closed(self) -> dict[str, str | int | None]:
        """The closed values, for the decision's record."""
        values: dict[str, str | int | None] = {
            name: getattr(self, name) for name in CLOSED if getattr(self, name) is not UNSET
        }
        return values | ({"accused": self.accused} if self.set_fields & {"test", "test_reason"} else {})

    def texts(self) -> dict[str, str | None]:
        """What the person wrote, for the decision's words; lists as JSON."""
        written = {name: getattr(self, name) for name in TEXTS if getattr(self, name) is not UNSET}
        return written | {
            name: json.dumps(getattr(self, name), ensure_ascii=False) for name in LISTS if getattr(self, name)
        }

    def as_json(self) -> str:
        """The draft as text, to be kept until it is saved."""
        kept = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name in self.set_fields or field.name == "accused"
        }
        return json.dumps(kept, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Draft":
        """A draft that was kept."""
        kept: dict[str, Any] = json.loads(text)
        types = {"relevance": Relevance, "evidence": Evidence, "test": Test, "sensitive_category": Sensitivity}
        for name in types.keys() & kept.keys():
            kept[name] = types[name](kept[name]) if kept[name] else None
        for name in kept.keys() & LISTS:
            kept[name] = tuple(kept[name])
        return Draft(**kept)
