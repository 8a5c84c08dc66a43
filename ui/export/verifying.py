"""The verifier's report, as anyone sees it who was handed a bundle."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evidence_triage.errors import TriageError
from ui.ops import in_words
from ui.text import one_line
from ui.theme import Size
from ui.translate import number, tr
from ui.widgets.card import Card
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import row
from ui.widgets.pill import Pill

if TYPE_CHECKING:
    from evidence_triage.verify import BundleReport


def verify_bundle(folder: Path) -> "BundleReport":
    """Every file hashed again and compared with the signed manifest."""
    from evidence_triage import verify

    return verify.verify_bundle(folder)


class Verdict(Card):
    """Hidden until there is a report; never a bare OK."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._sign, self._head = Pill(), Label("", weight=BOLD)
        self._words, self._key = Label("", wrap=True), Label("", Size.NOTE, mono=True, wrap=True)
        super().__init__(row(self._sign, self._head, ...), self._words, self._key, gap=8, parent=parent)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there."""
        return f"{self._sign.words} {self._words.text()}" if not self.isHidden() else ""

    def show_report(self, report: "BundleReport") -> None:
        """Intact, or the first thing that is wrong; whose key signed it, and that the fingerprint is yet to be compared."""
        self._sign.say(tr("intact") if report.intact else tr("NOT intact"), "ok" if report.intact else "bad")
        self._head.setText(
            tr("{n} files, each as listed and signed", n=number(report.files))
            if report.intact
            else tr("The bundle is not what was signed")
        )
        claimed = one_line(report.claimed) if report.claimed else tr("nobody named")
        compared = (
            tr("Its fingerprint was compared with one that came another way.")
            if report.compared
            else tr("Compare this fingerprint with one that came to you another way:")
        )
        self._words.setText(
            tr("Signed by a key that claims to be that of {name}. ", name=claimed) + compared
            if report.intact
            else one_line(report.fault or "")
        )
        self._key.setText(report.fingerprint)
        self._key.setVisible(bool(report.fingerprint))
        self.show()

    def show_error(self, error: TriageError) -> None:
        """Why it could not be verified."""
        self._sign.say(tr("not verified"), "warn")
        self._head.setText("")
        self._words.setText(in_words(error))
        self._key.hide()
        self.show()
