"""The only QLabel of the window: plain text, in one of the tones and sizes of the look."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.text import elided_name, elided_title
from ui.theme import Size, theme

BOLD = QFont.Weight.DemiBold
MEDIUM = QFont.Weight.Medium
NORMAL = QFont.Weight.Normal


class Label(QLabel):
    """Plain text that follows the theme. `tone` is a token's name: text, muted, faint, accent, ok, warn, bad, seal."""

    def __init__(
        self,
        words: str = "",
        size: int = Size.BODY,
        *,
        tone: str = "text",
        weight: QFont.Weight = NORMAL,
        mono: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._look = (size, tone, weight, mono)
        self.setText(words)
        self.retheme()

    def set_tone(self, tone: str) -> None:
        """Changes the colour by the token's name."""
        self._look = (self._look[0], tone, *self._look[2:])
        self.retheme()

    def retheme(self) -> None:
        size, tone, weight, mono = self._look
        self.setFont(theme.font(size, weight, mono=mono))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, getattr(theme.tokens, tone))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives way: cut in the middle with the suffix whole, the whole of it as the accessible name.

    `end`: a title, which is cut at its end unless it is a file's name.
    """

    def __init__(self, words: str = "", size: int = Size.BODY, *, end: bool = False, **look: object) -> None:
        self._whole, self._end = words, end
        super().__init__(words, size, **look)  # type: ignore[arg-type]
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_whole(self, words: str) -> None:
        """The text before cutting."""
        self._whole = words
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def _cut(self) -> None:
        self.setText(
            (elided_title if self._end else elided_name)(self._whole, QFontMetrics(self.font()), max(40, self.width()))
        )
