"""How controls are drawn: Fusion underneath, our frames on top. Lines instead of boxes, and a focus that is always seen."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionSlider,
    QTextEdit,
    QWidget,
)

from ui.frames import FOCUS_PX, focus_ring, rounded
from ui.scroll_bar import draw_scroll_bar, scroll_part
from ui.theme import theme

_State = QStyle.StateFlag


class Quiet(QProxyStyle):
    """The window's style; a widget asks for its tone with the property `tone` (primary, plain, quiet, bad, seal)."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        draw = _PRIMITIVES.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            draw(option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == QStyle.ControlElement.CE_HeaderSection:
            _header(option, painter)
        elif element == QStyle.ControlElement.CE_HeaderLabel and isinstance(option, QStyleOptionHeader):
            _header_label(option, painter)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            draw_scroll_bar(option, painter)
        elif control == QStyle.ComplexControl.CC_ComboBox:
            _combo(option, painter)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return scroll_part(option, part)
        if control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxEditField:
            return option.rect.adjusted(8, 1, -26, -1)
        return super().subControlRect(control, option, part, widget)

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents and isinstance(widget, QLineEdit) and widget.hasFrame():
            return option.rect.adjusted(8, 2, -8, -2)
        return super().subElementRect(element, option, widget)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        return _METRICS.get(metric) or super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: object = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, data)  # type: ignore[arg-type]

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        made = super().sizeFromContents(kind, option, size, widget)
        if kind in (QStyle.ContentsType.CT_LineEdit, QStyle.ContentsType.CT_ComboBox):
            made.setHeight(max(made.height(), theme.px(32)))
        return made


def _button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    tokens, tone = theme.tokens, str(widget.property("tone") or "plain") if widget else "plain"
    enabled, down = bool(option.state & _State.State_Enabled), bool(option.state & _State.State_Sunken)
    if tone == "primary" and enabled:
        fill, border = tokens.accent, tokens.accent
    elif tone == "quiet":
        fill, border = (tokens.raised if down else None), None
    else:
        fill, border = (tokens.raised if down or not enabled else tokens.surface), tokens.line
    rounded(painter, option.rect, fill, border)
    if option.state & _State.State_HasFocus:
        inner = QRectF(option.rect).adjusted(2, 2, -2, -2)
        focus_ring(
            painter, inner if tone == "primary" else option.rect, colour=tokens.on_accent if tone == "primary" else None
        )


def _line_edit(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QLineEdit) and not widget.hasFrame():
        return
    tokens = theme.tokens
    focused = option.state & _State.State_HasFocus
    wrong = bool(widget and widget.property("wrong"))
    border = tokens.bad if wrong else tokens.accent if focused else tokens.control
    rounded(painter, option.rect, tokens.surface, border, width=FOCUS_PX if focused else 1)


def _frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        _line_edit(option, painter, widget)


def _check(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    tokens, box = theme.tokens, QRectF(option.rect)
    on = bool(option.state & _State.State_On)
    rounded(painter, box, tokens.accent if on else tokens.surface, tokens.accent if on else tokens.control, radius=4)
    if on:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.on_accent, 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        points = [
            QPointF(box.x() + box.width() * x, box.y() + box.height() * y)
            for x, y in ((0.25, 0.53), (0.43, 0.7), (0.76, 0.32))
        ]
        painter.drawPolyline(QPolygonF(points))
        painter.restore()
    if option.state & _State.State_HasFocus:
        focus_ring(painter, box.adjusted(-3, -3, 3, 3), 6)


def _radio(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    tokens, box = theme.tokens, QRectF(option.rect)
    on = bool(option.state & _State.State_On)
    rounded(painter, box, tokens.surface, tokens.accent if on else tokens.control, radius=box.width() / 2, width=1.5)
    if on:
        inset = box.width() * 0.28
        rounded(painter, box.adjusted(inset, inset, -inset, -inset), tokens.accent, None, radius=box.width())
    if option.state & _State.State_HasFocus:
        focus_ring(painter, box.adjusted(-3, -3, 3, 3), box.width())


def _menu_frame(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    painter.setPen(theme.tokens.line)
    painter.setBrush(theme.tokens.surface)
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def _nothing(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
    """Not drawn: the control shows its focus by its own ring."""


def _header(option: QStyleOption, painter: QPainter) -> None:
    painter.fillRect(option.rect, theme.tokens.surface)
    painter.setPen(theme.tokens.line)
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _header_label(option: QStyleOptionHeader, painter: QPainter) -> None:
    painter.setPen(theme.tokens.muted)
    painter.drawText(
        option.rect.adjusted(8, 0, -8, 0), option.textAlignment | Qt.AlignmentFlag.AlignVCenter, option.text
    )


def _combo(option: QStyleOptionComplex, painter: QPainter) -> None:
    tokens = theme.tokens
    focused = option.state & _State.State_HasFocus
    rounded(
        painter,
        option.rect,
        tokens.surface,
        tokens.accent if focused else tokens.control,
        width=FOCUS_PX if focused else 1,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.muted, 1.5, c=Qt.PenCapStyle.RoundCap))
    x, y = option.rect.right() - 14, option.rect.center().y()
    painter.drawPolyline(QPolygonF([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]))
    painter.restore()


_PRIMITIVES = {
    QStyle.PrimitiveElement.PE_PanelButtonCommand: _button,
    QStyle.PrimitiveElement.PE_PanelLineEdit: _line_edit,
    QStyle.PrimitiveElement.PE_Frame: _frame,
    QStyle.PrimitiveElement.PE_FrameLineEdit: _nothing,
    QStyle.PrimitiveElement.PE_IndicatorCheckBox: _check,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton: _radio,
    QStyle.PrimitiveElement.PE_FrameFocusRect: _nothing,
    QStyle.PrimitiveElement.PE_FrameMenu: _menu_frame,
    QStyle.PrimitiveElement.PE_PanelMenu: _menu_frame,
}
_METRICS = {
    QStyle.PixelMetric.PM_ScrollBarExtent: 12,
    QStyle.PixelMetric.PM_IndicatorWidth: 16,
    QStyle.PixelMetric.PM_IndicatorHeight: 16,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: 16,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: 16,
}
