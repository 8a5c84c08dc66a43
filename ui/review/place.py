"""Review: the frozen list of a question on the left, the item in the middle, the decision on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from evidence_triage.errors import NotUnderstood, TriageError
from evidence_triage.words import Act
from ui.itemlist.model import ItemModel
from ui.itemlist.view import ItemList
from ui.ops import CaseOp, CaseQuery, in_words
from ui.place import Place
from ui.review import queries
from ui.review.coding import WIDTH as PANEL
from ui.review.coding import CodingPanel
from ui.review.deciding import Deciding
from ui.review.head import ListHead, NotSearchedLine
from ui.review.seal_strip import SealStrip
from ui.review.steps import Steps
from ui.search_box.box import SearchBox
from ui.search_box.chips import Chips
from ui.search_box.facets import WIDTH as FACETS
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
    from ui.review.queries import Answer, ForCoding

RECORD_MS, SEEN_MS = 2000, 1000
LIST_SMALLEST = 340
FOLD_FACETS, TAKE_TURNS, FOLD_CHIPS = 1400, 1180, 700


class ReviewPlace(Place):
    """Search, read, decide."""

    name = "review"

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session)
        self._settings, self.answer, self._recorded = settings, None, False
        self.answer: Answer | None
        self.box, self.chips, self.not_searched = SearchBox(), Chips(), NotSearchedLine()
        self.facets, self.head, self.model = Facets(), ListHead(), ItemModel()
        self.list, self.viewer, self.strip = ItemList(self.model), Viewer(session), SealStrip()
        self.panel = CodingPanel(session.case.may(Act.CODE_TEST))
        self.deciding = Deciding(self)
        self.steps = Steps()
        self._record, self._seen = _once(RECORD_MS, self._put_on_record), _once(SEEN_MS, self._mark_seen)
        self._drawer, self._turned, self._opening = False, False, 0
        self._build()
        self._wire()

    # --- the window's own doors ---

    def entered(self) -> None:
        if self.answer is None:
            self.ask(self.box.text())

    def leaving(self) -> None:
        self.deciding.keep_draft()
        self._settings.keep_shape("review", self._split.saveState())

    def is_painted(self) -> bool:
        return self.viewer.is_painted and self.viewer.opened is not None

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    # --- searching ---

    def ask(self, question: str, *, record: bool = False, first: bool = False) -> None:
        """Searches for a question; `record` puts it into the log, `first` puts the focus on the first row."""
        self.box.set_question(question)
        self._search(question, record=record, first=first)

    def _typed(self, question: str) -> None:
        self._search(question, record=False, first=False)

    def _search(self, question: str, *, record: bool, first: bool) -> None:
        self._record.stop()
        self.head.searching()
        wanted = CaseQuery(lambda _: queries.answer(self.session, question, record=record), slot="search")
        self.run(
            wanted.success(lambda answer: self._show(question, answer, record, first)).failure(self._not_understood)
        )

    def _show(self, question: str, answer: "Answer", recorded: bool, first: bool) -> None:
        self.answer, self._recorded = answer, recorded
        results = answer.results
        self.chips.show_chips(results.question_understood if question.strip() else ())
        self.not_searched.show_counts(results.not_searched)
        self.head.show_results(results, question)
        self.model.show(results.order, answer.rows)
        self.list.scrollToTop()
        if recorded:
            self.steps.asked(question)
        elif question.strip():
            self._record.start()
        if first:
            self.list.setFocus()
            self.list.mark_only(0)
        wanted = CaseQuery(lambda _: queries.facets(self.session, question), slot="facets")
        self.run(wanted.success(self.facets.show_facets).failure(lambda _: None))

    def _not_understood(self, error: TriageError) -> None:
        if isinstance(error, NotUnderstood):
            self.head.say(in_words(error))
        else:
            self.session.failed.emit(error)

    def _put_on_record(self) -> None:
        """A search becomes an event on Enter, on opening a hit, or after two seconds without a key."""
        self._record.stop()
        if self.answer is not None and not self._recorded and self.box.text().strip():
            self._recorded = True
            results = self.answer.results
            self.steps.asked(self.box.text())
            self.run(CaseQuery(lambda _: queries.record(self.session, results)))

    def _fetch(self, start: int) -> None:
        if self.answer is not None:
            results = self.answer.results
            wanted = CaseQuery(lambda _: queries.page(self.session, results, start))
            self.run(
                wanted.success(
                    lambda rows: (
                        self.answer is not None and self.answer.results is results and self.model.give(start, rows)
                    )
                )
            )

    def _with_facet(self, term: str, on: bool) -> None:
        self.ask(_with(self.box.text(), term) if on else _without(self.box.text(), term), record=True)

    # --- reading ---

    def open_item(self, item: int) -> None:
        """Opens an item in viewer and panel."""
        self._put_on_record()
        self._seen.stop()
        self._opening = item
        self.deciding.keep_draft()
        self.viewer.expect()
        self.strip.hide()
        hit = next((hit for hit in self.answer.results.hits if hit.item == item), None) if self.answer else None
        wanted = CaseQuery(lambda case: queries.open_item(self.session, case, item, hit), slot="open")
        self.run(wanted.success(self._show_item).failure(self._cannot_open))
        if self._turned_by_width():
            self._turn_to_viewer(True)

    def _show_item(self, found: "ForCoding") -> None:
        self.steps.opened(found.opened.item)
        self.viewer.show_item(found.opened)
        self.deciding.show_item(found)

    def _cannot_open(self, error: TriageError) -> None:
        self._opening = 0
        self.viewer.close_item()
        self.panel.show_nothing()
        self.session.failed.emit(error)

    def _painted(self, item: int) -> None:
        self._seen.start()

    def _mark_seen(self) -> None:
        opened = self.viewer.opened
        if opened is not None and self.viewer.is_painted and self.window().isActiveWindow():
            item = opened.item
            self.run(
                CaseOp(lambda case: queries.mark_seen(self.session, item)).success(lambda _: self.model.stale([item]))
            )

    def step(self, by: int) -> None:
        """The next or previous row; the row that is only marked is opened first."""
        if not self.open_current() and not self.list.step(by):
            self.said.emit(tr("End of the list.") if by > 0 else tr("This is the first of the list."))

    def open_current(self) -> bool:
        """Opens the row that is marked; says whether it was not open already."""
        at, opened = self.list.current, self.viewer.opened
        if (
            at < 0
            or (opened is not None and opened.item == self.model.item(at))
            or self._opening == self.model.item(at)
        ):
            return False
        self.open_item(self.model.item(at))
        return True

    # --- how it stands in the window ---

    def retheme(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def toggle_facets(self) -> None:
        """Opens or closes the drawer of facets where there is no room for them."""
        self._drawer = not self._drawer
        self._fit()
        if self._drawer:
            self.facets.setFocus()

    def only_viewer(self) -> None:
        """Only viewer and panel, or everything again."""
        self._turned = not self._turned
        self._fit()

    def show_list(self) -> None:
        """Where list and viewer take turns: back to the list."""
        self._turn_to_viewer(False)
        self.list.setFocus()

    def _turned_by_width(self) -> bool:
        return self.window().width() < theme.px(TAKE_TURNS)

    def _turn_to_viewer(self, on: bool) -> None:
        self._turned = on
        self._fit()

    def _fit(self) -> None:
        width, height = self.window().width(), self.window().height()
        self.facets.setVisible((width >= theme.px(FOLD_FACETS) or self._drawer) and not self._turned)
        self._list_pane.setVisible(not self._turned)
        self._viewer_pane.setVisible(self._turned or not self._turned_by_width())
        self._understood.setVisible(height >= theme.px(FOLD_CHIPS))

    def _build(self) -> None:
        self._back = Button("", lambda: self.go_back(), tone="quiet", icon="back", name=tr("Back"))
        self._forward = Button("", lambda: self.go_forward(), tone="quiet", icon="forward", name=tr("Forward"))
        self._save = Button(tr("Save search"), self.save_search)
        self._understood = holding(row(self.chips, self.not_searched, gap=12))
        top = Ground("surface", "bottom")
        top.setLayout(
            column(
                row(self._back, self._forward, self.box, self._save, gap=6),
                self._understood,
                gap=6,
                margins=(12, 10, 14, 8),
            )
        )
        self._list_pane, self._viewer_pane = Ground("surface", "right"), QWidget()
        self._list_pane.setLayout(column(self.head, self.list, gap=0, margins=(0, 0, 1, 0)))
        self._viewer_pane.setLayout(column(self.viewer, self.strip, gap=0))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for pane, smallest, largest in (
            (self.facets, FACETS, 300),
            (self._list_pane, LIST_SMALLEST, 560),
            (self._viewer_pane, 400, 16777215),
            (self.panel, PANEL, 340),
        ):
            pane.setMinimumWidth(theme.px(smallest))
            pane.setMaximumWidth(largest if largest > 1000 else theme.px(largest))
            self._split.addWidget(pane)
        self._split.setSizes([theme.px(FACETS), theme.px(370), theme.px(700), theme.px(PANEL)])
        self._split.setStretchFactor(2, 1)
        self._split.restoreState(self._settings.shape("review") or QByteArray())
        layout = column(top, self._split, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _wire(self) -> None:
        self.box.typed.connect(self._typed)
        self.box.asked.connect(lambda question: self.ask(question, record=True, first=True))
        self.chips.removed.connect(lambda question: self.ask(question, record=True))
        self.not_searched.followed.connect(lambda question: self.ask(question, record=True))
        self.facets.chosen.connect(self._with_facet)
        self.facets.excluded.connect(lambda term: self.ask(f"{self.box.text()} NOT {term}".strip(), record=True))
        self.facets.ranged.connect(
            lambda span: self.ask(_with(_without_field(self.box.text(), "date"), f"date:{span}"), record=True)
        )
        self.model.wanted.connect(self._fetch)
        self.list.chosen.connect(self.open_item)
        self.list.clicked.connect(lambda _: self.open_current())
        self.list.many.connect(self.deciding.many)
        self.viewer.painted.connect(self._painted)
        self.viewer.followed.connect(self.open_item)

    def go_back(self) -> None:
        """One step back in the history of questions and items."""
        self._go(self.steps.back())

    def go_forward(self) -> None:
        """One step forward again."""
        self._go(self.steps.forward())

    def _go(self, step: "tuple[str, int] | None") -> None:
        if step is None:
            self.said.emit(tr("There is no further step."))
            return
        question, item = step
        if question != self.box.text():
            self.ask(question)
        if item:
            self.open_item(item)

    def save_search(self) -> None:
        """Keeps the search as a search record."""
        question = self.box.text().strip()
        if question:
            wanted = CaseOp(lambda case: queries.save_search(self.session, question))
            self.run(
                wanted.success(
                    lambda number: self.said.emit(
                        tr(
                            "Search record {n} kept: query, scope, models, hits and what could not be searched.",
                            n=number,
                        )
                    )
                )
            )


def _once(milliseconds: int, then: "object") -> QTimer:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer


def _with(question: str, term: str) -> str:
    """The question with a facet's value: a value of a field that is there already stands beside it with a comma (OR)."""
    field, _, value = term.partition(":")
    parts = question.split(" ") if question else []
    for at, part in enumerate(parts):
        if value and part.startswith(f"{field}:") and '"' not in part + value and field != "date":
            parts[at] = f"{part},{value}"
            return " ".join(parts)
    return " ".join([*parts, term])


def _without(question: str, term: str) -> str:
    field, _, value = term.partition(":")
    kept = []
    for part in question.replace(term, "").split(" ") if f",{value}" not in question else question.split(" "):
        if value and part.startswith(f"{field}:"):
            values = [each for each in part.partition(":")[2].split(",") if each and each != value]
            part = f"{field}:{','.join(values)}" if values else ""
        if part:
            kept.append(part)
    return " ".join(kept)


def _without_field(question: str, field: str) -> str:
    return " ".join(part for part in question.split(" ") if part and not part.startswith(f"{field}:"))
