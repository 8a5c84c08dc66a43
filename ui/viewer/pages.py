"""Pages as pixels from the sandbox: drawn one under the other, old ones stretched until new ones come."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.frames import focus_ring
from ui.theme import Size, theme
from ui.translate import tr

MARGIN, GAP = 20, 16
CACHE_BYTES = 128 << 20
SCALE_STEP = 0.25


@dataclass(frozen=True)
class WordBox:
    """A word of a page with its box in page units (points), in reading order."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class PageImage:
    """A page as it came from the sandbox."""

    image: QImage
    scale: float
    words: tuple[WordBox, ...]


class PageCanvas(QAbstractScrollArea):
    """`wanted` asks for a page (from 0) at a scale (pixels a point)."""

    wanted = Signal(int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._tops: list[float] = [0.0]
        self._pages: OrderedDict[int, PageImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self._terms: frozenset[str] = frozenset()
        self._hits: list[tuple[int, WordBox]] = []
        self._hit = -1
        self._selection: tuple[int, int, int] | None = None

    def show_pages(self, sizes: Sequence[tuple[float, float]], terms: frozenset[str], name: str) -> None:
        """An item of these page sizes; `terms` (case folded) are marked where they stand on a page."""
        self._sizes, self._terms, self._selection, self._hit = sizes, terms, None, -1
        self._pages.clear()
        self._asked.clear()
        self._hits = []
        self.setAccessibleName(tr("{name}, {n} pages", name=name, n=len(sizes)))
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def give(self, number: int, page: PageImage) -> None:
        """A page that was asked for."""
        self._asked.discard((number, page.scale))
        self._pages[number] = page
        self._pages.move_to_end(number)
        while sum(each.image.sizeInBytes() for each in self._pages.values()) > CACHE_BYTES and len(self._pages) > 2:
            self._pages.popitem(last=False)
        self._hits = sorted(
            [hit for hit in self._hits if hit[0] != number]
            + [(number, word) for word in page.words if self._is_hit(word)],
            key=lambda hit: (hit[0], hit[1].y0, hit[1].x0),
        )
        self.setAccessibleDescription(" ".join(word.text for word in page.words))
        self.viewport().update()

    @property
    def hits(self) -> tuple[int, int]:
        """Which hit one stands on (from 1) and how many are known on the pages seen so far."""
        return self._hit + 1, len(self._hits)

    def next_hit(self, step: int) -> bool:
        """Goes to the next or previous marked word; says whether there is any."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            number, word = self._hits[self._hit]
            self.verticalScrollBar().setValue(
                round(self._tops[number] + word.y0 * self._scale(number) - self.viewport().height() * 0.4)
            )
            self.viewport().update()
        return bool(self._hits)

    def page(self, down: bool) -> None:
        """A screen further or back."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * max(40, self.viewport().height() - 48))

    def selected_text(self) -> str:
        """The words dragged over, in reading order."""
        if self._selection is None or self._selection[0] not in self._pages:
            return ""
        number, first, last = self._selection
        return " ".join(word.text for word in self._pages[number].words[min(first, last) : max(first, last) + 1])

    def retheme(self) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, height = QPainter(self.viewport()), theme.tokens, self.viewport().height()
        painter.fillRect(self.viewport().rect(), tokens.bg)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        value = self.verticalScrollBar().value()
        at = max(0, bisect_right(self._tops, value) - 1)
        while at < len(self._sizes) and self._tops[at] - value < height:
            self._paint_page(painter, at, self._box(at).translated(0, -value))
            at += 1
        if self.hasFocus():
            focus_ring(painter, self.viewport().rect(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._word_at(event)
        self._selection = (found[0], found[1], found[1]) if found else None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._word_at(event)
        if found and self._selection and found[0] == self._selection[0]:
            self._selection = (found[0], self._selection[1], found[1])
            self.viewport().update()

    def _paint_page(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, scale = theme.tokens, self._scale(number)
        held = self._pages.get(number)
        painter.fillRect(box, Qt.GlobalColor.white)
        if held is not None:
            painter.drawImage(box, held.image)
            self._paint_words(painter, number, held, box)
        wanted = round(scale * self.devicePixelRatioF() / SCALE_STEP + 0.49) * SCALE_STEP
        if (held is None or abs(held.scale - wanted) > SCALE_STEP / 2) and (number, wanted) not in self._asked:
            self._asked.add((number, wanted))
            self.wanted.emit(number, wanted)
        painter.setPen(tokens.line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.setPen(tokens.muted)
        painter.setFont(theme.font(Size.SMALL))
        painter.drawText(
            QRectF(box.left(), box.bottom(), box.width(), GAP),
            Qt.AlignmentFlag.AlignCenter,
            tr("page {n} of {all}", n=number + 1, all=len(self._sizes)),
        )

    def _paint_words(self, painter: QPainter, number: int, held: PageImage, box: QRectF) -> None:
        """Marks lie over the page as ink does: the words stay black on them."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        from ui.theme import LIGHT

        for word in held.words:
            if self._is_hit(word):
                painter.fillRect(self._over(box, number, word), LIGHT.mark_word)
        if self._selection and self._selection[0] == number:
            first, last = sorted(self._selection[1:])
            for word in held.words[first : last + 1]:
                painter.fillRect(self._over(box, number, word), LIGHT.mark_meaning)
        painter.restore()

    def _over(self, box: QRectF, number: int, word: WordBox) -> QRectF:
        scale = self._scale(number)
        return QRectF(
            box.left() + word.x0 * scale,
            box.top() + word.y0 * scale,
            (word.x1 - word.x0) * scale,
            (word.y1 - word.y0) * scale,
        )

    def _is_hit(self, word: WordBox) -> bool:
        bare = word.text.strip(".,;:!?()[]\"'“”‘’").casefold()
        return any(bare == term or (term.endswith("*") and bare.startswith(term[:-1])) for term in self._terms)

    def _word_at(self, event: QMouseEvent) -> tuple[int, int] | None:
        y = event.position().y() + self.verticalScrollBar().value()
        number = max(0, bisect_right(self._tops, y) - 1)
        held = self._pages.get(number)
        if held is None or not held.words:
            return None
        box, scale = self._box(number), self._scale(number)
        x, y = (event.position().x() - box.left()) / scale, (y - box.top()) / scale
        return number, min(
            range(len(held.words)),
            key=lambda at: (
                abs((held.words[at].y0 + held.words[at].y1) / 2 - y) * 4
                + abs((held.words[at].x0 + held.words[at].x1) / 2 - x)
            ),
        )

    def _scale(self, number: int) -> float:
        return max(0.1, (min(self.viewport().width(), theme.px(900)) - 2 * MARGIN) / max(1.0, self._sizes[number][0]))

    def _box(self, number: int) -> QRectF:
        scale = self._scale(number)
        width, height = self._sizes[number][0] * scale, self._sizes[number][1] * scale
        return QRectF((self.viewport().width() - width) / 2, self._tops[number], width, height)

    def _lay_out(self) -> None:
        heights = [self._sizes[number][1] * self._scale(number) + GAP + 6 for number in range(len(self._sizes))]
        self._tops = [top + MARGIN for top in accumulate(heights, initial=0.0)]
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(24))
        bar.setRange(0, max(0, round(self._tops[-1] - self.viewport().height() + GAP)))
        self.viewport().update()
