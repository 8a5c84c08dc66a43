"""One value that can be decided, with its key; its look says how firm it is, in a shape as well as in a colour."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.frames import focus_ring, rounded
from ui.icons import pixmap
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.keycap import cap_width, draw_cap
from ui.widgets.label import BOLD, NORMAL, Label
from ui.widgets.layout import row


class Firm(Enum):
    """The looks of a value: not chosen, proposed, not saved, saved, decided by somebody else."""

    UNSET = ""
    PROPOSED = "proposed"
    DRAFT = "not saved"
    SAVED = "saved"
    OTHER = "decided by another"


class Choice(QAbstractButton):
    """A value of a field. Enter on it saves (single keys act here), Space chooses it."""

    def __init__(self, keys: str, words: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys, self.words, self.value, self.firm = keys, words, value, Firm.UNSET
        self.setProperty("keys", "choosing")
        self.setToolTip(f"{words} ({keys})")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.look(Firm.UNSET)

    def look(self, firm: Firm) -> None:
        """Shows how firm the value is."""
        self.firm = firm
        self.setAccessibleName(f"{self.words}, {tr(firm.value)}" if firm.value else self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, on = QPainter(self), theme.tokens, self.firm is not Firm.UNSET
        filled = self.firm in (Firm.DRAFT, Firm.SAVED)
        rounded(
            painter,
            self.rect(),
            tokens.accent_bg if filled else tokens.surface,
            tokens.accent if on else tokens.control,
            dashed=self.firm is Firm.PROPOSED,
            width=1.5 if on else 1,
        )
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        width, height = cap_width(self.keys), theme.px(18)
        draw_cap(painter, QRectF(theme.px(8), (self.height() - height) / 2, width, height), self.keys)
        painter.setFont(theme.font(Size.BODY, BOLD if on else NORMAL))
        painter.setPen(tokens.accent if on else tokens.text)
        left = theme.px(16) + width
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.words)
        if self.firm is Firm.SAVED:
            size = theme.px(14)
            painter.drawPixmap(
                self.width() - size - theme.px(10),
                (self.height() - size) // 2,
                pixmap("ok", tokens.accent, size, self.devicePixelRatioF()),
            )


class Section(QWidget):
    """The head of a field: its name, and beside it in words how firm its value is."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Label("", Size.NOTE, tone="muted")
        self.setLayout(row(Label(words, Size.NOTE, weight=BOLD), ..., self._state))

    def say(self, firm: Firm, who: str = "") -> None:
        """Says how firm the field's value is, and who decided it."""
        words = {
            Firm.UNSET: "",
            Firm.PROPOSED: tr("proposed, not yet yours"),
            Firm.DRAFT: tr("not saved"),
            Firm.SAVED: tr("saved"),
            Firm.OTHER: who,
        }[firm]
        self._state.setText(words)
