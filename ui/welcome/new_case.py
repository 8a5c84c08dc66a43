"""The form for a new case: title, where, who makes it, a passphrase, and the force's recovery key or none."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from evidence_triage.errors import TriageError
from ui.frame.status_bar import role_words
from ui.ops import in_words
from ui.translate import tr
from ui.welcome.page import Page
from ui.widgets.button import Button
from ui.widgets.field import Field, choice, folder, line
from ui.widgets.label import Label
from ui.widgets.layout import row

ROLES = ("officer", "supervisor", "detective", "deputy")
SHORTEST_PASSPHRASE = 8


class NewCase(Page):
    """Sends what makes the case, so that the page itself never waits for keys to be made."""

    def __init__(self) -> None:
        self._title, self.title_edit = line(tr("Title of the case"), placeholder=tr("Operation Larch"))
        self._where, self.folder_edit = folder(tr("Folder to make it in"), value=str(Path.home()))
        self._name, self.name_edit = line(tr("Your name"))
        self._role, self.role_box = choice(
            tr("Your role in this case"), {role: role_words(frozenset({role})) for role in ROLES}
        )
        self._pass, self.pass_edit = line(
            tr("Passphrase"),
            tr("At least {n} characters. Nobody can open the case without it.", n=SHORTEST_PASSPHRASE),
            secret=True,
        )
        self._again, self.again_edit = line(tr("Passphrase again"), secret=True)
        self._zone, self.zone_edit = line(
            tr("Time zone of the case"), tr("Dates are shown in it, with the offset."), value="Europe/London"
        )
        self._recovery, self.recovery_edit = line(
            tr("Recovery key of the force (file)"), tr("Empty: this case has none, and its page says so.")
        )
        self._error = Label("", tone="bad", wrap=True)
        buttons = row(Button(tr("Make the case"), self.submit, tone="primary"), Button(tr("Back"), self.leave), ...)
        super().__init__(
            tr("New case"),
            tr("An encrypted folder that holds everything. What is added stays in it."),
            self._title,
            self._where,
            row(self._name, self._role, gap=12),
            self._pass,
            self._again,
            row(self._zone, self._recovery, gap=12),
            self._error,
            buttons,
            width=520,
        )
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self.submit)

    def ready(self) -> None:
        """The form has come to the front."""
        self.title_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what was typed."""
        for edit in (self.title_edit, self.pass_edit, self.again_edit):
            edit.clear()
        self._error.setText("")

    def refuse(self, error: TriageError) -> None:
        """Says why the case could not be made."""
        self._error.setText(in_words(error))

    def submit(self) -> None:
        """Checks the form and sends what makes the case."""
        wrong = self._wrong()
        for field in (self._title, self._where, self._name, self._pass, self._again):
            field.wrong("")
        if wrong:
            wrong[0].wrong(wrong[1])
            return
        self._error.setText("")
        recovery = self.recovery_edit.text().strip()
        self.submitted.emit(
            partial(
                _made,
                Path(self.folder_edit.text()).expanduser() / folder_name(self.title_edit.text()),
                title=self.title_edit.text().strip(),
                person=self.name_edit.text().strip(),
                role=self.role_box.currentData(),
                passphrase=self.pass_edit.text(),
                time_zone=self.zone_edit.text().strip(),
                recovery=Path(recovery) if recovery else None,
            )
        )

    def _wrong(self) -> tuple[Field, str] | None:
        checks = (
            (self._title, self.title_edit.text().strip(), tr("A case needs a title.")),
            (self._where, Path(self.folder_edit.text()).expanduser().is_dir(), tr("This folder does not exist.")),
            (self._name, self.name_edit.text().strip(), tr("Decisions are signed with your name.")),
            (
                self._pass,
                len(self.pass_edit.text()) >= SHORTEST_PASSPHRASE,
                tr("At least {n} characters.", n=SHORTEST_PASSPHRASE),
            ),
            (self._again, self.again_edit.text() == self.pass_edit.text(), tr("The two are not the same.")),
        )
        return next(((field, words) for field, holds, words in checks if not holds), None)


def folder_name(title: str) -> str:
    """The name of the case folder for a title: `Operation Larch.case`."""
    safe = "".join(character if character.isalnum() or character in " -_" else " " for character in title)
    return f"{' '.join(safe.split()) or 'Case'}.case"


def _made(
    where: Path, *, title: str, person: str, role: str, passphrase: str, time_zone: str, recovery: Path | None
) -> object:
    from evidence_triage.case import create
    from evidence_triage.words import Role

    key = recovery.read_bytes() if recovery else None
    return create(
        where, title=title, person=person, role=Role(role), passphrase=passphrase, time_zone=time_zone, recovery_key=key
    )
