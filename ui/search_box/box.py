"""The one search box: plain language and the query language in the same line, with completion of fields."""

from PySide6.QtCore import QRectF, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ui.icons import pixmap
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
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._completer.popup().isVisible():
            self._pause.stop()
            self.asked.emit(self.text())
        else:
            super().keyPressEvent(event)

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

    def _offer(self, text: str) -> None:
        last = text[: self.cursorPosition()].rpartition(" ")[2]
        field, colon, begun = last.partition(":")
        offers = (
            [
                f"{field}:{_quoted(value)}"
                for value in self._values.get(field, [])
                if value.casefold().startswith(begun.casefold())
            ]
            if colon
            else [f"{name}:" for name in self._values if len(last) > 1 and name.startswith(last)]
        )
        self._offers.setStringList([offer for offer in offers if offer != last][:12])
        self._completer.setCompletionPrefix("")
        if self._offers.stringList():
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _take(self, offer: str) -> None:
        at = self.cursorPosition()
        begin = self.text()[:at].rfind(" ") + 1
        self.setText(self.text()[:begin] + offer + self.text()[at:])
        self.setCursorPosition(begin + len(offer))
        self._pause.start()


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
