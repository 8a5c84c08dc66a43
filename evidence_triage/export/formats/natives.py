"""The items' bytes as they were found, each under its served reference."""

import hashlib
from pathlib import Path

from evidence_triage.disclosure.release import AsFound, Part, Release, ReleasedItem
from evidence_triage.errors import Damaged
from evidence_triage.export.formats.names import file_stems
from evidence_triage.export.progress import Progress, Stage

CHUNK_BYTES = 1 << 20


def write_natives(release: Release, folder: Path, progress: Progress) -> dict[str, str]:
    """Writes `natives/` (and a folder for each further part); gives the path in `folder` by reference.

    Raises:
        Damaged: stored bytes are not those that were read.
    """
    stems = file_stems(item.reference for item in release.items)
    paths: dict[str, str] = {}
    for done, (part, item) in enumerate(_with_parts(release), 1):
        if item.native is not None:
            place = "natives" if part is release.parts[0] else f"natives-{part.name}"
            paths[item.reference] = f"{place}/{stems[item.reference]}{item.native.suffix}"
            _write(item.native, folder / paths[item.reference])
        progress(Stage.NATIVES, done, len(release.items))
    return paths


def _with_parts(release: Release) -> list[tuple[Part, ReleasedItem]]:
    return [(part, item) for part in release.parts for item in part.items]


def _write(native: AsFound, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    with native.open() as source, file.open("xb") as target:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
    if digest.hexdigest() != native.sha256:
        raise Damaged(what="the stored bytes of an item to be handed over are not those that were read")
