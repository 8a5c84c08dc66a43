"""Verifying a bundle without a case: anyone who was handed one can."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from ui.export.verifying import Verdict, verify_bundle
from ui.ops import CaseQuery
from ui.translate import tr
from ui.welcome.page import Page
from ui.widgets.button import Button
from ui.widgets.field import folder
from ui.widgets.layout import row


class VerifyBundle(Page):
    """Asks for a folder and shows the verifier's report."""

    def __init__(self, ask: Callable[[CaseQuery[Any]], None]) -> None:
        self._ask, self.verdict = ask, Verdict()
        self._folder, self.folder_edit = folder(tr("Folder of the bundle"))
        buttons = row(Button(tr("Verify"), self.verify, tone="primary"), Button(tr("Back"), self.leave), ...)
        super().__init__(
            tr("Verify a bundle"),
            tr("Every file is hashed again and compared with the signed manifest."),
            self._folder,
            buttons,
            self.verdict,
            width=620,
        )
        self.folder_edit.returnPressed.connect(self.verify)

    def ready(self) -> None:
        """The form has come to the front."""
        self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def verify(self) -> None:
        """Runs the verifier off the GUI thread."""
        chosen = Path(self.folder_edit.text()).expanduser()
        self._ask(
            CaseQuery(lambda _: verify_bundle(chosen), slot="verify", slow=True)
            .success(self.verdict.show_report)
            .failure(self.verdict.show_error)
        )
