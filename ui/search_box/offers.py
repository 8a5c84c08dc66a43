"""What the search box offers to complete: a list laid under it inside the window, never a window of its own."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget

from ui.theme import theme
from ui.translate import tr

MOST = 8


class Offers(QListWidget):
    """Up and Down choose while it is shown, Tab takes; Enter takes only what was chosen. `take` gets the offer."""

    def __init__(self, box: QLineEdit, take: Callable[[str], None]) -> None:
        super().__init__(box)
        self._box, self._take = box, take
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Completions"))
        self.itemClicked.connect(lambda entry: self._taken(entry.text()))
        self.hide()

    def show_offers(self, offers: Sequence[str]) -> None:
        """Shows offers under the box; none hides the list."""
        self.clear()
        self.addItems(list(offers[:MOST]))
        self.setVisible(bool(offers))
        if offers:
            window = self._box.window()
            self.setParent(window)
            self.move(self._box.mapTo(window, QPoint(theme.px(28), self._box.height() + 2)))
            self.resize(theme.px(320), self.sizeHintForRow(0) * self.count() + 8)
            self.show()
            self.raise_()

    def press(self, key: int) -> bool:
        """A key of the box while the list is shown; says whether it was the list's."""
        if not self.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step:
            self.setCurrentRow((self.currentRow() + step) % self.count())
        elif key == Qt.Key.Key_Tab or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0):
            self._taken(self.item(max(0, self.currentRow())).text())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self.hide()
            return False
        return True

    def _taken(self, offer: str) -> None:
        self.hide()
        self._take(offer)


def offers_for(begun: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    """What could complete the last word of a question: a field's name, or a value behind its colon."""
    field, colon, start = begun.partition(":")
    if not colon:
        return [f"{name}:" for name in values if len(begun) > 1 and name.startswith(begun.casefold())]
    known = [value for value in values.get(field, ()) if value.casefold().startswith(start.strip('"').casefold())]
    return [offer for value in known if (offer := f"{field}:{_quoted(value)}") != begun]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
