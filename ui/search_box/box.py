"""The one search box: plain language and the query language in the same line, with completion of fields."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import pixmap
from ui.search_box.offers import Offers, offers_for
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.keycap import cap_width, draw_cap

TYPING_MS = 280
_KEY = "Ctrl K"


class SearchBox(QLineEdit):
    """`typed` after a short pause in typing, `asked` on Enter."""

    typed = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Search by meaning and words: payment in return for a favour"))
        self.setAccessibleName(tr("Search the case"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text()))
        self.textEdited.connect(lambda _: self._pause.start())
        self._values: dict[str, list[str]] = {}
        self._offers = Offers(self, self._take)
        self.textEdited.connect(lambda _: self._offers.show_offers(offers_for(self._last_word(), self._values)))
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(Size.READING))
        self.setFixedHeight(theme.px(36))
        self.setTextMargins(theme.px(32), 0, round(cap_width(_KEY)) + theme.px(16), 0)

    def set_question(self, question: str) -> None:
        """Puts a question into the box without searching."""
        self._pause.stop()
        self.setText(question)

    def complete_with(self, values: dict[str, list[str]]) -> None:
        """The fields and the values known for each."""
        self._values = values

    def event(self, event: QEvent) -> bool:
        """Tab takes an offer before Qt moves the focus with it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._offers.press(event.key()):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self._offers.hide()
            self.asked.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._offers.hide()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, size = QPainter(self), theme.px(16)
        painter.drawPixmap(
            theme.px(12),
            (self.height() - size) // 2,
            pixmap("search", theme.tokens.muted, size, self.devicePixelRatioF()),
        )
        width, height = cap_width(_KEY), theme.px(20)
        draw_cap(
            painter, QRectF(self.width() - width - theme.px(10), (self.height() - height) / 2, width, height), _KEY
        )

    def _last_word(self) -> str:
        return self.text()[: self.cursorPosition()].rpartition(" ")[2]

    def _take(self, offer: str) -> None:
        at = self.cursorPosition()
        begin = at - len(self._last_word())
        self.setText(self.text()[:begin] + offer + self.text()[at:])
        self.setCursorPosition(begin + len(offer))
        self._pause.start()
