"""A card: a surface with a thin line round it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.frames import rounded
from ui.theme import RADIUS_CARD, theme
from ui.widgets.layout import Part, column


class Card(QFrame):
    """Holds its parts one under the other."""

    def __init__(self, *parts: Part, gap: int = 8, padding: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body: QVBoxLayout = column(*parts, gap=gap, margins=(padding, padding - 2, padding, padding))
        self.setLayout(self.body)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect(), theme.tokens.surface, theme.tokens.line, radius=RADIUS_CARD)


class Ground(QWidget):
    """A plain area in one of the grounds of the look, with a line at one of its edges where asked."""

    def __init__(self, ground: str = "surface", edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edge = ground, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, rect = QPainter(self), theme.tokens, self.rect()
        painter.fillRect(rect, getattr(tokens, self._ground))
        painter.setPen(tokens.line)
        if "bottom" in self._edge:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if "top" in self._edge:
            painter.drawLine(rect.topLeft(), rect.topRight())
        if "right" in self._edge:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if "left" in self._edge:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())


class Line(QWidget):
    """A thin line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme.tokens.line)
