"""Review: the frozen list of a question on the left, the item in the middle, the decision on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evidence_triage.errors import TriageError
from evidence_triage.words import Act
from ui.itemlist.model import ItemModel
from ui.itemlist.view import ItemList
from ui.ops import CaseQuery
from ui.place import Place
from ui.review import queries
from ui.review.coding import CodingPanel
from ui.review.deciding import Deciding
from ui.review.head import ListHead, NotSearchedLine
from ui.review.panes import Panes
from ui.review.seal_strip import SealStrip
from ui.review.searching import Searching, once
from ui.review.steps import Steps
from ui.search_box.box import SearchBox
from ui.search_box.chips import Chips
from ui.search_box.facets import Facets
from ui.session import Session
from ui.settings import Settings
from ui.theme import theme
from ui.translate import tr
from ui.viewer.pane import Viewer
from ui.widgets.button import Button
from ui.widgets.card import Ground
from ui.widgets.layout import column, holding, row

if TYPE_CHECKING:
    from ui.review.queries import ForCoding

SEEN_MS = 1000
FOLD_CHIPS = 700


class ReviewPlace(Place):
    """Search, read, decide."""

    name = "review"

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session)
        self._settings, self._opening = settings, 0
        self.box, self.chips, self.not_searched = SearchBox(), Chips(), NotSearchedLine()
        self.facets, self.head, self.model = Facets(), ListHead(), ItemModel()
        self.list, self.viewer, self.strip = ItemList(self.model), Viewer(session), SealStrip()
        self.panel = CodingPanel(session.case.may(Act.CODE_TEST))
        self.steps, self.searching, self.deciding = Steps(), Searching(self), Deciding(self)
        self._seen = once(self, SEEN_MS, self._mark_seen)
        self._build()
        self.list.chosen.connect(self.open_item)
        self.list.clicked.connect(lambda _: self.open_current())
        self.list.many.connect(self.deciding.many)
        self.viewer.painted.connect(lambda _: self._seen.start())
        self.viewer.followed.connect(self.open_item)

    # --- the window's own doors ---

    def entered(self) -> None:
        if self.searching.answer is None:
            self.ask(self.box.text())
            self.run(CaseQuery(lambda _: queries.completions(self.session)).success(self.box.complete_with))

    def leaving(self) -> None:
        self.deciding.keep_draft()
        self._settings.keep_shape("review", self.panes.saveState())

    def is_painted(self) -> bool:
        return self.viewer.is_painted and self.viewer.opened is not None

    def ask(self, question: str, *, record: bool = False, first: bool = False) -> None:
        """Searches for a question."""
        self.searching.ask(question, record=record, first=first)

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    # --- reading ---

    def open_item(self, item: int) -> None:
        """Opens an item in viewer and panel."""
        self.searching.put_on_record()
        self._seen.stop()
        self._opening = item
        self.deciding.keep_draft()
        self.viewer.expect()
        self.strip.hide()
        hit = self.searching.hit(item)
        wanted = CaseQuery(lambda case: queries.open_item(self.session, case, item, hit), slot="open")
        self.run(wanted.success(self._show_item).failure(self._cannot_open))
        if self.panes.takes_turns:
            self.panes.turn(True)

    def step(self, by: int) -> None:
        """The next or previous row; the row that is only marked is opened first."""
        if not self.open_current() and not self.list.step(by):
            self.said.emit(tr("End of the list.") if by > 0 else tr("This is the first of the list."))

    def open_current(self) -> bool:
        """Opens the row that is marked; says whether it was not open already."""
        at, opened = self.list.current, self.viewer.opened
        if at < 0:
            return False
        item = self.model.item(at)
        if item == self._opening or (opened is not None and opened.item == item):
            return False
        self.open_item(item)
        return True

    def go_back(self) -> None:
        """One step back in the history of questions and items."""
        self._go(self.steps.back())

    def go_forward(self) -> None:
        """One step forward again."""
        self._go(self.steps.forward())

    def show_list(self) -> None:
        """Where list and viewer take turns: back to the list."""
        self.panes.turn(False)
        self.list.setFocus()

    def _show_item(self, found: "ForCoding") -> None:
        self.steps.opened(found.opened.item)
        self.viewer.show_item(found.opened)
        self.deciding.show_item(found)

    def _cannot_open(self, error: TriageError) -> None:
        self._opening = 0
        self.viewer.close_item()
        self.panel.show_nothing()
        self.session.failed.emit(error)

    def _mark_seen(self) -> None:
        """Seen is what stood on the screen for a second in an active window."""
        opened = self.viewer.opened
        if opened is not None and self.viewer.is_painted and self.window().isActiveWindow():
            item = opened.item
            wanted = CaseQuery(lambda _: queries.mark_seen(self.session, item))
            self.run(wanted.success(lambda _: self.model.stale([item])))

    def _go(self, step: "tuple[str, int] | None") -> None:
        if step is None:
            self.said.emit(tr("There is no further step."))
            return
        question, item = step
        if question != self.box.text():
            self.ask(question)
        if item:
            self.open_item(item)

    # --- how it stands in the window ---

    def retheme(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.panes.fit(self.window().width())
        self._understood.setVisible(self.window().height() >= theme.px(FOLD_CHIPS))

    def _build(self) -> None:
        back = Button("", self.go_back, tone="quiet", icon="back", name=tr("Back"))
        forward = Button("", self.go_forward, tone="quiet", icon="forward", name=tr("Forward"))
        save = Button(tr("Save search"), self.searching.save)
        self._understood = holding(row(self.chips, self.not_searched, gap=12))
        top, listed, read = Ground("surface", "bottom"), Ground("surface", "right"), QWidget()
        asking = row(back, forward, self.box, save, gap=6)
        top.setLayout(column(asking, self._understood, gap=6, margins=(12, 10, 14, 8)))
        listed.setLayout(column(self.head, self.list, gap=0, margins=(0, 0, 1, 0)))
        read.setLayout(column(self.viewer, self.strip, gap=0))
        self.panes = Panes(self.facets, listed, read, self.panel, self._settings.shape("review"))
        layout = column(top, self.panes, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
