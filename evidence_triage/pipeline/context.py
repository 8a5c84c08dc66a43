"""What every stage of one run is given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.pipeline.control import Control
from evidence_triage.pipeline.progress import Progress

if TYPE_CHECKING:
    from evidence_triage.case import Case


@dataclass(frozen=True)
class Context:
    """`workers` parser processes at once; `model` names a folder of `models/`; `device` as sentence-transformers takes it."""

    case: "Case"
    control: Control
    progress: Progress
    workers: int = 2
    model: str = "all-MiniLM-L6-v2"
    device: str = "auto"
