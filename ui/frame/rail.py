"""The slim rail on the left: the places as icon and word, and the lock at its foot."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.frames import focus_ring, rounded
from ui.icons import pixmap
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.card import Ground
from ui.widgets.label import BOLD, NORMAL
from ui.widgets.layout import column

WIDTH = 64


class RailButton(QAbstractButton):
    """One place: its icon over its word; the chosen one stands on a raised ground and is bold."""

    def __init__(self, icon: str, words: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(words)
        self.setToolTip(f"{words} ({keys})" if keys else words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, on = QPainter(self), theme.tokens, self.isChecked()
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if on:
            rounded(painter, area, tokens.surface, tokens.line, radius=8)
        if self.hasFocus():
            focus_ring(painter, area, 8)
        colour, size = (tokens.accent if on else tokens.muted), theme.px(20)
        painter.drawPixmap(
            (self.width() - size) // 2, theme.px(9), pixmap(self._icon, colour, size, self.devicePixelRatioF())
        )
        painter.setFont(theme.font(Size.SMALL, BOLD if on else NORMAL))
        painter.setPen(colour)
        painter.drawText(QRectF(0, theme.px(30), self.width(), theme.px(18)), Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(Ground):
    """`chosen` is sent with a place's name; `locked` when the lock is pressed."""

    chosen = Signal(str)
    locked = Signal()

    def __init__(self, places: list[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__("rail", "right", parent)
        self._group, self._buttons = QButtonGroup(self), {}
        for name, words, keys in places:
            button = RailButton(name, words, keys, self)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, place=name: self.chosen.emit(place))
            self._group.addButton(button)
            self._buttons[name] = button
        lock = RailButton("lock", tr("Lock"), "Ctrl Alt L", self)
        lock.clicked.connect(self.locked)
        self.setLayout(column(*self._buttons.values(), ..., lock, gap=4, margins=(4, 8, 4, 8)))
        self.retheme()

    def retheme(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))

    def mark(self, place: str) -> None:
        """Shows which place is open."""
        self._buttons[place].setChecked(True)
