"""`?` shows the keys of the place one is in."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.commands import Command
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.keycap import KeyCap
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import row

_ROWS = 16


class KeyOverlay(Card):
    """Laid over the window; any key or press elsewhere closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(gap=12, padding=24, parent=window)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        close = Button("", self.hide, tone="quiet", icon="close", name=tr("Close"))
        self.body.addLayout(row(Label(tr("Keys of this place"), Size.HEAD, weight=BOLD), ..., close))
        self.body.addLayout(self._grid)
        window.installEventFilter(self)
        self.hide()

    def open(self, available: list[Command]) -> None:
        """Shows these commands' keys in columns."""
        while (entry := self._grid.takeAt(0)) is not None:
            entry.widget().deleteLater()
        for place, each in enumerate([one for one in available if one.keys]):
            column, line = divmod(place, _ROWS)
            self._grid.addWidget(KeyCap(each.key), line, 2 * column)
            self._grid.addWidget(Label(tr(each.words), Size.NOTE), line, 2 * column + 1)
        self.show()
        self.raise_()
        self.body.activate()
        self.resize(self.sizeHint())
        window = self.parentWidget()
        self.move((window.width() - self.width()) // 2, max(theme.px(24), (window.height() - self.height()) // 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Resize):
            self.hide()
        return False
