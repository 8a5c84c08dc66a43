"""The model of every list: numbers of items only; rows come by the page, and a stale row stays until the fresh one is there."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from ui.itemlist.row import ListRow
from ui.translate import tr

PAGE = 50
KEPT_PAGES = 40
ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ItemModel(QAbstractTableModel):
    """`wanted` asks for a page (the number of its first row); `give` brings it."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._order: Sequence[int] = ()
        self._rows: OrderedDict[int, ListRow] = OrderedDict()
        self._asked: set[int] = set()
        self._missing: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.timeout.connect(self._send)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == ROW:
            return self.row(index.row())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            held = self.row(index.row())
            return held.sentence if held else tr("row {n}, coming", n=index.row() + 1)
        return None

    def row(self, at: int) -> ListRow | None:
        """The row at a place, where it is known; else its page is asked for."""
        if not 0 <= at < len(self._order):
            return None
        held = self._rows.get(self._order[at])
        if held is None or at // PAGE * PAGE in self._missing:
            self._want(at // PAGE * PAGE)
        return held

    def item(self, at: int) -> int:
        """The item's number at a place."""
        return int(self._order[at])

    def place(self, item: int) -> int:
        """Where an item stands, or -1."""
        return next((at for at, number in enumerate(self._order) if number == item), -1)

    def items(self) -> list[int]:
        """All numbers in order."""
        return [int(number) for number in self._order]

    def show(self, order: Sequence[int], rows: Iterable[ListRow] = ()) -> None:
        """A new list; rows already at hand are kept beside it."""
        self.beginResetModel()
        self._order = order
        self._rows.clear()
        self._asked.clear()
        self._missing.clear()
        self._rows.update((row.id, row) for row in rows)
        self.endResetModel()

    def give(self, start: int, rows: Iterable[ListRow]) -> None:
        """A page that was asked for."""
        self._asked.discard(start)
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > PAGE * KEPT_PAGES:
            self._rows.popitem(last=False)
        stop = min(start + PAGE, len(self._order)) - 1
        if stop >= start:
            self.dataChanged.emit(self.index(start, 0), self.index(stop, 0))

    def stale(self, items: Iterable[int] | None = None) -> None:
        """These items' rows (or all) have changed: the old ones stay to be seen until the new ones come."""
        changed = None if items is None else set(items)
        pages = {
            at // PAGE * PAGE
            for at, number in enumerate(self._order)
            if number in self._rows and (changed is None or number in changed)
        }
        for page in pages:
            self._want(page)

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._missing.add(page)
            self._ask.start(0)

    def _send(self) -> None:
        missing, self._missing = sorted(self._missing), set()
        for page in missing:
            self._asked.add(page)
            self.wanted.emit(page)
