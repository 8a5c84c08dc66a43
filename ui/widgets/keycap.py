"""A key as it stands beside what it does: a small cap in the monospaced face."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frames import rounded
from ui.theme import Size, theme

_PADDING = 5


def cap_width(keys: str) -> float:
    """How wide the cap is in px."""
    return max(theme.px(18), QFontMetricsF(theme.font(Size.SMALL, mono=True)).horizontalAdvance(keys) + 2 * _PADDING)


def draw_cap(
    painter: QPainter, rect: QRectF, keys: str, colour: QColor | None = None, border: QColor | None = None
) -> None:
    """Draws the cap into `rect` (its height is the cap's)."""
    painter.save()
    rounded(painter, rect, None, border or theme.tokens.line, radius=4)
    painter.setFont(theme.font(Size.SMALL, mono=True))
    painter.setPen(colour or theme.tokens.muted)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


class KeyCap(QWidget):
    """A cap that stands by itself."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(cap_width(self.keys)), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_cap(QPainter(self), QRectF(self.rect()), self.keys)
