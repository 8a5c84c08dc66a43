"""The scroll bar: no arrow buttons, the groove is the whole bar, the slider its share of it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from ui.frames import rounded
from ui.theme import theme


def draw_scroll_bar(option: QStyleOptionSlider, painter: QPainter) -> None:
    """Draws the slider where there is anything to scroll."""
    slider = scroll_part(option, QStyle.SubControl.SC_ScrollBarSlider)
    if option.maximum > option.minimum:
        pressed = option.state & QStyle.StateFlag.State_Sunken
        colour = theme.tokens.muted if pressed else theme.tokens.control
        rounded(painter, QRectF(slider).adjusted(3, 3, -3, -3), colour, None, radius=3)


def scroll_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of the bar stands."""
    whole = option.rect
    if part in (QStyle.SubControl.SC_ScrollBarAddLine, QStyle.SubControl.SC_ScrollBarSubLine):
        return QRect()
    if part == QStyle.SubControl.SC_ScrollBarGroove:
        return whole
    lying = option.orientation == Qt.Orientation.Horizontal
    length = whole.width() if lying else whole.height()
    range_ = option.maximum - option.minimum
    size = length if range_ <= 0 else max(28, int(length * option.pageStep / max(1, range_ + option.pageStep)))
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, max(0, length - size), option.upsideDown
    )
    return _along(
        whole,
        lying,
        *{
            QStyle.SubControl.SC_ScrollBarSubPage: (0, at),
            QStyle.SubControl.SC_ScrollBarAddPage: (at + size, length - at - size),
        }.get(part, (at, size)),
    )


def _along(whole: QRect, lying: bool, at: int, size: int) -> QRect:
    return (
        QRect(whole.x() + at, whole.y(), size, whole.height())
        if lying
        else QRect(whole.x(), whole.y() + at, whole.width(), size)
    )
