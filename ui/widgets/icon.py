"""An icon that stands by itself, in a tone."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import pixmap
from ui.theme import theme


class Icon(QWidget):
    """Drawn at `px` on a side (at the normal interface size) in the colour of the token `tone`."""

    def __init__(self, name: str, tone: str = "muted", px: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._px = name, tone, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._px), theme.px(self._px))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = theme.px(self._px)
        top = (self.height() - size) // 2
        QPainter(self).drawPixmap(
            0, top, pixmap(self._name, getattr(theme.tokens, self._tone), size, self.devicePixelRatioF())
        )
