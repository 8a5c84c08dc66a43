"""Sealing is no field of the draft: a strip says what it takes with it and asks why; only its button or Ctrl+Enter seals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Size
from ui.translate import counted, tr
from ui.widgets.button import Button
from ui.widgets.card import Ground
from ui.widgets.icon import Icon
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import column, row


class SealStrip(Ground):
    """`sealed` is sent with the reason."""

    sealed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("seal_bg", "top bottom", parent)
        self._scope = Label("", Size.BODY, wrap=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Why it may be privileged"))
        self.reason.setPlaceholderText(tr("Why it may be privileged"))
        self._seal = Button(tr("Seal"), self.confirm, tone="seal", icon="seal", keys="Ctrl Enter")
        head = row(Icon("seal", "seal"), Label(tr("Seal as privileged"), weight=BOLD, tone="seal"), ...)
        body = row(self.reason, self._seal, Button(tr("Not now"), self.hide), gap=8)
        self.setLayout(column(head, self._scope, body, gap=6, margins=(20, 10, 20, 12)))
        self.hide()

    def ask(self, certain: int, potential: int) -> None:
        """Shows what would be sealed."""
        words = tr("Seals {n}: this one, its family and every copy.", n=counted(certain, "item", "items"))
        if potential:
            words += " " + tr("{n} around it as potential.", n=counted(potential, "more", "more"))
        self._scope.setText(words + " " + tr("Only the privilege reviewer can release them."))
        self.reason.clear()
        self.show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def confirm(self) -> None:
        """Seals, where a reason was given."""
        why = self.reason.text().strip()
        if why:
            self.hide()
            self.sealed.emit(why)
        else:
            self.reason.setFocus()
