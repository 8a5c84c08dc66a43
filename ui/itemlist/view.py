"""The list itself: one column of fixed rows, scrolled by the pixel; nothing is resized to its contents."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.itemlist.delegate import ROW_PX, RowDelegate
from ui.itemlist.model import ItemModel
from ui.theme import theme
from ui.translate import tr


class ItemList(QTableView):
    """`chosen` is sent with the number of the item that became current; `many` with how many are selected."""

    chosen = Signal(int)
    many = Signal(int)

    def __init__(self, model: ItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items, self._quiet = model, False
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(tr("Items found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalScrollBar().setSingleStep(24)
        self.retheme()

    def retheme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_PX))

    @property
    def current(self) -> int:
        """The place of the current row, or -1."""
        return self.currentIndex().row()

    def step(self, by: int) -> bool:
        """Moves the current row; says whether there was one to move to."""
        return self.choose(self.current + by)

    def choose(self, at: int) -> bool:
        """Makes the row at a place current and shows it."""
        if not 0 <= at < self._items.rowCount():
            return False
        self.setCurrentIndex(self._items.index(at, 0))
        self.scrollTo(self._items.index(at, 0))
        return True

    def mark_only(self, at: int) -> None:
        """Makes a row current without opening it."""
        self._quiet = True
        self.choose(at)
        self._quiet = False

    def chosen_items(self) -> list[int]:
        """The numbers of all selected rows."""
        return [self._items.item(index.row()) for index in self.selectionModel().selectedRows()]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._quiet:
            return
        count = len(self.selectionModel().selectedRows())
        self.many.emit(count)
        if count == 1 and self.current >= 0:
            self.chosen.emit(self._items.item(self.current))

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here, and Qt's own search would read a million rows."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())
