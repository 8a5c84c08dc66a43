"""The Case place: header, live reading, sources, the ledger, the review's progress; adding material at its side."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from evidence_triage.errors import TriageError
from evidence_triage.words import Act
from ui.case.add_panel import AddPanel
from ui.case.intake_card import IntakeCard
from ui.case.ledger import LedgerCard, ReviewCard
from ui.case.queries import NewSource, Overview, overview
from ui.case.sources import SourcesCard
from ui.dates import day
from ui.ops import CaseQuery
from ui.place import Place
from ui.session import Session
from ui.text import isolated
from ui.theme import Size, theme
from ui.translate import number, tr
from ui.widgets.button import Button
from ui.widgets.card import Card, Ground
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import column, holding, row
from ui.work import Work

REFRESH_MS = 400
SIDE = 360
BOTH = 1500


class CasePlace(Place):
    """What is in the case and how it is going."""

    name = "case"

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__(session)
        self.work, self.shown, self._looked = work, None, False
        self.shown: Overview | None
        self._title, self._about = Label("", Size.TITLE, weight=BOLD), Label("", Size.NOTE, tone="muted")
        self.intake, self.sources, self.ledger, self.review, self.adding = (
            IntakeCard(work),
            SourcesCard(),
            LedgerCard(),
            ReviewCard(),
            AddPanel(),
        )
        self._open = OpenChecks()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(REFRESH_MS)
        self._again.timeout.connect(self.refresh)
        self._build()
        self._wire()

    def entered(self) -> None:
        self.intake.look()
        self.refresh()

    def refresh(self) -> None:
        """Asks for the counts anew."""
        self.run(CaseQuery(overview, slot="overview").success(self._show))

    def add(self) -> None:
        """Opens the panel to add material."""
        self.adding.open()
        self.retheme()

    def close_panel(self) -> None:
        """Puts the panel away."""
        self.adding.hide()
        self.retheme()

    def submit_add(self) -> None:
        """Starts reading what the panel names."""
        if self.adding.isVisible():
            self.adding.submit()

    def retry(self) -> None:
        """Tries again what could not be read."""
        self.work.start(
            "retry", tr("Reading again what could not be read"), {"items": [], "reason": None, "workers": 2}
        )

    def _build(self) -> None:
        search = Button(tr("Search while it reads"), lambda: self.went.emit("review"), keys="Ctrl K")
        self._add = Button(tr("Add material"), self.add, tone="primary", icon="add")
        self._search = search
        head = Ground("surface", "bottom")
        head.setLayout(
            row(column(self._title, self._about, gap=2), ..., search, self._add, gap=12, margins=(24, 14, 24, 14))
        )
        main = column(self.intake, self.sources, self._open, ..., gap=16)
        self._side = holding(column(self.ledger, self.review, ..., gap=16))
        page = holding(row(holding(main), self._side, gap=20, margins=(24, 20, 24, 20)))
        page.layout().setStretch(0, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        body = row(area, self.adding, gap=0)
        body.setStretch(0, 1)
        self.adding.hide()
        layout = column(head, body, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retheme()

    def _wire(self) -> None:
        self.sources.opened.connect(lambda exhibit: self.sought.emit(f"exhibit:{exhibit}"))
        self.ledger.opened.connect(self.sought)
        self.ledger.retried.connect(self.retry)
        self.adding.wanted.connect(self._start)
        self.adding.left.connect(self.close_panel)
        self.session.changed.connect(lambda _: self._again.isActive() or self._again.start())
        self.work.ended.connect(self._ended)

    def retheme(self) -> None:
        self._side.setFixedWidth(theme.px(SIDE if self.width() >= theme.px(1000) else 300))
        self._side.setVisible(self.adding.isHidden() or self.width() >= theme.px(BOTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retheme()

    def _show(self, found: Overview) -> None:
        self.shown = found
        self._title.setText(isolated(found.title))
        self._about.setText(tr("made {day} · times in {zone}", day=day(found.created), zone=found.time_zone))
        self._search.set_words(tr("Search while it reads") if self.work.running else tr("Search"))
        self._search.setEnabled(found.status.found > 0)
        self.sources.show_sources(found.sources, found.time_zone)
        self.ledger.show_status(found.status)
        self.review.show_status(found.status)
        self._open.show_checks(_checks(found))
        self._go_on(found)

    def _go_on(self, found: Overview) -> None:
        """Once a sitting: what was left unfinished at the last closing goes on by itself."""
        status, unfinished = found.status, not self._looked
        self._looked = True
        waiting = status.waiting or status.embedded < status.passages
        if unfinished and waiting and not self.work.running and self.session.case.may(Act.READ):
            self.work.start("embed", tr("Going on where it stopped"), {"workers": 2})

    def _start(self, source: NewSource) -> None:
        try:
            params = source.params()
        except TriageError as error:
            self.session.failed.emit(error)
            return
        self.close_panel()
        words = tr("Reading {exhibit}", exhibit=isolated(source.exhibit)) + (
            f", {isolated(source.description)}" if source.description else ""
        )
        self.work.start("add", words, params)

    def _ended(self, name: str, result: object) -> None:
        self.refresh()
        if isinstance(result, dict) and name == "add":
            self.said.emit(
                tr("{n} items found and read.", n=number(int(result.get("new", 0))))
                if result.get("new")
                else tr("Nothing new: this source is in the case already, and everything in it.")
            )


class OpenChecks(Card):
    """What nobody has said yet; it stops nothing but serving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._words = Label("", Size.NOTE, wrap=True)
        super().__init__(Label(tr("Open checks"), weight=BOLD), self._words, gap=4, parent=parent)
        self.hide()

    def show_checks(self, checks: list[str]) -> None:
        """One line a check; none hides the card."""
        self._words.setText("\n".join(f"△ {check}" for check in checks))
        self.setVisible(bool(checks))


def _checks(found: Overview) -> list[str]:
    """What is not set, each with the exhibits it is not set for."""
    unset: dict[str, list[str]] = {}
    for source in found.sources:
        for what in source.unset:
            unset.setdefault(what, []).append(isolated(source.exhibit))
    names = {"screen": tr("privilege screen"), "authority": tr("lawful authority"), "scope": tr("scope")}
    checks = [
        tr(
            "No {what} is set for {exhibits}: reading and searching go on, serving waits for it.",
            what=names[what],
            exhibits=", ".join(exhibits),
        )
        for what, exhibits in unset.items()
    ]
    if not found.has_recovery:
        checks.append(tr("This case has no recovery key: without a passphrase nobody can open it."))
    return checks
