"""Where the program's own files are: `models/` and `resources/` in a checkout or a wheel, the user's cache, the anchors.

Nothing of a case ever goes to these places, except the heads of logs (sequence and hash) in the anchor store.
"""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    """The folder `name` of a checkout (beside the package) or of a wheel (inside it)."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def models() -> Path:
    """The folder with one folder an embedding model, each with its `model.toml`."""
    return Path(os.environ.get("EVIDENCE_TRIAGE_MODELS") or _beside("models"))


def resources() -> Path:
    """Icons, palettes, templates, the sample case's material."""
    return _beside("resources")


def schemas() -> list[Path]:
    """Every station's `schema.sql`, in the order in which the tables are made."""
    stations = (
        "store",
        "audit",
        "case",
        "items",
        "intake",
        "index",
        "privilege",
        "pipeline",
        "search",
        "review",
        "disclosure",
        "export",
    )
    return [path for path in (_PACKAGE / station / "schema.sql" for station in stations) if path.is_file()]


def people_schemas() -> list[Path]:
    """The tables of the database of people: its own, and those of the log."""
    return [_PACKAGE / "audit" / "schema.sql", _PACKAGE / "case" / "people.sql"]


def views() -> Path:
    """The views through which ordinary readers see material."""
    return _PACKAGE / "items" / "visible.sql"


def cache() -> Path:
    """Derived models, by hash; safe to delete. Made where missing."""
    return _made(Path(os.environ.get("EVIDENCE_TRIAGE_CACHE") or platformdirs.user_cache_dir("evidence-triage")))


def anchors() -> Path:
    """This workstation's store of log heads, outside every case folder. Made where missing."""
    return _made(
        Path(os.environ.get("EVIDENCE_TRIAGE_STATE") or platformdirs.user_state_dir("evidence-triage")) / "anchors"
    )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
