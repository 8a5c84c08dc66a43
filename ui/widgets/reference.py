"""An exhibit reference as it stands in a head: monospaced, in a thin frame."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frames import rounded
from ui.text import visible
from ui.theme import Size, theme
from ui.widgets.label import MEDIUM


class Reference(QWidget):
    """`say("ABC/2 · 4,071")`."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Shows a reference."""
        self.words = visible(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            QFontMetrics(theme.font(Size.NOTE, MEDIUM, mono=True)).horizontalAdvance(self.words) + theme.px(20),
            theme.px(24),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), None, theme.tokens.line)
        painter.setFont(theme.font(Size.NOTE, MEDIUM, mono=True))
        painter.setPen(theme.tokens.text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
