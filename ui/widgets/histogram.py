"""Items by date as bars; dragging over them asks for a range."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frames import focus_ring
from ui.theme import Size, theme
from ui.translate import tr

Column = tuple[str, int, str, bool]  # label, count, term, chosen


class Histogram(QWidget):
    """`ranged` is sent with a range as the question writes it (`2026-03..2026-05`)."""

    ranged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[Column] = ()
        self._drag: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Items by date; drag to choose a range"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, columns: Sequence[Column]) -> None:
        """Columns in order of time."""
        self._columns, self._drag = columns, None
        self.setAccessibleDescription(", ".join(f"{label}: {count}" for label, count, _, _ in columns))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._columns:
            return
        painter, tokens = QPainter(self), theme.tokens
        high, base = max(count for _, count, _, _ in self._columns), theme.px(46)
        width = (self.width() - theme.px(12)) / len(self._columns)
        any_chosen = any(chosen for *_, chosen in self._columns) or self._drag is not None
        for at, (_, count, _, chosen) in enumerate(self._columns):
            height = max(2.0, base * count / high) if count else 1.0
            on = self._dragged(at) or (chosen and self._drag is None) or not any_chosen
            painter.fillRect(
                QRectF(theme.px(6) + at * width, base - height, max(1.0, width - min(2.0, width / 4)), height),
                tokens.accent if on else tokens.line,
            )
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(tokens.muted)
        foot = QRectF(theme.px(6), base + 2, self.width() - theme.px(12), theme.px(16))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._columns[0][0])
        if len(self._columns) > 1:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._columns[-1][0])
        if self.hasFocus():
            focus_ring(painter, self.rect(), 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        self._drag = (at, at)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = (self._drag[0], self._at(event))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and self._columns:
            first, last = sorted(self._drag)
            begin, end = (self._columns[at][2].removeprefix("date:") for at in (first, last))
            self.ranged.emit(
                begin if first == last else f"{begin.partition('..')[0]}..{end.rpartition('..')[2] or end}"
            )

    def _dragged(self, at: int) -> bool:
        return self._drag is not None and min(self._drag) <= at <= max(self._drag)

    def _at(self, event: QMouseEvent) -> int:
        share = (event.position().x() - theme.px(6)) / max(1, self.width() - theme.px(12))
        return max(0, min(len(self._columns) - 1, int(share * len(self._columns))))
