"""What a person does at the window, in the words of the work; every verb is keys and presses on the real main window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.main_window import MainWindow

LONG_MS = 30_000
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Space": Qt.Key.Key_Space,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class Desk:
    """A person at a window. `presses("Ctrl+K")` comes in at the window, as a keyboard's keys do."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.bot, self.window = qtbot, window

    # --- verbs of the hand ---

    def presses(self, *keys: str) -> None:
        for key in keys:
            *modifiers, last = key.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= MODIFIERS[modifier]
            QTest.keyClick(self.window.windowHandle(), KEYS.get(last) or last.lower(), held)

    def types(self, text: str) -> None:
        for sign in text:
            QTest.keyClick(self.window.windowHandle(), sign)

    def fills(self, edit: QLineEdit, text: str) -> None:
        self.bot.mouseClick(edit, Qt.MouseButton.LeftButton)
        edit.selectAll()
        self.bot.keyClicks(edit, text)

    def clicks(self, button: QWidget) -> None:
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def waits(self, until: Callable[[], object], milliseconds: int = LONG_MS) -> None:
        self.bot.waitUntil(lambda: bool(until()), timeout=milliseconds)

    def settles(self) -> None:
        """Waits until every answer asked for has come."""
        self.waits(lambda: self.window.session is None or not self.window.session.runner.busy)

    # --- verbs of the work ---

    def makes_case(self, title: str, folder: Path, name: str, passphrase: str) -> None:
        self.presses("Ctrl+N")
        form = self.window.welcome.new_case
        for edit, text in (
            (form.title_edit, title),
            (form.folder_edit, str(folder)),
            (form.name_edit, name),
            (form.pass_edit, passphrase),
            (form.again_edit, passphrase),
        ):
            self.fills(edit, text)
        self.presses("Enter")
        self.waits(lambda: self.window.session is not None)
        self.settles()

    def signs_in(self, folder: Path, passphrase: str, name: str = "") -> None:
        self.window.welcome.sign_in(folder, name)
        self.fills(self.window.welcome.signing.pass_edit, passphrase)
        self.presses("Enter")
        self.waits(lambda: self.window.session is not None)
        self.settles()

    def adds(self, material: Path, exhibit: str, description: str) -> None:
        case = self.window.place
        self.clicks(self.button("Add material"))
        panel = case.adding
        self.fills(panel.paths, str(material))
        self.fills(panel.exhibit, exhibit)
        self.fills(panel.description, description)
        self.presses("Ctrl+Enter")
        self.waits(lambda: self.window.work.running)
        self.waits(lambda: not self.window.work.running, 2 * LONG_MS)
        self.waits(lambda: case.shown is not None and case.shown.status.found > 0)
        self.settles()

    def searches(self, question: str) -> list[int]:
        self.presses("Ctrl+K")
        self.fills(self.window.place.box, question)
        self.presses("Enter")
        self.settles()
        return self.window.place.model.items()

    def opens(self, item: int) -> None:
        review = self.window.place
        review.list.setFocus()
        if review.viewer.opened is None:
            self.presses("Enter")
            self.waits(lambda: review.viewer.opened is not None and review.viewer.is_painted)
        while review.viewer.opened.item != item:
            before = review.viewer.opened.item
            self.presses("J")
            self.waits(lambda before=before: review.viewer.opened.item != before and review.viewer.is_painted)
        self.settles()

    def exports(self, out: Path) -> QWidget:
        self.presses("Ctrl+3")
        export = self.window.place
        self.fills(export.out, str(out))
        self.presses("Enter")
        self.waits(export.make.isEnabled)
        self.presses("Ctrl+Enter")
        self.waits(lambda: not export.receipt.isHidden() or self.window.notice.words)
        return export

    def button(self, words: str) -> QAbstractButton:
        """The visible button with these words."""
        return next(
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.accessibleName() == words and each.isVisible()
        )
