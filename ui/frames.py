"""The two frames that everything is drawn with: a rounded one, and the ring that says where the keyboard is."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import RADIUS_CONTROL, theme

FOCUS_PX = 2


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    border: QColor | None,
    *,
    width: float = 1.0,
    radius: float = RADIUS_CONTROL,
    dashed: bool = False,
) -> None:
    """A rounded frame drawn inside `rect`, sharp on the pixel grid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(border or Qt.GlobalColor.transparent, width)
    if dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen if border else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    inset = width / 2 if border else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def focus_ring(
    painter: QPainter, rect: QRect | QRectF, radius: float = RADIUS_CONTROL, colour: QColor | None = None
) -> None:
    """The 2 px ring that says where the keyboard is."""
    rounded(painter, rect, None, colour or theme.tokens.accent, width=FOCUS_PX, radius=radius)
