"""The welcome page: what one can begin with on the left, the form that was asked for on the right."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget, QWidget

from evidence_triage.errors import TriageError
from ui.ops import CaseQuery, Runner, in_words
from ui.settings import Settings
from ui.theme import Size, theme
from ui.translate import tr
from ui.welcome.new_case import NewCase
from ui.welcome.recent import Recent
from ui.welcome.sample import make_sample
from ui.welcome.sign_in import SignIn
from ui.welcome.verify import VerifyBundle
from ui.widgets.button import Button
from ui.widgets.card import Ground
from ui.widgets.icon import Icon
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from evidence_triage.case import Case

LEFT = 300


class Welcome(Ground):
    """`opened` is sent with the case once a person has signed in."""

    opened = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__("bg")
        self.settings = settings
        self._runner = Runner(None, self)  # type: ignore[arg-type]  # no case is open yet
        self._pages = QStackedWidget()
        self.recent, self.new_case, self.signing, self.verifying = (
            Recent(self.sign_in),
            NewCase(),
            SignIn(),
            VerifyBundle(self._ask),
        )
        for page in (self.recent, self.new_case, self.signing, self.verifying):
            self._pages.addWidget(_scrolled(page))
        for page in (self.new_case, self.signing):
            page.submitted.connect(self._open)
            page.left.connect(self.start)
        self.verifying.left.connect(self.start)
        self.setLayout(row(self._left(), self._pages, gap=0))

    def start(self) -> None:
        """Back to the first page."""
        self.recent.show_cases(self.settings.recent())
        self._turn(self.recent)

    def begin(self) -> None:
        """The form for a new case."""
        self.new_case.clear()
        self._turn(self.new_case)

    def choose(self) -> None:
        """Asks for a case folder and then who opens it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a case folder"))
        if chosen:
            self.sign_in(Path(chosen))

    def sign_in(self, folder: Path, name: str = "", *, locked: bool = False) -> None:
        """The form to sign in to a case; after locking with the name that was signed in."""
        self.signing.ask(folder, name, locked=locked)
        self._turn(self.signing)

    def verify(self) -> None:
        """The form to verify a bundle."""
        self._turn(self.verifying)

    def explore(self) -> None:
        """Makes the sample case where it is missing, and opens it."""
        self._busy(True, tr("Making the sample case. This takes about a minute the first time."))
        self._open(make_sample)

    def end(self) -> None:
        """The program closes."""
        self._runner.close()

    def _left(self) -> QWidget:
        panel = Ground("surface", "right")
        panel.setFixedWidth(theme.px(LEFT))
        self._sample = Button(tr("Explore the sample case"), self.explore, icon="sample")
        self._begin = Button(tr("New case"), self.begin, tone="primary", icon="new", keys="Ctrl N")
        buttons = [
            self._begin,
            Button(tr("Open a case"), self.choose, icon="folder", keys="Ctrl O"),
            self._sample,
            Button(tr("Verify a bundle"), self.verify, icon="verify"),
        ]
        for button in buttons:
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
        self._state = Label("", Size.NOTE, tone="muted", wrap=True)
        offline = row(
            Icon("offline", "ok", 14),
            Label(tr("Offline: nothing leaves this machine."), Size.NOTE, tone="ok"),
            ...,
            gap=6,
        )
        title = Label("Evidence Triage", Size.TITLE, weight=BOLD)
        words = Label(tr("Read, search, review and hand over seized material."), Size.NOTE, tone="muted", wrap=True)
        panel.setLayout(
            column(title, words, 20, *buttons, 8, self._state, ..., offline, gap=8, margins=(28, 40, 28, 24))
        )
        return panel

    def _turn(self, page: QWidget) -> None:
        self._busy(False)
        self._begin.set_tone("primary" if page is self.recent else "plain")
        self._pages.setCurrentIndex((self.recent, self.new_case, self.signing, self.verifying).index(page))
        ready: Callable[[], None] | None = getattr(page, "ready", None)
        if ready is not None:
            ready()

    def _open(self, make: "Callable[[], Case]") -> None:
        """Runs what gives an open case, off the GUI thread."""
        self._busy(True)
        self._ask(CaseQuery(lambda _: make(), slot="open").success(self._is_open).failure(self._refused))

    def _ask(self, wanted: CaseQuery[Any]) -> None:
        self._runner.run(wanted)

    def _is_open(self, case: "Case") -> None:
        self._busy(False)
        self.signing.clear()
        self.opened.emit(case)

    def _refused(self, error: TriageError) -> None:
        self._busy(False)
        page = self._pages.currentWidget().widget()  # type: ignore[attr-defined]
        if page in (self.new_case, self.signing):
            page.refuse(error)
        else:
            self._state.set_tone("bad")
            self._state.setText(in_words(error))

    def _busy(self, on: bool, words: str = "") -> None:
        self._pages.setEnabled(not on)
        self._sample.setEnabled(not on)
        self._state.set_tone("muted")
        self._state.setText(words)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
