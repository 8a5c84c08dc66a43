"""The sources as a table: exhibit, what it is, items, unreadable, state, seized; below each what nobody has said yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.dates import in_zone, short
from ui.frames import focus_ring, rounded
from ui.icons import pixmap
from ui.text import elided, elided_title, one_line
from ui.theme import RADIUS_CARD, Size, theme
from ui.translate import number, tr
from ui.widgets.label import BOLD, MEDIUM, NORMAL, Label
from ui.widgets.layout import column, emptied, holding

if TYPE_CHECKING:
    from evidence_triage.items import Source

# where each column stands, as shares of the width, and how it is aligned
_COLUMNS = (
    (0.02, 0.12, "left"),
    (0.12, 0.45, "left"),
    (0.45, 0.54, "right"),
    (0.54, 0.64, "right"),
    (0.67, 0.86, "left"),
    (0.87, 0.99, "left"),
)


def _cell(width: int, at: int, top: float, height: float) -> QRectF:
    left, right, _ = _COLUMNS[at]
    return QRectF(width * left, top, width * (right - left) - theme.px(8), height)


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(theme.tokens.muted)
        for at, words in enumerate(("Exhibit", "What", "Items", "Unreadable", "State", "Added")):
            align = Qt.AlignmentFlag.AlignRight if _COLUMNS[at][2] == "right" else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                _cell(self.width(), at, 0, self.height()), align | Qt.AlignmentFlag.AlignVCenter, tr(words)
            )
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.tokens.line)


class SourceRow(QAbstractButton):
    """One source; pressing it shows its items in Review."""

    def __init__(self, source: "Source", zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._zone = source, zone
        self.setAccessibleName(tr("Exhibit {exhibit}, {n} items", exhibit=source.exhibit, n=source.items))
        self.setToolTip(one_line(source.location))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(500), theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, source = QPainter(self), theme.tokens, self._source
        what, where = source.continuity.description or source.location.rstrip("/").rpartition("/")[2], source.location
        self._text(painter, 0, source.exhibit, theme.font(Size.BODY, MEDIUM, mono=True))
        self._two(painter, 1, one_line(what), one_line(where))
        self._text(painter, 2, number(source.items), theme.font())
        self._text(painter, 3, number(source.unreadable), theme.font())
        self._state(painter)
        self._text(painter, 5, short(in_zone(source.time, self._zone)), theme.font(Size.NOTE), muted=True)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        if self.hasFocus():
            focus_ring(painter, self.rect(), 0)

    def _text(self, painter: QPainter, at: int, words: str, font: object, *, muted: bool = False) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(theme.tokens.muted if muted else theme.tokens.text)
        box = _cell(self.width(), at, 0, self.height() - 1)
        align = Qt.AlignmentFlag.AlignRight if _COLUMNS[at][2] == "right" else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            box, align | Qt.AlignmentFlag.AlignVCenter, elided(words, painter.fontMetrics(), int(box.width()))
        )

    def _two(self, painter: QPainter, at: int, first: str, second: str) -> None:
        half = self.height() / 2
        for words, font, colour, top, align in (
            (first, theme.font(Size.BODY, BOLD), theme.tokens.text, 0.0, Qt.AlignmentFlag.AlignBottom),
            (second, theme.font(Size.NOTE, NORMAL), theme.tokens.muted, half, Qt.AlignmentFlag.AlignTop),
        ):
            box = _cell(self.width(), at, top, half)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(box, align, elided_title(words, painter.fontMetrics(), int(box.width())))

    def _state(self, painter: QPainter) -> None:
        source, tokens = self._source, theme.tokens
        if source.waiting:
            words, tone, sign = (
                tr("reading, {share}%", share=round(100 * (source.items - source.waiting) / max(1, source.items))),
                "accent",
                "play",
            )
        elif source.unset:
            words, tone, sign = tr("read; not set: {what}", what=", ".join(source.unset)), "warn", "warn"
        else:
            words, tone, sign = tr("complete"), "ok", "ok"
        box, size = _cell(self.width(), 4, 0, self.height() - 1), theme.px(12)
        painter.drawPixmap(
            int(box.left()),
            int(box.center().y() - size / 2),
            pixmap(sign, getattr(tokens, tone), size, self.devicePixelRatioF()),
        )
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(getattr(tokens, tone))
        text = box.adjusted(size + theme.px(6), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, elided(words, painter.fontMetrics(), int(text.width())))


class SourcesCard(QFrame):
    """`opened` is sent with an exhibit reference."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        title = holding(column(Label(tr("Sources"), weight=BOLD), margins=(16, 12, 16, 8)))
        self._none = Label(
            tr(
                "No material yet. Add a mailbox, a phone's export, a folder of documents: it can be searched while it is still being read."
            ),
            tone="muted",
            wrap=True,
        )
        self._none.setContentsMargins(16, 4, 16, 18)
        self._head = _Head()
        self.setLayout(column(title, self._head, self._none, self._rows, gap=0, margins=(0, 0, 0, 6)))

    def show_sources(self, sources: "Sequence[Source]", zone: str) -> None:
        """One row a source, in the order in which they were added."""
        emptied(self._rows)
        for source in sources:
            line = SourceRow(source, zone)
            line.clicked.connect(lambda _=False, exhibit=source.exhibit: self.opened.emit(exhibit))
            self._rows.addWidget(line)
        self._none.setVisible(not sources)
        self._head.setVisible(bool(sources))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect(), theme.tokens.surface, theme.tokens.line, radius=RADIUS_CARD)
