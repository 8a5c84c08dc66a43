"""Issues of the case: those of the item as pills, and a field to add one, with the case's own list to complete from."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from ui.text import one_line
from ui.theme import Size
from ui.translate import tr
from ui.widgets.button import Link
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import column, emptied, row
from ui.widgets.pill import Pill


class Issues(QWidget):
    """`changed` is sent with all issues as they stand now."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[str, ...] = ()
        self._known = QStringListModel(self)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(6)
        self.box = QLineEdit()
        self.box.setAccessibleName(tr("Add an issue"))
        self.box.setPlaceholderText(tr("Issue, then Enter"))
        completer = QCompleter(self._known, self.box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self.box.returnPressed.connect(self._add)
        self.box.hide()
        self._open = Link(tr("+ add"), self.edit, size=Size.NOTE)
        self.setLayout(column(row(self._pills, self._open, KeyCap("I"), ..., gap=6), self.box, gap=6))

    def know(self, issues: list[str]) -> None:
        """The case's own list."""
        self._known.setStringList(issues)

    def show_values(self, values: tuple[str, ...]) -> None:
        """The issues of an item."""
        self._values = values
        emptied(self._pills)
        for value in values:
            self._pills.addWidget(Pill(one_line(value), "accent"))
        self.box.clear()
        self.box.hide()

    def edit(self) -> None:
        """Opens the field."""
        self.box.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self) -> None:
        value = self.box.text().strip()
        if value:
            kept = tuple(each for each in self._values if each != value)
            self.show_values((*kept, value) if len(kept) == len(self._values) else kept)
            self.changed.emit(self._values)
        self.box.hide()
        self._open.setFocus()
