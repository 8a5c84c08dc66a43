"""A page of the welcome place: a title, a column of fields no wider than one reads well, and its buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Size, theme
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import Part, column, holding, row

WIDTH = 460


class Page(QWidget):
    """`left` is sent when the person goes back."""

    left = Signal()
    submitted = Signal(object)

    def __init__(self, title: str, words: str, *parts: Part, width: int = WIDTH) -> None:
        super().__init__()
        self.title, self.words = Label(title, Size.TITLE, weight=BOLD), Label(words, tone="muted", wrap=True)
        body = holding(column(self.title, self.words, 8, *parts, ..., gap=12))
        body.setMaximumWidth(theme.px(width))
        layout = row(body, ..., gap=0, margins=(56, 40, 40, 32))
        layout.setStretch(0, 100)
        self.setLayout(layout)

    def leave(self) -> None:
        """Goes back."""
        self.left.emit()
