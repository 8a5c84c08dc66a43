"""What belongs to the item: its family, and the copies found elsewhere; a press opens one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.text import one_line
from ui.theme import Size
from ui.translate import tr
from ui.widgets.button import Link
from ui.widgets.card import Ground, Line
from ui.widgets.icon import Icon
from ui.widgets.label import BOLD, MEDIUM, NORMAL, ElidedLabel, Label
from ui.widgets.layout import column, emptied, holding, row

if TYPE_CHECKING:
    from evidence_triage.items import Row


class FamilyList(QScrollArea):
    """Rows under headings."""

    def __init__(self, follow: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follow, self._rows = follow, QVBoxLayout()
        ground = Ground("surface")
        ground.setLayout(column(self._rows, ..., margins=(20, 16, 20, 16)))
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Family and copies"))

    def show_rows(self, here: int, family: "Sequence[Row]", copies: "Sequence[Row]") -> None:
        """The family with its head first; copies of the same bytes or the same message."""
        emptied(self._rows)
        self._part(tr("Family"), family, here, tr("This item stands alone: no attachments, nothing embedded."))
        self._part(tr("Exact copies found elsewhere"), copies, here, tr("No copy was found."))

    def _part(self, title: str, rows: "Sequence[Row]", here: int, none: str) -> None:
        self._rows.addWidget(Label(title, Size.BODY, weight=BOLD))
        if len(rows) < 2 and all(each.id == here for each in rows):
            self._rows.addWidget(Label(none, Size.NOTE, tone="muted", wrap=True))
        else:
            for each in rows:
                self._rows.addWidget(self._row(each, here))
        self._rows.addSpacing(16)

    def _row(self, each: "Row", here: int) -> QWidget:
        name = ElidedLabel(one_line(each.title or each.name), weight=MEDIUM if each.id == here else NORMAL)
        name.set_whole(one_line(each.title or each.name))
        path = ElidedLabel(size=Size.SMALL, tone="muted", mono=True)
        path.set_whole(one_line(each.path))
        end = (
            Label(tr("open here"), Size.NOTE, tone="muted")
            if each.id == here
            else Link(tr("open"), lambda: self._follow(each.id))
        )
        line = row(
            Icon(each.kind),
            column(name, path, gap=1),
            Label(one_line(each.exhibit), Size.NOTE, tone="muted"),
            end,
            gap=10,
        )
        line.setStretch(1, 1)
        return holding(column(line, Line(), gap=6, margins=(0, 4, 0, 0)))
