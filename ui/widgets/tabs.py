"""Tabs as words with a line under the chosen one."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.frames import focus_ring
from ui.text import doubled
from ui.theme import Size, theme
from ui.widgets.label import BOLD, NORMAL


class Tabs(QTabBar):
    """A key for each tab; `chosen` is sent with it. A count may stand beside the word."""

    chosen = Signal(str)

    def __init__(self, words: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = list(words)
        self._counts: dict[str, int] = {}
        self._words = words
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for key, word in words.items():
            self.setAccessibleTabName(self.addTab(doubled(word)), word)
            assert key
        self.currentChanged.connect(lambda index: self.chosen.emit(self._keys[index]))

    @property
    def current(self) -> str:
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        self.setCurrentIndex(self._keys.index(key))

    def count_beside(self, key: str, count: int | None) -> None:
        """The number beside a tab's word; None takes it away."""
        if count is None:
            self._counts.pop(key, None)
        else:
            self._counts[key] = count
        self.setTabText(self._keys.index(key), doubled(self._text(key)))

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(theme.font(Size.BODY, BOLD))
        return QSize(metrics.horizontalAdvance(self._text(self._keys[index])) + theme.px(20), theme.px(36))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        for index, key in enumerate(self._keys):
            rect, on = self.tabRect(index), index == self.currentIndex()
            painter.setFont(theme.font(Size.BODY, BOLD if on else NORMAL))
            painter.setPen(tokens.text if on else tokens.muted)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text(key))
            if on:
                self._mark(painter, rect)

    def _mark(self, painter: QPainter, rect: QRect) -> None:
        width = rect.width() - theme.px(20)
        painter.fillRect(QRect(rect.x(), rect.bottom() - 1, width, 2), theme.tokens.accent)
        if self.hasFocus():
            focus_ring(painter, QRect(rect.x() - 2, rect.y() + 4, width + 6, rect.height() - 8), 4)

    def _text(self, key: str) -> str:
        return f"{self._words[key]} {self._counts[key]}" if key in self._counts else self._words[key]
