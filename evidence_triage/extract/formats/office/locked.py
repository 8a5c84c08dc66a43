"""Office files that are encrypted ([MS-OFFCRYPTO]): recognised, and opened only where Excel's own default password fits.

A workbook that is merely protected against changes is encrypted with a password that is part of every Excel; such a
one is no secret, and is handed over unlocked.
"""

import io

from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Encrypted
from evidence_triage.words import Kind, Place

EXCELS_OWN_PASSWORD = "VelvetSweatshop"
_KINDS = {".xlsx": Kind.SPREADSHEET, ".xlsm": Kind.SPREADSHEET, ".xlsb": Kind.SPREADSHEET, ".pptx": Kind.PRESENTATION}


@reader("office/locked", formats=("encrypted-office",), kind=Kind.DOCUMENT, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the unlocked file as a part, where it unlocks.

    Raises:
        Encrypted: it needs a password.
    """
    out.head(kind=_KINDS.get(source.suffix, Kind.DOCUMENT))
    unlocked = _unlocked(source)
    if unlocked is None:
        raise Encrypted("needs a password")
    out.child(Place.EMBEDDED, source.name or "unlocked", "unlocked", unlocked)


def _unlocked(source: Source) -> bytes | None:
    """The bytes by Excel's own password; null where it does not fit."""
    import msoffcrypto

    source.rewind()
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(source.file)
        office.load_key(password=EXCELS_OWN_PASSWORD, verify_password=True)
        office.decrypt(opened)
    except Exception:  # noqa: BLE001  # the library raises its own and its parsers' errors for a password that does not fit
        return None
    return opened.getvalue()
