"""A slim bar of progress with up to two parts: what is done, and what is done for the most part."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frames import rounded
from ui.theme import theme
from ui.translate import tr


class Bar(QWidget):
    """`set(done, begun, whole)` in any unit; without a whole it is an empty track."""

    def __init__(self, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._shares = height, (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("progress"))

    def set(self, done: int, whole: int, begun: int = 0) -> None:
        """How much is finished, and how much (finished included) has begun."""
        most = max(1, whole)
        self._shares = (min(1.0, done / most), min(1.0, max(done, begun) / most)) if whole > 0 else (0.0, 0.0)
        self.setAccessibleDescription(f"{round(100 * self._shares[0])}%")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        whole, radius = QRectF(self.rect()), self.height() / 2
        rounded(painter, whole, tokens.line, None, radius=radius)
        pale = QColor(tokens.accent)
        pale.setAlphaF(0.45)
        for share, colour in ((self._shares[1], pale), (self._shares[0], tokens.accent)):
            if share > 0:
                painter.setClipRect(QRectF(0, 0, whole.width() * share, whole.height()))
                rounded(painter, whole, colour, None, radius=radius)
