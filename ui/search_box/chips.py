"""How the question was understood, as chips that can be taken away one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.frames import focus_ring, rounded
from ui.icons import pixmap
from ui.text import one_line
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.label import BOLD, NORMAL, Label

if TYPE_CHECKING:
    from evidence_triage.search import Chip

_NAMES = {
    "words": "meaning and words",
    "word": "word",
    "phrase": "words side by side",
    "beginning": "beginning",
    "except": "without",
    "either": "either",
    "both": "both",
    "everything": "everything",
}


class ChipButton(QAbstractButton):
    """One chip; pressing it takes its part out of the question."""

    def __init__(self, name: str, value: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value = name, value
        self.setAccessibleName(tr("{name} {value}, take away", name=name, value=value))
        self.setToolTip(hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + theme.px(40), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        rounded(painter, self.rect(), tokens.surface, tokens.line)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        x = float(theme.px(8))
        for words, weight, width in zip((self._name, self._value), (BOLD, NORMAL), self._widths(), strict=True):
            painter.setFont(theme.font(Size.NOTE, weight))
            painter.setPen(tokens.text)
            painter.drawText(QRectF(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + theme.px(6)
        size = theme.px(10)
        painter.drawPixmap(
            round(self.width() - size - theme.px(8)),
            (self.height() - size) // 2,
            pixmap("close", tokens.muted, size, self.devicePixelRatioF()),
        )

    def _widths(self) -> tuple[float, float]:
        widest = theme.px(320)
        return (
            QFontMetricsF(theme.font(Size.NOTE, BOLD)).horizontalAdvance(self._name),
            min(widest, QFontMetricsF(theme.font(Size.NOTE)).horizontalAdvance(self._value)),
        )


class Chips(QWidget):
    """`removed` is sent with the question without the chip that was pressed."""

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Label(tr("understood as"), Size.NOTE, tone="muted", parent=self)
        self._chips: list[ChipButton] = []
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: "Sequence[Chip]") -> None:
        """Shows how a question was understood."""
        for old in self._chips:
            old.deleteLater()
        self._chips = [self._made(chip) for chip in chips]
        self._head.setVisible(bool(chips))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(26))

    def resizeEvent(self, event: object) -> None:
        self._place()

    def retheme(self) -> None:
        self._place()

    def _made(self, chip: "Chip") -> ChipButton:
        name = tr(_NAMES[chip.role]) if chip.role in _NAMES else chip.label.partition(":")[0]
        value = chip.words.partition(": ")[2] if chip.role == "field" else chip.label
        made = ChipButton(name, one_line(value), tr(chip.words), self)
        made.clicked.connect(lambda: self.removed.emit(chip.without))
        made.show()
        return made

    def _place(self) -> None:
        """Side by side as far as there is room; the rest is in the box anyway."""
        self._head.adjustSize()
        self._head.move(0, (self.height() - self._head.height()) // 2)
        x = self._head.width() + theme.px(8)
        for chip in self._chips:
            size = chip.sizeHint()
            chip.setGeometry(QRect(QPoint(x, (self.height() - size.height()) // 2), size))
            chip.setVisible(x + size.width() <= self.width())
            x += size.width() + theme.px(8)
