"""A field of a form: its name above it, a hint or what is wrong below it. Names never disappear into the field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.theme import Size
from ui.translate import tr
from ui.widgets.button import Button
from ui.widgets.label import MEDIUM, Label
from ui.widgets.layout import column, row


class Field(QWidget):
    """`edit` is the control; `wrong` marks it with a sentence and takes the focus there."""

    def __init__(self, words: str, edit: QWidget, hint: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.edit, self._hint = edit, hint
        self._below = Label(hint, Size.NOTE, tone="muted", wrap=True)
        edit.setAccessibleName(words)
        edit.setAccessibleDescription(hint)
        name = Label(words, Size.NOTE, weight=MEDIUM)
        name.setBuddy(edit)
        control = row(edit, beside) if beside else row(edit)
        control.setStretch(0, 1)
        self.setLayout(column(name, control, self._below, gap=4))
        self._below.setVisible(bool(hint))

    def wrong(self, words: str) -> None:
        """Says what is wrong; empty takes it back."""
        self.edit.setProperty("wrong", bool(words))
        self._below.setText(words or self._hint)
        self._below.set_tone("bad" if words else "muted")
        self._below.setVisible(bool(words or self._hint))
        self.edit.update()
        if words:
            self.edit.setFocus()


def line(
    words: str, hint: str = "", *, secret: bool = False, placeholder: str = "", value: str = ""
) -> tuple[Field, QLineEdit]:
    """A field of one line."""
    edit = QLineEdit(value)
    edit.setPlaceholderText(placeholder)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return Field(words, edit, hint), edit


def text(words: str, hint: str = "", lines: int = 3) -> "tuple[Field, TextBox]":
    """A field of several lines; Tab leaves it."""
    edit = TextBox(lines)
    return Field(words, edit, hint), edit


class TextBox(QPlainTextEdit):
    """A text of so many lines; Tab leaves it. Its frame is rounded, so its ground stands a little inside."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setViewportMargins(4, 3, 4, 3)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)


def choice(words: str, options: dict[str, str], hint: str = "") -> tuple[Field, QComboBox]:
    """A field to choose from; each option's key is the item's data."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    for key, word in options.items():
        box.addItem(word, key)
    return Field(words, box, hint), box


def folder(words: str, hint: str = "", *, value: str = "") -> tuple[Field, QLineEdit]:
    """A folder, typed or chosen."""
    edit = QLineEdit(value)

    def browse() -> None:
        chosen = QFileDialog.getExistingDirectory(edit, words, edit.text())
        if chosen:
            edit.setText(chosen)

    return Field(words, edit, hint, Button(tr("Browse…"), browse, name=tr("Browse: {field}", field=words))), edit
