"""The bundle before it is made: a line for everything that goes, and what is held back with why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.text import one_line
from ui.theme import Size, theme
from ui.translate import counted, number, tr
from ui.widgets.card import Ground
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import column, row
from ui.widgets.pill import Pill

if TYPE_CHECKING:
    from evidence_triage.export import Preview

_HEADS = ("Reference", "Description", "Date", "As")
_WAYS = {
    "pdf": "its pages",
    "picture": "a page with the picture",
    "office": "pages set by the office reader",
    "text": "pages set from its text",
    "slip": "a slip sheet, with the file",
}
_HELD = {
    "privileged": "sealed as privileged",
    "prohibited": "prohibited image",
    "sensitive": "sensitive",
    "out-of-scope": "out of scope",
    "waiting": "not read yet",
}
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class GoingModel(QAbstractTableModel):
    """What would go, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None

    def show(self, preview: "Preview | None") -> None:
        """A new preview."""
        self.beginResetModel()
        self._preview = preview
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return len(self._preview.going) if self._preview and not parent.isValid() else 0

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(_HEADS[section])
        return int(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._preview is None:
            return None
        each = self._preview.going[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (one_line(each.reference), one_line(each.description), each.date, tr(_WAYS.get(each.way, each.way)))[
                index.column()
            ]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return theme.font(Size.NOTE, mono=True)
        return None


class PreviewPane(Ground):
    """Says what to do while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "left", parent)
        self.model, self._table = GoingModel(), QTableView()
        self._head, self._held, self._native = (
            Label("", Size.HEAD, weight=BOLD),
            Pill("", "ok"),
            Label("", Size.NOTE, tone="muted", wrap=True),
        )
        self._table.setModel(self.model)
        self._table.setAccessibleName(tr("What would be handed over"))
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setShowGrid(False)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setStretchLastSection(True)
        head = Ground("surface", "bottom left")
        head.setLayout(column(row(self._head, self._held, ..., gap=12), self._native, gap=4, margins=(24, 16, 24, 12)))
        layout = column(head, self._table, ..., gap=0, margins=(1, 0, 0, 0))
        layout.setStretch(1, 100)
        self.setLayout(layout)
        self.retheme()
        self.show_nothing()

    def retheme(self) -> None:
        self._table.verticalHeader().setDefaultSectionSize(theme.px(36))
        self._table.horizontalHeader().setFixedHeight(theme.px(32))

    def show_nothing(self, words: str = "") -> None:
        """Nothing was previewed yet, or why it could not be."""
        self._head.setText(words or tr("Nothing is previewed yet"))
        self._native.setText(
            tr(
                "Choose what to hand over and press Preview: every item that goes is listed here before anything is written."
            )
        )
        self._held.hide()
        self._table.hide()

    def show_preview(self, preview: "Preview") -> None:
        """What would go and what would be held back."""
        self.model.show(preview)
        self._head.setText(tr("{n} would go", n=counted(len(preview.going), "item", "items")))
        held = preview.held.counts
        words = ", ".join(f"{number(count)} {tr(_HELD.get(reason, reason))}" for reason, count in held.items())
        self._held.say(
            tr("held back: {what}", what=words) if words else tr("nothing of the choice is held back"),
            "warn" if words else "ok",
        )
        self._held.show()
        size = tr("{mb:.1f} MB of files as found go along", mb=preview.native_bytes / 1e6)
        kept = (
            tr("{n} files stay here, since they hold something held back", n=len(preview.held.natives))
            if preview.held.natives
            else ""
        )
        slips = tr("{n} by a slip sheet alone", n=preview.slips) if preview.slips else ""
        self._native.setText(". ".join(part for part in (size, slips, kept) if part) + ".")
        self._table.show()
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.width() - theme.px(30)
        for at, share in enumerate((0.14, 0.5, 0.16, 0.2)):
            self._table.setColumnWidth(at, int(width * share))
