"""Buttons: one primary a screen, the others in lines; each may name its icon and its key."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.frames import focus_ring
from ui.icons import pixmap
from ui.text import doubled
from ui.theme import Size, theme
from ui.widgets.keycap import cap_width, draw_cap
from ui.widgets.label import MEDIUM

_ICON_PX = 16


class Button(QPushButton):
    """`tone` is primary, plain or quiet; `keys` stands as a cap at the right end."""

    def __init__(
        self,
        words: str,
        pressed: Callable[[], object] | None = None,
        *,
        tone: str = "plain",
        icon: str = "",
        keys: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(doubled(words), parent)
        self.setProperty("tone", tone)
        self._words, self._icon, self._keys, self._tone = words, icon, keys, tone
        self.setAccessibleName(name or words)
        self.setToolTip(f"{name or words} ({keys})" if keys else name if not words else "")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if pressed is not None:
            self.clicked.connect(lambda: pressed())  # noqa: PLW0108  # the signal brings a bool that nobody asked for
        self.retheme()

    def set_words(self, words: str) -> None:
        """Changes what stands on the button and what screen readers say."""
        if words != self._words:
            self._words = words
            self.setText(doubled(words))
            self.setAccessibleName(words)
            self.updateGeometry()

    def set_tone(self, tone: str) -> None:
        """One primary button a screen: it gives way where a form brings its own."""
        self._tone = tone
        self.setProperty("tone", tone)
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def retheme(self) -> None:
        self.setFont(theme.font(Size.BODY, MEDIUM))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + theme.px(24 if self._words else 16), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelButtonCommand, option, painter, self)
        colour, x = self._ink(), (self.width() - self._content_width()) / 2
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding:
            x = theme.px(12)
        x = self._paint_icon(painter, x, colour)
        painter.setFont(self.font())
        painter.setPen(colour)
        painter.drawText(QRectF(x, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        if self._keys:
            width = cap_width(self._keys)
            border = colour if self._tone == "primary" and self.isEnabled() else None
            draw_cap(
                painter,
                QRectF(self.width() - width - theme.px(10), (self.height() - theme.px(18)) / 2, width, theme.px(18)),
                self._keys,
                colour if border else None,
                border,
            )

    def _paint_icon(self, painter: QPainter, x: float, colour: QColor) -> float:
        if not self._icon:
            return x
        size = theme.px(_ICON_PX)
        painter.drawPixmap(
            round(x), (self.height() - size) // 2, pixmap(self._icon, colour, size, self.devicePixelRatioF())
        )
        return x + size + (theme.px(8) if self._words else 0)

    def _ink(self) -> QColor:
        tokens = theme.tokens
        if not self.isEnabled():
            return tokens.faint
        return {"primary": tokens.on_accent, "bad": tokens.bad, "seal": tokens.seal, "quiet": tokens.muted}.get(
            self._tone, tokens.text
        )

    def _content_width(self) -> float:
        width = float(QFontMetrics(self.font()).horizontalAdvance(self._words))
        if self._icon:
            width += theme.px(_ICON_PX) + (theme.px(8) if self._words else 0)
        return width + (cap_width(self._keys) + theme.px(8) if self._keys else 0)


class Link(QAbstractButton):
    """Words in accent that do something; underlined where the keyboard stands on them."""

    def __init__(
        self,
        words: str,
        pressed: Callable[[], object] | None = None,
        *,
        size: int = Size.NOTE,
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._tone = size, tone
        self.set_words(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if pressed is not None:
            self.clicked.connect(lambda: pressed())  # noqa: PLW0108  # the signal brings a bool that nobody asked for

    def set_words(self, words: str) -> None:
        self.setText(doubled(words))
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def retheme(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._size))
        return QSize(metrics.horizontalAdvance(self._words) + 2, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._size))
        painter.setPen(getattr(theme.tokens, self._tone) if self.isEnabled() else theme.tokens.faint)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 4)
