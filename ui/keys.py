"""One dispatcher for every key: it decides by place, key and what the focused widget does with keys.

Writing (text fields): letters are letters. Pressing (buttons, boxes, tabs): Space, Enter and arrows are theirs.
Choosing (the choices of the coding panel): Space is theirs, everything else acts. Reading (lists, viewer): single keys
act. Silent while a popup is open. (QShortcut for unmodified keys steals
Return from fields and Space from buttons.)
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.commands import Command, find

_PRESSED = frozenset({"Space", "Return", "Left", "Right", "Up", "Down", "Home", "End"})
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_FREE = frozenset({"Esc", *(f"F{n}" for n in range(1, 13))})


class Focus(Enum):
    """What the focused widget does with keys."""

    WRITING = "writing"
    PRESSING = "pressing"
    CHOOSING = "choosing"
    READING = "reading"


def focus_of(widget: QWidget | None) -> Focus:
    """A widget may say it itself by the property `keys`; else its class decides."""
    said = widget.property("keys") if widget else None
    if said:
        return Focus(said)
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
        read_only = isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and widget.isReadOnly()
        return Focus.READING if read_only else Focus.WRITING
    if isinstance(widget, QComboBox):
        return Focus.WRITING if widget.isEditable() else Focus.PRESSING
    return Focus.PRESSING if isinstance(widget, QAbstractButton | QTabBar) else Focus.READING


def name_of(event: QKeyEvent) -> str:
    """The key as commands are registered: `Ctrl+Shift+L`, `Return`, `?`; empty for a bare modifier."""
    if event.key() in _MODIFIERS:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    character = event.text()
    if (
        modifiers == Qt.KeyboardModifier.ShiftModifier
        and character.isprintable()
        and character
        and not character.isalnum()
        and character != " "
    ):
        return character
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)


def counts(keys: str, focus: Focus, *, single_keys: bool = True) -> bool:
    """Whether a key may act for the window where the focus is of this kind."""
    modified = "Ctrl+" in keys or "Alt+" in keys or "Meta+" in keys
    if modified or keys in _FREE:
        return True
    if focus is Focus.WRITING:
        return False
    bare = keys.removeprefix("Shift+")
    if focus is Focus.CHOOSING and bare == "Space":
        return False
    if focus is Focus.PRESSING and bare in _PRESSED:
        return False
    return single_keys or len(bare) > 1


class Dispatcher(QObject):
    """Hears every key of a window before its widgets do, and runs the command it means; a filter of the window's handle.

    Args:
        places: the places whose commands hold now, the nearest first.
        run: runs a command; for a hold command gets whether the key is down.
    """

    def __init__(
        self, places: Callable[[], tuple[str, ...]], run: Callable[[Command, bool], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._places, self._run = places, run
        self.single_keys = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        found = self._meant(event)
        if found is None or (event.type() == QEvent.Type.KeyRelease and not found.hold):
            return False
        if not event.isAutoRepeat() or found.repeats:
            self._run(found, event.type() == QEvent.Type.KeyPress)
        return True

    def _meant(self, event: QKeyEvent) -> Command | None:
        keys = name_of(event)
        if not keys or not counts(keys, focus_of(QApplication.focusWidget()), single_keys=self.single_keys):
            return None
        return find(keys, *self._places()) or self._instead(keys)

    def _instead(self, keys: str) -> Command | None:
        """With single keys switched off, Alt and the key do what the key alone did."""
        return (
            find(keys.removeprefix("Alt+"), *self._places())
            if not self.single_keys and keys.startswith("Alt+")
            else None
        )
