"""What is being read now: how much of it can be searched already, rates, an honest time left, the file of this moment."""

from PySide6.QtWidgets import QWidget

from ui.text import one_line
from ui.theme import Size
from ui.translate import number, tr
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.label import BOLD, MEDIUM, ElidedLabel, Label
from ui.widgets.layout import column, holding, row
from ui.widgets.pill import Pill
from ui.work import Work


class IntakeCard(Card):
    """Shown while a job that reads runs."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        self._work, self._title, self._searchable = work, Label("", weight=BOLD), Pill("", "ok")
        self._pause = Button(tr("Pause"), work.pause_or_go_on, icon="pause")
        self._bar = Bar(8)
        self._figures = {name: Label("", Size.NOTE, weight=BOLD) for name in ("words", "meaning", "unreadable", "left")}
        names = {
            "words": tr("Words and first meaning"),
            "meaning": tr("Full meaning"),
            "unreadable": tr("Could not be read"),
            "left": tr("Time left"),
        }
        figures = row(
            *(
                column(Label(names[name], Size.NOTE, tone="muted"), label, gap=1)
                for name, label in self._figures.items()
            ),
            gap=16,
        )
        for at in range(4):
            figures.setStretch(at, 1)
        self._now = ElidedLabel(size=Size.NOTE, mono=True, weight=MEDIUM)
        now = row(
            Label(tr("Now"), Size.NOTE, tone="muted"), self._now, ..., Button(tr("Skip this file"), work.skip), gap=10
        )
        self._now_row = holding(now)
        head = row(self._title, self._searchable, ..., self._pause, Button(tr("Stop"), work.stop), gap=10)
        super().__init__(head, Line(), self._bar, figures, Line(), self._now_row, gap=10, parent=parent)
        self.hide()
        work.changed.connect(self.look)

    def look(self) -> None:
        """Shows the last line of the job."""
        work, step = self._work, self._work.step
        self.setVisible(work.running and work.name != "export")
        self._title.setText(work.words)
        self._searchable.say(
            tr("searchable now: {read} of {found} found", read=number(step.read), found=number(step.found)), "ok"
        )
        self._pause.set_words(tr("Go on") if work.paused else tr("Pause"))
        self._pause.set_icon("play" if work.paused else "pause")
        waiting = step.found > step.read
        self._bar.set(step.read if waiting else step.embedded, step.found if waiting else step.passages)
        read, embedded = work.rates()
        self._figures["words"].setText(_rated(step.read, read))
        self._figures["meaning"].setText(_rated(step.embedded, embedded))
        self._figures["unreadable"].setText(number(step.unreadable))
        self._figures["left"].setText(tr("paused") if work.paused else work.time_left())
        self._now.set_whole(
            one_line(step.now) if step.now else tr("passages, the most promising first") if not waiting else ""
        )


def _rated(count: int, rate: float) -> str:
    return (
        tr("{count} · {rate} a second", count=number(count), rate=number(round(rate))) if rate >= 1 else number(count)
    )
