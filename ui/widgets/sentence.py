"""A sentence of several weights that wraps: the number that matters stands bold in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Size, theme
from ui.widgets.label import BOLD, NORMAL

Part = tuple[str, bool]


class Sentence(QWidget):
    """`say([("41", True), (" hold the words", False)])`."""

    def __init__(self, size: int = Size.NOTE, tone: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._tone = size, tone
        self._parts: Sequence[Part] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, parts: Sequence[Part]) -> None:
        """Shows the parts one after the other."""
        self._parts = parts
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The whole as plain text."""
        return "".join(words for words, _ in self._parts)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid(width)[1])

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.heightForWidth(max(self.width(), theme.px(200))))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._laid(self.width())[0].draw(QPainter(self), QPointF(0, 0))

    def _laid(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self.words, theme.font(self._size))
        layout.setTextOption(QTextOption())
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, top))
            top += line.height() + 1
        layout.endLayout()
        return layout, top

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, at = [], 0
        for words, bold in self._parts:
            form, part = QTextCharFormat(), QTextLayout.FormatRange()
            form.setFont(QFont(theme.font(self._size, BOLD if bold else NORMAL)))
            form.setForeground(theme.tokens.text if bold else getattr(theme.tokens, self._tone))
            part.start, part.length, part.format = at, len(words), form  # type: ignore[misc]
            made.append(part)
            at += len(words)
        return made
