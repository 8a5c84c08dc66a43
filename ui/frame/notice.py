"""What could not be done, said at the head of the place: what happened, what was kept, what can be done. Never a box in the way."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.translate import tr
from ui.widgets.button import Button, Link
from ui.widgets.card import Ground
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.layout import row


class Notice(Ground):
    """Hidden until something is said; stays until it is closed or something new is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bad_bg", "bottom", parent)
        self._words = Label(wrap=True)
        self._copy_link, self._act = Link(tr("Copy"), self._copy), Link("", self._acted)
        self._action: Callable[[], None] = self.hide
        close = Button("", self.hide, tone="quiet", icon="close", name=tr("Close this notice"))
        self.setLayout(
            row(
                Icon("warn", "bad"),
                self._words,
                self._act,
                self._copy_link,
                close,
                gap=10,
                margins=(theme.px(16), 6, 10, 6),
            )
        )
        self.layout().setStretchFactor(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there, empty where nothing does."""
        return self._words.text() if self.isVisible() else ""

    def say(self, words: str) -> None:
        """Shows the sentence."""
        self._act.hide()
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        QTimer.singleShot(0, self.updateGeometry)

    def ask(self, words: str, action: str, then: Callable[[], None]) -> None:
        """Says something that the person may act on; closing the notice leaves everything as it is."""
        self.say(words)
        self._action = then
        self._act.set_words(action)
        self._act.show()
        self._act.setFocus()

    def _acted(self) -> None:
        self.hide()
        self._action()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
