"""A short word on a ground of its tone, with a sign beside the colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frames import rounded
from ui.icons import pixmap
from ui.theme import Size, theme

_SIGN = {"ok": "ok", "warn": "warn", "seal": "seal"}


def pill_width(words: str, tone: str) -> float:
    """Width in px of the pill with its sign."""
    sign = theme.px(14) if tone in _SIGN else 0
    return QFontMetricsF(theme.font(Size.SMALL)).horizontalAdvance(words) + sign + theme.px(12)


def draw_pill(painter: QPainter, rect: QRectF, words: str, tone: str) -> None:
    """Draws the pill into `rect`."""
    colour, ground = theme.tokens.pair(tone)
    painter.save()
    rounded(painter, rect, ground, None, radius=4)
    x = rect.x() + theme.px(6)
    if tone in _SIGN:
        size = theme.px(11)
        painter.drawPixmap(
            round(x),
            round(rect.center().y() - size / 2),
            pixmap(_SIGN[tone], colour, size, painter.device().devicePixelRatioF()),
        )
        x += theme.px(14)
    painter.setFont(theme.font(Size.SMALL))
    painter.setPen(colour)
    painter.drawText(QRectF(x, rect.y(), rect.right() - x, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class Pill(QWidget):
    """A pill that stands by itself."""

    def __init__(self, words: str = "", tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(words, tone)

    def say(self, words: str, tone: str) -> None:
        """Changes word and tone."""
        self.words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self.words, self._tone)), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_pill(QPainter(self), QRectF(self.rect()), self.words, self._tone)
