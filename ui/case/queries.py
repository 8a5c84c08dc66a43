"""What the Case place asks the engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_triage.errors import UsageError
from ui.translate import tr

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.items import Source
    from evidence_triage.status import Status


@dataclass(frozen=True)
class Overview:
    """The whole of the Case place at one moment."""

    title: str
    time_zone: str
    created: str
    has_recovery: bool
    status: "Status"
    sources: "list[Source]"


@dataclass(frozen=True)
class NewSource:
    """What a person says about material before it is read; an empty screen needs a reason."""

    paths: tuple[str, ...]
    exhibit: str
    description: str = ""
    seized: str = ""
    authority: str = ""
    owner: str = ""
    scope: str = ""
    screen: str = ""
    screen_reason: str = ""

    def params(self) -> dict[str, Any]:
        """The parameters of the job `add`; what was not said is recorded as not set."""
        said = {
            name: getattr(self, name) or None
            for name in ("description", "seized", "authority", "owner", "screen_reason")
        }
        said["screen"] = self.screen if self.screen.strip() else None
        said["scope"] = _scope(self.scope) if self.scope else None
        return {
            "paths": list(self.paths),
            "exhibit": self.exhibit,
            "said": said,
            "storage": "copy",
            "until": None,
            "workers": 2,
            "skip": [],
        }


def overview(case: "Case") -> Overview:
    """Counts, sources, and what the case says of itself."""
    from evidence_triage.items import sources
    from evidence_triage.status import status

    settings = case.settings
    return Overview(
        case.title,
        case.time_zone,
        case.created,
        settings.get("recovery", "") not in ("", "none"),
        status(case),
        sources(case.reader()),
    )


def ledger_reasons(status: "Status") -> list[tuple[str, int]]:
    """Why items could not be read, the most frequent first."""
    return sorted(status.unreadable.items(), key=lambda pair: (-pair[1], pair[0]))


def _scope(path: str) -> str:
    from evidence_triage.intake import read_scope

    file = Path(path).expanduser()
    if not file.is_file():
        raise UsageError(what=tr("The scope file does not exist."))
    return read_scope(file)
