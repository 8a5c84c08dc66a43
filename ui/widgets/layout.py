"""Rows and columns said in one line: a part is a widget, a layout, a gap in px, or `...` for the rest of the room."""

from types import EllipsisType
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Part = QWidget | QLayout | int | EllipsisType
Margins = tuple[int, int, int, int]
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """The parts side by side."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """The parts one under the other."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def holding(layout: QLayout) -> QWidget:
    """A bare widget with this layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def emptied(layout: QLayout) -> None:
    """Takes everything out of the layout and lets it go."""
    while (entry := layout.takeAt(0)) is not None:
        if entry.widget():
            entry.widget().hide()
            entry.widget().deleteLater()
        elif entry.layout():
            emptied(entry.layout())


def _filled(layout: _Box, parts: tuple[Part, ...], gap: int, margins: Margins) -> _Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addStretch(1)
    return layout
