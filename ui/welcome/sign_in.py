"""Signing in to a case, and back in after it was locked."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from evidence_triage.errors import BehindAnchor, Forked, PersonNeeded, TriageError
from ui.ops import in_words
from ui.text import one_line
from ui.theme import Size
from ui.translate import tr
from ui.welcome.page import Page
from ui.widgets.button import Button
from ui.widgets.field import line
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.layout import row


class SignIn(Page):
    """Asks for a passphrase; for a name where several people open the case; for a reason where its log has a gap."""

    def __init__(self) -> None:
        self._folder, self._where = Path(), ElidedLabel(size=Size.NOTE, tone="muted", mono=True)
        self._name, self.name_edit = line(tr("Your name"), tr("Only needed where several people open this case."))
        self._pass, self.pass_edit = line(tr("Passphrase"), secret=True)
        self._gap, self.gap_edit = line(
            tr("Why the case may be opened all the same"), tr("It is recorded in the log with your name.")
        )
        self._error = Label("", tone="bad", wrap=True)
        buttons = row(
            Button(tr("Open"), self.submit, tone="primary", keys="Enter"),
            Button(tr("Back"), self.leave),
            ...,
        )
        super().__init__("", "", self._where, self._name, self._pass, self._gap, self._error, buttons)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self.submit)

    def ask(self, folder: Path, name: str, *, locked: bool) -> None:
        """Prepares the form for a case folder."""
        self._folder = folder
        self.clear()
        self.name_edit.setText(name)
        self._where.set_whole(one_line(str(folder)))
        self.title.setText(tr("Locked") if locked else one_line(folder.name))
        self.words.setText(
            tr("Drafts are kept. Sign in to go on; another person may sign in here.")
            if locked
            else tr("Sign in to open the case.")
        )

    def ready(self) -> None:
        """The form has come to the front."""
        self.pass_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what was typed."""
        for edit in (self.pass_edit, self.gap_edit):
            edit.clear()
        self._error.setText("")
        self._gap.hide()

    def refuse(self, error: TriageError) -> None:
        """Says why the case did not open, and asks for what would open it."""
        gap = isinstance(error, BehindAnchor | Forked)
        self._gap.setVisible(gap)
        self._error.setText(
            in_words(error).replace("--accept-gap REASON", tr("say why below")) if gap else in_words(error)
        )
        (self.gap_edit if gap else self.name_edit if isinstance(error, PersonNeeded) else self.pass_edit).setFocus()
        self.pass_edit.selectAll()

    def submit(self) -> None:
        """Sends what opens the case."""
        if not self.pass_edit.text():
            self._pass.wrong(tr("The passphrase is missing."))
            return
        self._pass.wrong("")
        name, gap = self.name_edit.text().strip(), self.gap_edit.text().strip()
        self.submitted.emit(partial(_opened, self._folder, self.pass_edit.text(), name or None, gap or None))


def _opened(folder: Path, passphrase: str, person: str | None, gap: str | None) -> object:
    from evidence_triage.case import open_case

    return open_case(folder, passphrase, person, accept_gap=gap)
