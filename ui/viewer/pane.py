"""The viewer: head with title and reference, tabs, the canvas of the item's kind, and why it was found."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from evidence_triage.errors import TriageError
from ui.ops import CaseQuery, in_words
from ui.session import Session
from ui.text import one_line
from ui.theme import Size
from ui.translate import number, tr
from ui.viewer.blocks import Block, Look
from ui.viewer.canvas import BlockCanvas
from ui.viewer.content import about, blocks_of
from ui.viewer.family import FamilyList
from ui.viewer.opened import Opened, page_image, page_sizes, picture_image
from ui.viewer.pages import PageCanvas, PageImage
from ui.viewer.picture import PictureCanvas
from ui.widgets.card import Ground
from ui.widgets.keycap import KeyCap
from ui.widgets.label import BOLD, ElidedLabel, Label
from ui.widgets.layout import column, holding, row
from ui.widgets.reference import Reference
from ui.widgets.tabs import Tabs

SMALLEST = 560


class Viewer(Ground):
    """`painted` is sent with the item once its content stands on the screen; `followed` asks for another item."""

    painted = Signal(int)
    followed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._session, self._opened, self._is_painted = session, None, False
        self._opened: Opened | None
        self._title, self._reference, self._about = (
            ElidedLabel(size=Size.HEAD, weight=BOLD, end=True),
            Reference(),
            ElidedLabel(size=Size.NOTE, tone="muted", end=True),
        )
        self.tabs = Tabs(
            {
                "original": tr("Original"),
                "text": tr("Text"),
                "details": tr("Details"),
                "family": tr("Family"),
                "history": tr("History"),
            }
        )
        self.tabs.chosen.connect(lambda _: self._show_tab())
        self.blocks, self.pages, self.picture, self.family = (
            BlockCanvas(),
            PageCanvas(),
            PictureCanvas(),
            FamilyList(self.followed.emit),
        )
        self._stack = QStackedWidget()
        for page in (self.blocks, self.pages, self.picture, self.family):
            self._stack.addWidget(page)
        self.blocks.followed.connect(self.followed)
        self.pages.wanted.connect(self._want_page)
        self._hits = Label("", Size.NOTE, tone="muted")
        self._why = Label("", Size.NOTE, tone="muted", wrap=True)
        self.setLayout(column(self._head(), self._stack, self._foot(), gap=0))
        self.close_item()

    @property
    def opened(self) -> Opened | None:
        """The item that is open."""
        return self._opened

    @property
    def is_painted(self) -> bool:
        """Whether the open item's content stands on the screen."""
        return self._is_painted

    def expect(self) -> None:
        """Another item is coming: what is seen is no longer what keys act on."""
        self._is_painted = False

    def close_item(self) -> None:
        """Shows no item, and what to do next."""
        self._opened, self._is_painted = None, False
        self._title.set_whole(tr("No item is open"))
        for part in (self._reference, self._about, self.tabs, self._foot_area, self._hit_area, self._head_area):
            part.hide()
        self.blocks.show_blocks([Block(Look.DAY, tr("Choose an item in the list, or press J."))])
        self._stack.setCurrentWidget(self.blocks)

    def show_item(self, opened: Opened) -> None:
        """Shows an item from its beginning, at its first hit, or at its message."""
        another = self._opened is None or self._opened.item != opened.item
        self._opened = opened
        detail = opened.detail
        self._title.set_whole(one_line(detail.row.title or detail.row.name))
        self._reference.say(f"{detail.row.exhibit} · {number(opened.item)}")
        self._about.set_whole(about(opened))
        self._why.setText(opened.why)
        for part in (self._reference, self._about, self.tabs, self._head_area):
            part.show()
        self._foot_area.setVisible(bool(opened.why))
        self.tabs.count_beside("family", len(opened.family) if len(opened.family) > 1 else None)
        self.tabs.count_beside("history", len(opened.history) or None)
        if another:
            self.tabs.blockSignals(True)
            self.tabs.choose("original")
            self.tabs.blockSignals(False)
        self._show_tab()

    def go_to_hit(self, step: int) -> None:
        """The next or previous hit inside the item."""
        canvas = self._stack.currentWidget()
        if isinstance(canvas, BlockCanvas | PageCanvas):
            canvas.next_hit(step)
            self._count_hits()

    def page(self, down: bool) -> None:
        """A screen further or back, while the list keeps the focus."""
        canvas: Any = self._stack.currentWidget()
        if isinstance(canvas, BlockCanvas | PageCanvas | PictureCanvas):
            canvas.page(down)

    def turn_tab(self, step: int) -> None:
        """The next or previous tab."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def canvas(self) -> QWidget:
        """What takes the focus in the viewer."""
        return self._stack.currentWidget()

    def _head(self) -> QWidget:
        self._hit_area = holding(row(self._hits, KeyCap("P"), KeyCap("N"), gap=4))
        first = row(self._title, self._reference, self._about, ..., gap=12)
        self._head_area = head = Ground("surface", "bottom")
        head.setLayout(column(first, row(self.tabs, ..., self._hit_area), gap=4, margins=(20, 12, 20, 0)))
        return head

    def _foot(self) -> QWidget:
        self._foot_area = Ground("surface", "top")
        name = Label(tr("Why it was\nfound"), Size.NOTE, weight=BOLD)
        self._foot_area.setLayout(row(name, self._why, gap=16, margins=(20, 8, 20, 8)))
        self._foot_area.layout().setStretch(1, 1)
        return self._foot_area

    def _show_tab(self) -> None:
        if self._opened is None:
            return
        opened, tab = self._opened, self.tabs.current
        self._is_painted = False
        if tab == "family":
            self.family.show_rows(opened.item, opened.family, opened.copies)
            self._painted(self.family)
        elif tab == "original" and opened.has_pages:
            self._ask_pages(opened)
        elif tab == "original" and opened.is_picture:
            self._ask_picture(opened)
        else:
            self.blocks.show_blocks(blocks_of(opened, tab), opened.detail.row.exhibit)
            self._painted(self.blocks)

    def _painted(self, canvas: QWidget) -> None:
        self._stack.setCurrentWidget(canvas)
        self._is_painted = True
        self._count_hits()
        if self._opened is not None:
            self.painted.emit(self._opened.item)

    def _count_hits(self) -> None:
        canvas = self._stack.currentWidget()
        at, count = canvas.hits if isinstance(canvas, BlockCanvas | PageCanvas) else (0, 0)
        self._hit_area.setVisible(count > 0)
        self._hits.setText(tr("hit {at} of {count}", at=at, count=count))

    def _ask_pages(self, opened: Opened) -> None:
        detail, session = opened.detail, self._session
        wanted = CaseQuery(
            lambda case: page_sizes(case, session.sandbox(), opened.item, detail.row.name), slot="original", slow=True
        )
        self._session.run(
            wanted.success(lambda sizes: self._show_pages(opened, sizes)).failure(
                lambda error: self._cannot_show(opened, error)
            )
        )

    def _show_pages(self, opened: Opened, sizes: list[tuple[float, float]]) -> None:
        if sizes:
            self.pages.show_pages(sizes, opened.terms, one_line(opened.detail.row.name))
            self._painted(self.pages)
        else:
            self._show_words(opened, tr("The bytes of this item are not kept in the case. Its text:"))

    def _want_page(self, number_: int, scale: float) -> None:
        if self._opened is None:
            return
        opened, session = self._opened, self._session

        def come(page: PageImage | None) -> None:
            if self._opened is opened and page is not None:
                self.pages.give(number_, page)
                self._count_hits()

        wanted = CaseQuery(
            lambda case: page_image(case, session.sandbox(), opened.item, opened.detail.row.name, number_, scale),
            slow=True,
        )
        session.run(wanted.success(come).failure(lambda _: None))

    def _ask_picture(self, opened: Opened) -> None:
        session = self._session
        wanted = CaseQuery(
            lambda case: picture_image(case, session.sandbox(), opened.item, opened.detail.row.name),
            slot="original",
            slow=True,
        )
        session.run(
            wanted.success(lambda image: self._show_picture(opened, image)).failure(
                lambda error: self._cannot_show(opened, error)
            )
        )

    def _show_picture(self, opened: Opened, image: QImage) -> None:
        if image.isNull():
            self._show_words(opened, tr("The bytes of this item are not kept in the case."))
        else:
            self.picture.show_picture(image, one_line(opened.detail.row.name))
            self._painted(self.picture)

    def _cannot_show(self, opened: Opened, error: TriageError) -> None:
        self._show_words(opened, in_words(error) + " " + tr("What was read of it:"))

    def _show_words(self, opened: Opened, words: str) -> None:
        self.blocks.show_blocks([Block(Look.LABEL, words), *blocks_of(opened, "original")], opened.detail.row.exhibit)
        self._painted(self.blocks)
