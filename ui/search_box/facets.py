"""Facets with their counts: a press adds a value to the question (OR inside a facet), another takes it away, Alt leaves it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.frames import focus_ring, rounded
from ui.text import elided
from ui.theme import Size, theme
from ui.translate import number, tr
from ui.widgets.card import Ground
from ui.widgets.histogram import Histogram
from ui.widgets.label import BOLD, NORMAL, Label
from ui.widgets.layout import column, emptied

WIDTH = 196
SHOWN = 7


@dataclass(frozen=True)
class Value:
    """One value: `term` is what it adds to the question."""

    term: str
    label: str
    count: int
    chosen: bool


class FacetRow(QAbstractButton):
    """A value with its count; chosen ones are bold with a tick-like bar at the left."""

    excluded = Signal()

    def __init__(self, value: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.setAccessibleName(
            tr("{label}, {n}", label=value.label, n=value.count) + (tr(", chosen") if value.chosen else "")
        )
        self.setToolTip(tr("Press to ask for it, Alt and press to leave it out"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.setDown(False)
            self.excluded.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Space:
            self.excluded.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, chosen = QPainter(self), theme.tokens, self.value.chosen
        area = QRectF(self.rect())
        if chosen:
            rounded(painter, area, tokens.accent_bg, None, radius=4)
        if self.hasFocus():
            focus_ring(painter, area, 4)
        painter.setFont(theme.font(Size.NOTE, BOLD if chosen else NORMAL))
        painter.setPen(tokens.accent if chosen else tokens.text)
        count = number(self.value.count)
        width = painter.fontMetrics().horizontalAdvance(count)
        inner = area.adjusted(theme.px(6), 0, -theme.px(4), 0)
        painter.drawText(
            inner,
            Qt.AlignmentFlag.AlignVCenter,
            elided(
                ("✓ " if chosen else "") + self.value.label,
                painter.fontMetrics(),
                int(inner.width() - width - theme.px(8)),
            ),
        )
        painter.setPen(tokens.accent if chosen else tokens.muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)


class Facets(QScrollArea):
    """`chosen` is sent with a term to add or take away, `excluded` with one to leave out, `ranged` with a range of dates."""

    chosen = Signal(str, bool)
    excluded = Signal(str)
    ranged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self.histogram = QVBoxLayout(), Histogram()
        self._parts.setSpacing(2)
        self.histogram.ranged.connect(self.ranged)
        ground = Ground("bg", "right")
        ground.setLayout(column(self._parts, ..., margins=(10, 14, 10, 14)))
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Facets"))
        self._open: set[str] = set()
        self._shown: dict[str, Sequence[Value]] = {}

    def show_facets(self, facets: dict[str, Sequence[Value]]) -> None:
        """Facets by their heading, in the order in which they are shown; `Date` as a histogram."""
        self._shown = facets
        self.histogram.setParent(None)
        emptied(self._parts)
        for name, values in facets.items():
            if values:
                self._parts.addWidget(Label(name, Size.NOTE, weight=BOLD))
                self._add(name, values)
                self._parts.addSpacing(theme.px(12))

    def _add(self, name: str, values: Sequence[Value]) -> None:
        if name == tr("Date"):
            self.histogram.show_values([(value.label, value.count, value.term, value.chosen) for value in values])
            self._parts.addWidget(self.histogram)
            return
        shown = values if name in self._open else values[:SHOWN]
        for value in shown:
            line = FacetRow(value)
            line.clicked.connect(lambda _=False, value=value: self.chosen.emit(value.term, not value.chosen))
            line.excluded.connect(lambda value=value: self.excluded.emit(value.term))
            self._parts.addWidget(line)
        if len(values) > len(shown):
            more = FacetRow(Value("", tr("more…"), len(values) - len(shown), False))
            more.clicked.connect(lambda _=False, name=name: self._more(name))
            self._parts.addWidget(more)

    def _more(self, name: str) -> None:
        self._open.add(name)
        self.show_facets(self._shown)
