"""A canvas of blocks: heights are estimated, then measured as they come into sight, with what one reads held still."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.frames import focus_ring
from ui.theme import theme
from ui.translate import tr
from ui.viewer.blocks import Block, Look, folded
from ui.viewer.laid import Laid, estimated, laid

TOP = 14
_KEPT = 400
_SPOKEN_CHARACTERS = 4000
Place = tuple[int, int]  # block, character


class BlockCanvas(QAbstractScrollArea):
    """Shows blocks; `N` and `P` go through its hits; text can be selected over blocks and copied.

    `followed` is sent with the item of a bubble that was pressed twice.
    """

    followed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Text of the item"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._all: Sequence[Block] = ()
        self._open: set[int] = set()
        self._blocks: list[Block] = []
        self._heights: list[float] = []
        self._tops: list[float] = [0.0]
        self._laid: OrderedDict[int, Laid] = OrderedDict()
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self._marked: tuple[Place, Place] | None = None
        self.reference = ""

    def show_blocks(self, blocks: Sequence[Block], reference: str = "") -> None:
        """Shows an item's blocks from their beginning, or from the message that was opened."""
        self._all, self.reference, self._marked, self._hit = blocks, reference, None, -1
        self._open = {block.group for block in blocks if block.group and block.marks}
        self._refold()
        self.setAccessibleDescription("\n".join(block.text for block in self._blocks[:200])[:_SPOKEN_CHARACTERS])
        self.verticalScrollBar().setValue(0)
        here = next((at for at, block in enumerate(self._blocks) if block.here and block.look is not Look.FOLD), None)
        if here is not None:
            self._centre(here, 0)
        elif self._hits:
            self.next_hit(1)

    @property
    def hits(self) -> tuple[int, int]:
        """Which hit one stands on (from 1; 0 before the first) and how many there are."""
        return self._hit + 1, len(self._hits)

    def next_hit(self, step: int) -> bool:
        """Goes to the next or previous hit; says whether there is any."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits) if self._hit >= 0 or step > 0 else len(self._hits) - 1
            self._centre(*self._hits[self._hit])
        return bool(self._hits)

    def page(self, down: bool) -> None:
        """A screen further or back."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * max(40, self.viewport().height() - 48))

    def selected_text(self) -> str:
        """The selection as text; bubbles with time, name and reference."""
        if self._marked is None:
            return ""
        (first, start), (last, stop) = sorted(self._marked)
        pieces = []
        for at in range(first, last + 1):
            block = self._blocks[at]
            piece = block.text[start if at == first else 0 : stop if at == last else None]
            pieces.append(
                f"[{block.name} · {self.reference}] {piece}"
                if block.look in (Look.LEFT, Look.RIGHT) and first != last
                else piece
            )
        return "\n".join(pieces)

    def retheme(self) -> None:
        self._remeasure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, height = QPainter(self.viewport()), self.viewport().height()
        painter.fillRect(self.viewport().rect(), theme.tokens.surface)
        top = self._measure(self.verticalScrollBar().value(), height)
        y, at = self._tops[top] - self.verticalScrollBar().value() + TOP, top
        while at < len(self._blocks) and y < height:
            block = self._block(at)
            block.paint(painter, y, self._selection_in(at))
            y += self._heights[at]
            at += 1
        if self.hasFocus():
            focus_ring(painter, self.viewport().rect(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._remeasure()
        self._range()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._blocks:
            self._marked = ((0, 0), (len(self._blocks) - 1, len(self._blocks[-1].text)))
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        block = self._blocks[place[0]]
        if block.look is Look.FOLD:
            self._open ^= {block.group}
            self._refold()
            return
        self._marked = (place, place)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if self._marked is not None and place is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._marked = (self._marked[0], place)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if place is not None and self._blocks[place[0]].item:
            self.followed.emit(self._blocks[place[0]].item)

    def _refold(self) -> None:
        shown = folded(self._all, self._open)
        self._blocks = [
            replace(block, here=block.group in self._open) if block.look is Look.FOLD else block for block in shown
        ]
        self._hits = [hit for at, block in enumerate(self._blocks) for hit in self._hits_in(at, block)]
        self._remeasure()

    def _hits_in(self, at: int, block: Block) -> list[tuple[int, int]]:
        """Each mark of a block; of a passage without one its first block."""
        begins = block.near and not block.marks and (at == 0 or not self._blocks[at - 1].near)
        return [(at, 0)] if begins else [(at, mark[0]) for mark in block.marks]

    def _remeasure(self) -> None:
        self._laid.clear()
        width = float(self.viewport().width())
        self._heights = [estimated(block, width) for block in self._blocks]
        self._range()
        self.viewport().update()

    def _range(self) -> None:
        self._tops = [0.0, *accumulate(self._heights)]
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(24))
        bar.setRange(0, max(0, round(self._tops[-1]) + 2 * TOP - self.viewport().height()))

    def _block(self, at: int) -> Laid:
        held = self._laid.get(at)
        if held is None:
            held = self._laid[at] = laid(self._blocks[at], float(self.viewport().width()))
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return held

    def _measure(self, value: int, height: int) -> int:
        """Measures what is in sight from the block at the top down; gives that block's number."""
        top = self._at(value)
        at, y, changed = top, self._tops[top] - value, False
        while at < len(self._blocks) and y < height:
            exact = self._block(at).height
            changed |= exact != self._heights[at]
            self._heights[at] = exact
            y += exact
            at += 1
        if changed:
            self._range()
        return min(top, max(0, len(self._blocks) - 1)) if self._blocks else 0

    def _at(self, y: float) -> int:
        return max(0, min(bisect_right(self._tops, y - TOP) - 1, len(self._blocks) - 1))

    def _centre(self, at: int, character: int) -> None:
        """Brings a block, and a character of it, to the upper middle of the sight."""
        height = self.viewport().height()
        for _ in range(2):
            self._measure(max(0, round(self._tops[at]) - height // 2), height)
        block = self._block(at)
        line = block.layout.lineForTextPosition(character)
        within = line.y() if line.isValid() else 0.0
        middle = min(block.height, within + theme.px(24))
        self.verticalScrollBar().setValue(round(self._tops[at] + TOP + middle - height * 0.45))
        self.viewport().update()

    def _place(self, event: QMouseEvent) -> Place | None:
        if not self._blocks:
            return None
        y = event.position().y() + self.verticalScrollBar().value()
        at = self._at(y)
        return at, self._block(at).position(event.position().x(), y - TOP - self._tops[at])

    def _selection_in(self, at: int) -> tuple[int, int] | None:
        if self._marked is None:
            return None
        (first, start), (last, stop) = sorted(self._marked)
        if not first <= at <= last:
            return None
        chosen = (start if at == first else 0, stop if at == last else len(self._blocks[at].text))
        return chosen if chosen[1] > chosen[0] else None
