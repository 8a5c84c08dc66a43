"""An export from beginning to end: what goes is decided, set, bound, listed, signed, put on record, and given its name."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_triage import __version__
from evidence_triage.case import clock
from evidence_triage.disclosure import Families, Prepared, Release, Way, prepare
from evidence_triage.errors import NothingToExport, WrongPlace
from evidence_triage.export.bag import DATA, close_bag, sign_bag
from evidence_triage.export.formats import Volume, write_natives, write_pages, write_table
from evidence_triage.export.formats.table import NOTE
from evidence_triage.export.originals import check_originals
from evidence_triage.export.progress import Progress, Stage, stoppable
from evidence_triage.export.receipts import Receipt, served_receipt
from evidence_triage.export.record import keep_bundle
from evidence_triage.export.unfinished import Unfinished, check_free, unfinished
from evidence_triage.items import sources
from evidence_triage.verify import fingerprint
from evidence_triage.words import Act, Recipient

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.sandbox import Sandbox


def export(
    case: "Case",
    items: Sequence[int],
    out: Path,
    *,
    sandbox: "Sandbox",
    recipient: Recipient | None = None,
    families: Families = Families.WHOLE,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Receipt:
    """Hands these items over as one signed bundle in the new folder `out`; one event of the log.

    `progress` is told how far it is; `should_stop` is asked as often.

    Raises:
        NotAllowed: the person may not export.
        FolderNotEmpty, WrongPlace: `out` holds something, or lies in the case or in a source.
        NothingToExport: nothing of the choice may be handed over.
        SourceChanged: an original is not as it was when it was read.
        Cancelled, DiskFull: nothing called a bundle is left.
    """
    need_right(case)
    check_place(case, out)
    told = stoppable(progress, should_stop)
    prepared = prepare(case, items, recipient, families, clock.now())
    if not prepared.given:
        raise NothingToExport
    unreachable = check_originals(case, [each.item for each in prepared.given], told)
    with unfinished(out) as place:
        written = _write(prepared.release, place, sandbox, told)
        receipt = _sealed(case, prepared, place, written, unreachable)
        told(Stage.SIGNING, 0, 1)
        place.settle()
        keep_bundle(case, prepared, families, receipt, written.shown)
        place.finish()
    return receipt


def need_right(case: "Case") -> None:
    """Sees to it before any work that the person may export; a refusal is logged.

    Raises:
        NotAllowed: the person may not.
    """
    if not case.may(Act.EXPORT):
        with case.change(Act.EXPORT, by=case.member):
            pass  # never reached: the change itself refuses, and logs that it did


def check_place(case: "Case", out: Path) -> None:
    """Sees to it that a bundle may be written there.

    Raises:
        FolderNotEmpty: there is something already.
        WrongPlace: inside the case folder, or inside a source, which is never changed.
    """
    check_free(out)
    place = out.resolve()
    if place.is_relative_to(case.folder.resolve()):
        raise WrongPlace(what="the case folder")
    for source in sources(case.reader()):
        if source.location and place.is_relative_to(Path(source.location).resolve()):
            raise WrongPlace(what="a source, which is never changed")


@dataclass(frozen=True)
class _Written:
    volumes: list[Volume]
    natives: dict[str, str]

    @property
    def shown(self) -> dict[str, Way]:
        """How each reference was turned into pages in the end."""
        return {sheet.item.reference: sheet.way for volume in self.volumes for sheet in volume.sheets}


def _write(release: Release, place: Unfinished, sandbox: "Sandbox", told: Progress) -> _Written:
    data = place.folder / DATA
    data.mkdir()
    volumes = write_pages(release, data, sandbox, told)
    natives = write_natives(release, data, told)
    write_table(release, volumes, natives, data / "index.csv")
    return _Written(volumes, natives)


def _sealed(case: "Case", prepared: Prepared, place: Unfinished, written: _Written, unreachable: int) -> Receipt:
    """Writes the served receipt, closes the bag and signs it; gives the internal receipt."""
    release, key = prepared.release, fingerprint(case.public_key)
    served = served_receipt(release, written.volumes, len(written.natives), key)
    (place.folder / DATA / "receipt.txt").write_text(served, encoding="utf-8", newline="\n")
    listing = close_bag(place.folder, _about(release))
    sign_bag(place.folder, bytes.fromhex(case.id), case.public_key, case.sign)
    sizes = [file.stat().st_size for file in place.folder.rglob("*") if file.is_file()]
    return Receipt(
        folder=place.place,
        recipient=release.recipient,
        date=release.date,
        items=len(release.items),
        pages=sum(volume.pages for volume in written.volumes),
        slips=sum(way is Way.SLIP for way in written.shown.values()),
        natives=len(written.natives),
        files=len(sizes),
        bytes_written=sum(sizes),
        fingerprint=key,
        listing=hashlib.sha256(listing).hexdigest(),
        held=prepared.held,
        unreachable=unreachable,
    )


def _about(release: Release) -> dict[str, str]:
    """The labels of bag-info.txt."""
    return {
        "Bag-Software-Agent": f"Evidence Triage {__version__}",
        "Bagging-Date": release.date[: len("2026-03-02")],
        "Contact-Name": release.prepared_by,
        "External-Description": release.title,
        "Internal-Sender-Description": NOTE,
    }
