"""The frame: welcome page or the places of an open case, with rail, status bar, notices, palette and lock. Nothing of the work."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from evidence_triage.errors import TriageError
from ui.commands import Command, commands
from ui.frame.key_overlay import KeyOverlay
from ui.frame.notice import Notice
from ui.frame.palette import CommandPalette
from ui.frame.rail import Rail
from ui.frame.status_bar import StatusBar
from ui.idle import Idle
from ui.keys import Dispatcher
from ui.ops import CaseQuery, in_words
from ui.place import Place
from ui.places import PLACES, made
from ui.session import Session
from ui.settings import Settings
from ui.text import one_line
from ui.translate import tr
from ui.welcome.place import Welcome
from ui.widgets.card import Ground
from ui.widgets.layout import column, row
from ui.work import Work

if TYPE_CHECKING:
    from evidence_triage.case import Case

PROGRAM = "Evidence Triage"
SMALLEST = (940, 600)


class MainWindow(Ground):
    """The one window. `session` is null while no case is open."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("bg")
        self.settings, self.session, self.work = settings, None, Work(self)
        self.session: Session | None
        self._places: dict[str, Place] = {}
        self._closing = False
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(*SMALLEST)
        self._build()
        self.dispatcher = Dispatcher(self._where, self.run_command, self)
        self.dispatcher.single_keys = settings.single_keys
        self._idle = Idle(self, self.lock, self.status.say)
        self.work.changed.connect(self._show_work)
        self.status.paused.connect(self.work.pause_or_go_on)
        self._leave_case()

    def _build(self) -> None:
        self.rail, self.status, self.notice, self.stack = (
            Rail([(name, tr(words), keys) for name, words, keys, _ in PLACES]),
            StatusBar(),
            Notice(),
            QStackedWidget(),
        )
        self.welcome = Welcome(self.settings)
        self.welcome.opened.connect(self.enter_case)
        self.stack.addWidget(self.welcome)
        self.rail.chosen.connect(self.go)
        self.rail.locked.connect(self.lock)
        self.setLayout(column(row(self.rail, column(self.notice, self.stack, gap=0), gap=0), self.status, gap=0))
        self.palette_overlay, self.key_overlay = (
            CommandPalette(self, lambda each: self.run_command(each, True)),
            KeyOverlay(self),
        )

    @property
    def place(self) -> Place | None:
        """The place in front; null on the welcome page."""
        front = self.stack.currentWidget()
        return front if isinstance(front, Place) else None

    def enter_case(self, case: "Case") -> None:
        """A person has signed in."""
        self.session = Session(case, self)
        self.session.failed.connect(self.say_error)
        self.settings.opened(Path(case.folder))
        self.setWindowTitle(f"{one_line(case.title)} · {PROGRAM}")
        self.status.sign(case.member.name, case.member.roles, case.title)
        self.work.attach(self.session)
        for part in (self.rail, self.status):
            part.show()
        self._idle.watch(True)
        self.go("case")
        self.session.warm()

    def go(self, name: str) -> None:
        """Brings a place to the front; makes it on first use."""
        if self.session is None:
            return
        if name not in self._places:
            self._places[name] = self._made(name, self.session)
        self.notice.hide()
        self.rail.mark(name)
        self.stack.setCurrentWidget(self._places[name])
        self._places[name].entered()

    def seek(self, question: str) -> None:
        """Opens Review with a question."""
        self.go("review")
        self._places["review"].ask(question)  # type: ignore[attr-defined]

    def lock(self) -> None:
        """Keeps drafts, forgets keys, and shows nothing but the way back in."""
        if self.session is None:
            return
        folder, name = Path(self.session.case.folder), self.session.member.name
        self._leave_case()
        self.welcome.sign_in(folder, name, locked=True)

    def say(self, words: str) -> None:
        """A line at the foot."""
        self.status.say(words)

    def say_error(self, error: TriageError) -> None:
        """What could not be done, at the head of the place."""
        self.notice.say(in_words(error))

    def run_command(self, command: Command, down: bool) -> None:
        """Runs a command on the place it belongs to."""
        target: QObject | None = self if command.place == "window" else self.place or self.welcome
        if command.needs_item and self.place is not None and not self.place.is_painted():
            self.say(tr("Key dropped: the item was not on the screen yet."))
            return
        wanted = command.act(target, down) if command.hold else command.act(target)
        if isinstance(wanted, CaseQuery) and self.session is not None:
            self.session.run(wanted)

    def available(self) -> list[Command]:
        """What can be done here: the place's commands, then the window's."""
        return [each for name in self._where() for each in commands(name)]

    def showEvent(self, event: QShowEvent) -> None:
        """Keys and activity are heard at the window's handle: a filter of the application would see every event of every widget."""
        super().showEvent(event)
        for listener in (self.dispatcher, self._idle):
            self.windowHandle().removeEventFilter(listener)
            self.windowHandle().installEventFilter(listener)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.work.running and not self._closing:
            event.ignore()
            words = tr(
                "{what} is still running. What was finished is kept, and it goes on at the next opening.",
                what=self.work.words,
            )
            self.notice.ask(words, tr("Stop it and close"), self._close_all_the_same)
            return
        self.settings.keep_shape("window", self.saveGeometry())
        self._leave_case()
        self.welcome.end()
        self.work.end()
        event.accept()

    def _close_all_the_same(self) -> None:
        self._closing = True
        self.work.ended.connect(lambda *_: self.close())
        self.work.stop()

    def _where(self) -> tuple[str, ...]:
        return (self.place.name if self.place else "welcome", "window")

    def _made(self, name: str, session: Session) -> Place:
        place = made(name, session, self.work, self.settings)
        for signal, slot in ((place.said, self.say), (place.went, self.go), (place.sought, self.seek)):
            signal.connect(slot)
        self.stack.addWidget(place)
        return place

    def _leave_case(self) -> None:
        self._idle.watch(False)
        self.palette_overlay.hide()
        self.key_overlay.hide()
        for place in self._places.values():
            place.leaving()
            self.stack.removeWidget(place)
            place.deleteLater()
        self._places.clear()
        self.work.detach()
        if self.session is not None:
            self.session.end()
            self.session = None
        for part in (self.rail, self.status, self.notice):
            part.hide()
        self.status.say("")
        self.setWindowTitle(PROGRAM)
        self.welcome.start()
        self.stack.setCurrentWidget(self.welcome)

    def _show_work(self) -> None:
        self.status.work(*self.work.summary(), paused=self.work.paused)
