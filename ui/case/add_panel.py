"""Adding material: a panel beside the page, never a box in front of it. What nobody says is recorded as not set."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLayout, QLineEdit, QScrollArea, QWidget

from ui.case.queries import NewSource
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.button import Button, Link
from ui.widgets.card import Ground
from ui.widgets.field import Field, choice, line, text
from ui.widgets.label import BOLD, MEDIUM, Label
from ui.widgets.layout import column, holding, row

WIDTH = 420
_OWNERS = {
    "": "not set",
    "suspect": "suspect",
    "complainant": "complainant",
    "witness": "witness",
    "third party": "third party",
}


class AddPanel(Ground):
    """`wanted` is sent with what to add; `left` when the person closes it."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "left", parent)
        self.start = Button(tr("Start reading"), self.submit, tone="primary", keys="Ctrl Enter")
        self._more = holding(self._seizure())
        self._more.hide()
        toggle = Link(tr("Seizure, authority, owner, scope ▸"), self._show_more)
        form = column(self._what_it_is(), self._screening(), toggle, self._more, ..., gap=12, margins=(20, 8, 20, 12))
        self.setLayout(column(self._head(), _scrolled(holding(form)), self._foot(), gap=0, margins=(1, 0, 0, 0)))
        self.setAcceptDrops(True)
        self.retheme()

    def _head(self) -> QWidget:
        close = Button("", self.left.emit, tone="quiet", icon="close", name=tr("Close without adding"))
        return holding(row(Label(tr("Add material"), Size.HEAD, weight=BOLD), ..., close, margins=(20, 16, 12, 4)))

    def _what_it_is(self) -> QLayout:
        self.paths = QLineEdit()
        self.paths.setPlaceholderText(tr("Type a path, choose, or drop files here"))
        hint = tr("It is only read, never changed. Several paths are separated by |.")
        self._material = Field(tr("Material"), self.paths, hint)
        pick = row(Button(tr("Choose files…"), self._files), Button(tr("Choose a folder…"), self._folder), ...)
        self._exhibit, self.exhibit = line(tr("Exhibit reference"), placeholder="ABC/1")
        what, self.description = line(tr("What it is"), placeholder=tr("Ward mailbox"))
        return column(self._material, pick, self._exhibit, what, gap=12)

    def _screening(self) -> QLayout:
        hint = tr("Lawyers' names, addresses, domains and terms, one a line. What matches is born sealed.")
        screen, self.screen_terms = text(tr("Privilege screen"), hint)
        none, self.no_screen = line(tr("or why no screen is needed"))
        return column(screen, none, gap=12)

    def _seizure(self) -> QLayout:
        seized, self.seized = line(tr("Seized from, when, by whom"))
        hint = tr("Power and document. Empty is recorded as not set and stops only serving.")
        authority, self.authority = line(tr("Lawful authority"), hint)
        owner, self.owner = choice(tr("The owner is"), {key: tr(words) for key, words in _OWNERS.items()})
        scope, self.scope = line(
            tr("Scope file"), tr("TOML with from, to, people, kinds, apps. Empty: everything is read.")
        )
        return column(seized, authority, owner, scope, gap=12)

    def _foot(self) -> QWidget:
        words = Label(tr("It can be searched while it is still being read."), Size.NOTE, tone="muted", weight=MEDIUM)
        foot = Ground("surface", "top left")
        foot.setLayout(column(words, row(self.start, ...), gap=8, margins=(20, 10, 20, 14)))
        return foot

    def retheme(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))

    def open(self) -> None:
        """Shows the empty form."""
        for edit in self.findChildren(QLineEdit):
            edit.clear()
        self.screen_terms.clear()
        self.show()
        self.paths.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Checks what is needed and sends it."""
        paths = tuple(part.strip() for part in self.paths.text().split("|") if part.strip())
        missing = [path for path in paths if not Path(path).expanduser().exists()]
        self._material.wrong(tr("This path does not exist.") if missing else "" if paths else tr("What is to be read?"))
        if missing or not paths:
            return
        self._exhibit.wrong("" if self.exhibit.text().strip() else tr("Every source bears an exhibit reference."))
        if not self.exhibit.text().strip():
            return
        self.wanted.emit(
            NewSource(
                tuple(str(Path(path).expanduser()) for path in paths),
                self.exhibit.text().strip(),
                self.description.text().strip(),
                self.seized.text().strip(),
                self.authority.text().strip(),
                str(self.owner.currentData() or ""),
                self.scope.text().strip(),
                self.screen_terms.toPlainText().strip(),
                self.no_screen.text().strip(),
            )
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._add([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Files to read"))
        self._add(chosen)

    def _folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder to read"))
        self._add([chosen] if chosen else [])

    def _add(self, paths: list[str]) -> None:
        self.paths.setText(" | ".join([*filter(None, [self.paths.text().strip()]), *paths]))

    def _show_more(self) -> None:
        self._more.setVisible(not self._more.isVisible())


def _scrolled(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for part in (area.viewport(), form):
        part.setAutoFillBackground(False)
    return area
