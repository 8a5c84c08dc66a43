"""Paints a row of the list: icon, title (bold while unseen), snippet with its marks, why it was found, date, exhibit, tags.

Layouts are cached, so that a row costs well under a third of a millisecond.
"""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.dates import short
from ui.frames import focus_ring
from ui.icons import pixmap
from ui.itemlist.model import ROW
from ui.itemlist.row import ListRow, Mark
from ui.text import elided_title, visible
from ui.theme import Size, theme
from ui.translate import number
from ui.widgets.label import BOLD, NORMAL
from ui.widgets.pill import draw_pill, pill_width

ROW_PX = 92
LEFT, RIGHT, TOP = 42, 12, 10
SNIPPET_LINES = 2
_CACHED = 600
_TAG_TONES = {"relevant": "ok", "undermines": "bad", "assists": "accent", "sensitive": "warn"}


@dataclass(frozen=True)
class _Key:
    item: int
    snippet: str
    width: int
    dark: bool
    scale: float


class RowDelegate(QStyledItemDelegate):
    """One row of two lines of snippet, 92 px high at the normal size."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._layouts: OrderedDict[_Key, QTextLayout] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(340), theme.px(ROW_PX))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        self._ground(painter, option)
        row = index.data(ROW)
        if isinstance(row, ListRow):
            area = option.rect.adjusted(theme.px(LEFT), theme.px(TOP), -theme.px(RIGHT), -theme.px(TOP))
            self._icon(painter, option.rect, row)
            self._head(painter, area, row)
            self._snippet(painter, area, row)
            self._foot(painter, area, row)
        else:
            _skeleton(painter, option.rect)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, rect = theme.tokens, option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, tokens.accent_bg if chosen else tokens.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
            if option.state & QStyle.StateFlag.State_HasFocus:
                focus_ring(painter, QRectF(rect).adjusted(0, 0, 0, -1), 0)

    def _icon(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        size = theme.px(16)
        colour = theme.tokens.bad if row.reason else theme.tokens.muted
        painter.drawPixmap(
            rect.left() + theme.px(14),
            rect.top() + theme.px(TOP + 1),
            pixmap(row.kind, colour, size, painter.device().devicePixelRatioF()),
        )

    def _head(self, painter: QPainter, area: QRect, row: ListRow) -> None:
        tokens, date = theme.tokens, short(row.date)
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(tokens.muted)
        line = QRect(area.left(), area.top(), area.width(), theme.px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, date)
        width = line.width() - painter.fontMetrics().horizontalAdvance(date) - theme.px(10)
        font = theme.font(Size.BODY, NORMAL if row.seen else BOLD)
        painter.setFont(font)
        painter.setPen(tokens.muted if row.seen else tokens.text)
        painter.drawText(
            line,
            Qt.AlignmentFlag.AlignVCenter,
            elided_title(visible(" ".join(row.title.split())), QFontMetrics(font), width),
        )

    def _snippet(self, painter: QPainter, area: QRect, row: ListRow) -> None:
        layout = self._layout(row, area.width())
        painter.setPen(theme.tokens.muted)
        layout.draw(painter, QPointF(area.left(), area.top() + theme.px(21)))

    def _foot(self, painter: QPainter, area: QRect, row: ListRow) -> None:
        tokens, height = theme.tokens, theme.px(18)
        line = QRectF(area.left(), area.bottom() - height + 1, area.width(), height)
        right = self._foot_right(painter, line, row)
        left = line.left() + (_bars(painter, line, row.likeness) if row.likeness is not None else 0)
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(tokens.muted)
        painter.drawText(
            QRectF(left, line.top(), right - left - theme.px(8), height),
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(
                visible(row.why), Qt.TextElideMode.ElideRight, int(right - left - theme.px(8))
            ),
        )

    def _foot_right(self, painter: QPainter, line: QRectF, row: ListRow) -> float:
        """Exhibit, tags, copies and attachments from the right edge inwards; gives where they begin."""
        tokens, right = theme.tokens, line.right()
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(tokens.muted)
        right -= painter.fontMetrics().horizontalAdvance(row.exhibit)
        painter.drawText(
            QRectF(right, line.top(), line.right() - right, line.height()),
            Qt.AlignmentFlag.AlignVCenter,
            visible(row.exhibit),
        )
        for tag in row.tags:
            width = pill_width(tag, _TAG_TONES.get(tag, "plain"))
            right -= width + theme.px(6)
            draw_pill(
                painter, QRectF(right, line.top() + 1, width, line.height() - 2), tag, _TAG_TONES.get(tag, "plain")
            )
        for icon, count in (("copies", row.duplicates), ("attachment", row.attachments)):
            if count:
                right = _count(painter, line, right, icon, count)
        return right

    def _layout(self, row: ListRow, width: int) -> QTextLayout:
        key = _Key(row.id, row.snippet, width, theme.is_dark, theme.scale)
        if key in self._layouts:
            self._layouts.move_to_end(key)
            return self._layouts[key]
        made = snippet_layout(visible(row.snippet), row.marks, width)
        self._layouts[key] = made
        if len(self._layouts) > _CACHED:
            self._layouts.popitem(last=False)
        return made


def mark_format(kind: str) -> QTextCharFormat:
    """How a hit is marked: its ground, a solid underline for a word, a dotted one for meaning; its text is always plain text."""
    tokens, made = theme.tokens, QTextCharFormat()
    made.setBackground(tokens.mark_word if kind == "word" else tokens.mark_meaning)
    made.setForeground(tokens.text)
    made.setUnderlineColor(tokens.accent)
    made.setUnderlineStyle(
        QTextCharFormat.UnderlineStyle.SingleUnderline if kind == "word" else QTextCharFormat.UnderlineStyle.DotLine
    )
    return made


def format_ranges(marks: tuple[Mark, ...], length: int) -> list[QTextLayout.FormatRange]:
    """Marks as Qt's format ranges, cut to the text's length."""
    ranges = []
    for start, stop, kind in marks:
        if start < min(stop, length):
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, min(stop, length) - start, mark_format(kind)  # type: ignore[misc]
            ranges.append(made)
    return ranges


def snippet_layout(snippet: str, marks: tuple[Mark, ...], width: int) -> QTextLayout:
    """At most two lines of the snippet with its marks; what does not fit ends in an ellipsis."""
    snippet = snippet.replace("\n", " ")
    layout = _laid(snippet, marks, width, SNIPPET_LINES + 1)
    if layout.lineCount() > SNIPPET_LINES:
        last = layout.lineAt(SNIPPET_LINES - 1)
        cut = last.textStart() + max(1, last.textLength() - 2)
        layout = _laid(snippet[:cut].rstrip() + "…", marks, width, SNIPPET_LINES)
    return layout


def _laid(text: str, marks: tuple[Mark, ...], width: int, lines: int) -> QTextLayout:
    layout = QTextLayout(text, theme.font(Size.NOTE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(format_ranges(marks, len(text)))
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + 1
    layout.endLayout()
    return layout


def _bars(painter: QPainter, line: QRectF, likeness: float) -> float:
    """Four bars, as many in accent as the likeness has quarters; gives the room they take."""
    tokens, filled = theme.tokens, max(1, min(4, round(likeness * 4 + 0.49)))
    width, gap, base = theme.px(3), theme.px(2), line.center().y() + theme.px(4)
    for at in range(4):
        height = theme.px(3 + 2 * at)
        painter.fillRect(
            QRectF(line.left() + at * (width + gap), base - height, width, height),
            tokens.accent if at < filled else tokens.line,
        )
    return float(4 * (width + gap) + theme.px(4))


def _count(painter: QPainter, line: QRectF, right: float, icon: str, count: int) -> float:
    colour: QColor = theme.tokens.muted
    words, size = (number(count) if count > 1 or icon == "copies" else ""), theme.px(13)
    width = painter.fontMetrics().horizontalAdvance(words)
    right -= width + theme.px(8)
    painter.drawText(QRectF(right, line.top(), width, line.height()), Qt.AlignmentFlag.AlignVCenter, words)
    right -= size + theme.px(2)
    painter.drawPixmap(
        round(right),
        round(line.center().y() - size / 2),
        pixmap(icon, colour, size, painter.device().devicePixelRatioF()),
    )
    return right


def _skeleton(painter: QPainter, rect: QRect) -> None:
    """A row that is still coming."""
    for top, share in ((TOP + 4, 0.5), (TOP + 26, 0.8), (TOP + 42, 0.6)):
        width = int((rect.width() - theme.px(LEFT + RIGHT)) * share)
        painter.fillRect(
            QRect(rect.left() + theme.px(LEFT), rect.top() + theme.px(top), width, theme.px(8)), theme.tokens.line
        )
