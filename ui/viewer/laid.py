"""How each look of a block is laid out and painted: widths, insets, faces, frames."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from ui.frames import rounded
from ui.itemlist.delegate import format_ranges
from ui.theme import RADIUS_CARD, Size, theme
from ui.viewer.blocks import Block, Look
from ui.widgets.label import MEDIUM

GUTTER = 20
FIELD_NAME = 120
TAB = 96
BUBBLE_SHARE = 0.68
LINE_GAP = 1.22


@dataclass
class Laid:
    """A block measured for a width: its layout, where that stands in the block, and the block's height."""

    block: Block
    layout: QTextLayout
    at: QPointF
    width: float
    height: float
    frame: QRectF | None = None

    def paint(self, painter: QPainter, top: float, selection: tuple[int, int] | None) -> None:
        """Draws it with its top at `top`; `selection` in characters of its text."""
        painter.save()
        painter.translate(0, top)
        _BEHIND.get(self.block.look, _nothing)(self, painter)
        if self.block.near:
            _beside(painter, self.height)
        painter.setPen(_ink(self.block.look))
        self.layout.draw(painter, self.at, _selected(selection) if selection else [])
        painter.restore()

    def position(self, x: float, y: float) -> int:
        """The character at a point of the block."""
        y -= self.at.y()
        for at in range(self.layout.lineCount()):
            line = self.layout.lineAt(at)
            if y < line.y() + line.height() or at == self.layout.lineCount() - 1:
                return line.xToCursor(x - self.at.x())
        return 0


def laid(block: Block, width: float) -> Laid:
    """Measures a block for the canvas's width."""
    return _LAYING[block.look](block, width)


def estimated(block: Block, width: float) -> float:
    """About how high a block will be, without measuring it."""
    if block.look in (Look.LEFT, Look.RIGHT):
        return 44.0 + 20 * int(len(block.text) * 8 / max(100.0, width * BUBBLE_SHARE))
    line = theme.px(Size.READING) * 1.5
    return line * (1 + int(len(block.text) * theme.px(7.4) / max(100.0, width - 2 * GUTTER))) + 2


def _font(look: Look) -> QFont:
    if look in (Look.TEXT, Look.QUOTED, Look.LEFT, Look.RIGHT):
        return theme.font(Size.READING)
    return theme.font(
        Size.BODY if look is Look.FIELD else Size.NOTE, MEDIUM if look is Look.LABEL else QFont.Weight.Normal
    )


def _ink(look: Look) -> QColor:
    return (
        theme.tokens.text
        if look in (Look.TEXT, Look.FIELD, Look.LEFT, Look.RIGHT)
        else theme.tokens.accent
        if look is Look.FOLD
        else theme.tokens.muted
    )


def _set(block: Block, width: float, *, centred: bool = False) -> tuple[QTextLayout, float, float]:
    """The text laid into a width; gives the layout, its height, and its widest line."""
    layout = QTextLayout(block.text, _font(block.look))
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(theme.px(TAB))
    layout.setTextOption(option)
    layout.setFormats(format_ranges(block.marks, len(block.text)))
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top, widest = 0.0, 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() * LINE_GAP
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return layout, max(top, QFontMetricsF(_font(block.look)).height()), widest


def _plain(
    block: Block, width: float, *, left: float = GUTTER, above: float = 0, below: float = 4, centred: bool = False
) -> Laid:
    inner = max(80.0, width - left - GUTTER)
    layout, height, _ = _set(block, inner, centred=centred)
    if block.look is Look.TEXT and not block.text:
        height = theme.px(10)
    return Laid(block, layout, QPointF(left, above), inner, height + above + below)


def _field(block: Block, width: float) -> Laid:
    return _plain(block, width, left=GUTTER + theme.px(FIELD_NAME), below=3)


def _bubble(block: Block, width: float, *, own: bool) -> Laid:
    padding, stamp = theme.px(12), theme.px(16)
    layout, height, widest = _set(block, max(120.0, width * BUBBLE_SHARE - 2 * padding))
    inner = max(widest, QFontMetricsF(theme.font(Size.SMALL)).horizontalAdvance(block.name) + 2)
    box_width, box_height = inner + 2 * padding, height + stamp + theme.px(14)
    left = width - GUTTER - box_width if own else GUTTER
    return Laid(
        block,
        layout,
        QPointF(left + padding, theme.px(8)),
        inner,
        box_height + theme.px(6),
        QRectF(left, 0, box_width, box_height),
    )


def _run_head(block: Block, width: float) -> Laid:
    made = _plain(block, width, above=theme.px(8))
    if block.name:
        made.at.setX(width - GUTTER - QFontMetricsF(_font(block.look)).horizontalAdvance(block.text))
    return made


def _rule(block: Block, width: float) -> Laid:
    return Laid(block, QTextLayout("", _font(block.look)), QPointF(GUTTER, 0), width, theme.px(21))


_LAYING = {
    Look.TEXT: _plain,
    Look.QUOTED: partial(_plain, left=GUTTER + 14),
    Look.FIELD: _field,
    Look.LABEL: partial(_plain, above=10, below=6),
    Look.DAY: partial(_plain, above=10, below=6, centred=True),
    Look.RUN: _run_head,
    Look.FOLD: partial(_plain, left=GUTTER + 16, above=6, below=6),
    Look.LEFT: partial(_bubble, own=False),
    Look.RIGHT: partial(_bubble, own=True),
    Look.RULE: _rule,
}


def _beside(painter: QPainter, height: float) -> None:
    """A dotted line at the left of the passage that was found by its meaning."""
    painter.setPen(QPen(theme.tokens.accent, 3, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(GUTTER / 2, 0), QPointF(GUTTER / 2, height))


def _nothing(self: Laid, painter: QPainter) -> None:
    """No ground."""


def _behind_field(self: Laid, painter: QPainter) -> None:
    painter.setFont(_font(Look.FIELD))
    painter.setPen(theme.tokens.muted)
    name = painter.fontMetrics().elidedText(self.block.name, Qt.TextElideMode.ElideRight, theme.px(FIELD_NAME) - 10)
    painter.drawText(QRectF(GUTTER, 0, theme.px(FIELD_NAME), self.height), Qt.AlignmentFlag.AlignTop, name)


def _behind_quote(self: Laid, painter: QPainter) -> None:
    painter.fillRect(QRectF(GUTTER + 2, 0, 2, self.height), theme.tokens.line)


def _behind_rule(self: Laid, painter: QPainter) -> None:
    painter.fillRect(QRectF(GUTTER, self.height / 2, self.width - 2 * GUTTER, 1), theme.tokens.line)


def _behind_fold(self: Laid, painter: QPainter) -> None:
    painter.setPen(theme.tokens.accent)
    painter.setFont(_font(Look.FOLD))
    painter.drawText(QPointF(GUTTER, self.at.y() + painter.fontMetrics().ascent()), "▸" if not self.block.here else "▾")


def _behind_bubble(self: Laid, painter: QPainter) -> None:
    tokens, frame = theme.tokens, self.frame or QRectF()
    own, here = self.block.look is Look.RIGHT, self.block.here
    rounded(
        painter,
        frame,
        tokens.accent_bg if own or here else tokens.raised,
        tokens.accent if here else tokens.line,
        width=2 if here else 1,
        radius=RADIUS_CARD,
    )
    painter.setFont(theme.font(Size.SMALL))
    painter.setPen(tokens.muted)
    painter.drawText(
        frame.adjusted(0, 0, -theme.px(12), -theme.px(6)),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
        self.block.name,
    )


_BEHIND = {
    Look.FIELD: _behind_field,
    Look.QUOTED: _behind_quote,
    Look.RULE: _behind_rule,
    Look.FOLD: _behind_fold,
    Look.LEFT: _behind_bubble,
    Look.RIGHT: _behind_bubble,
}


def _selected(selection: tuple[int, int]) -> list[QTextLayout.FormatRange]:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setBackground(theme.tokens.accent)
    form.setForeground(theme.tokens.on_accent)
    made.start, made.length, made.format = selection[0], selection[1] - selection[0], form  # type: ignore[misc]
    return [made]
