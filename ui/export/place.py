"""The Export place: choose, see the bundle before it is made, make it, keep the receipt, verify it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from evidence_triage.errors import TriageError
from ui.export.preview import PreviewPane
from ui.export.queries import Previewed, Wanted, preview
from ui.export.verifying import Verdict, verify_bundle
from ui.ops import CaseQuery, in_words
from ui.place import Place
from ui.session import Session
from ui.text import one_line
from ui.theme import Size, theme
from ui.translate import counted, number, tr
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.card import Card, Ground
from ui.widgets.field import choice, folder, line
from ui.widgets.label import BOLD, Label
from ui.widgets.layout import column, holding, row
from ui.work import Work

SIDE = 440
_RECIPIENTS = {
    "": "nobody named yet (the defence's rules hold)",
    "prosecutor": "the prosecutor",
    "defence": "the defence",
    "court": "the court",
}
_FAMILIES = {"whole": "families go whole", "none": "only what was chosen"}


class ExportPlace(Place):
    """From decisions to a signed bundle."""

    name = "export"

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__(session)
        self.work, self._previewed, self._bundle = work, None, Path()
        self._previewed: Previewed | None
        self._what, self.question = line(
            tr("What to hand over"),
            tr(
                "Fields and words that must all occur. Nearness in meaning chooses nothing here: it has no natural end."
            ),
            value="tag:relevant",
        )
        self._to, self.recipient = choice(tr("For"), {key: tr(words) for key, words in _RECIPIENTS.items()})
        self._with, self.families = choice(tr("Families"), {key: tr(words) for key, words in _FAMILIES.items()})
        self._where, self.out = folder(
            tr("Folder of the bundle"), tr("A new folder, outside the case."), value=str(Path.home() / "Bundle")
        )
        self.preview_button = Button(tr("Preview"), self.preview)
        self.make = Button(tr("Make the bundle"), self.export, tone="primary", icon="export", keys="Ctrl Enter")
        self.pane, self.receipt, self.verdict, self._bar, self._stage = (
            PreviewPane(),
            Receipt(self.verify),
            Verdict(),
            Bar(6),
            Label("", Size.NOTE, tone="muted"),
        )
        self._build()
        for edit in (self.question, self.out):
            edit.textEdited.connect(self._changed)
        for box in (self.recipient, self.families):
            box.currentIndexChanged.connect(self._changed)
        self.question.returnPressed.connect(self.preview)
        self.out.returnPressed.connect(self.preview)
        self.work.changed.connect(self._progress)
        self.work.ended.connect(self._ended)
        self._changed()

    def preview(self) -> None:
        """Shows what would go, and writes nothing."""
        wanted = self._wanted()
        self.pane.show_nothing(tr("Looking…"))
        query = CaseQuery(lambda _: preview(self.session, wanted), slot="preview", slow=True)
        self.run(query.success(self._show).failure(self._refused))

    def export(self) -> None:
        """Makes the bundle that was previewed."""
        if self._previewed is not None and self.make.isEnabled():
            self.receipt.hide()
            self.verdict.hide()
            self._bundle = self._previewed.wanted.out
            self.make.setEnabled(False)
            self.work.start("export", tr("Making the bundle"), self._previewed.wanted.params(self._previewed.items))

    def verify(self) -> None:
        """Verifies the bundle that was made."""
        bundle = self._bundle
        query = CaseQuery(lambda _: verify_bundle(bundle), slot="verify", slow=True)
        self.run(query.success(self.verdict.show_report).failure(self.verdict.show_error))

    def _wanted(self) -> Wanted:
        return Wanted(
            self.question.text().strip(),
            str(self.recipient.currentData() or ""),
            str(self.families.currentData()),
            Path(self.out.text()).expanduser(),
        )

    def _build(self) -> None:
        head = Ground("surface", "bottom")
        head.setLayout(
            row(
                column(
                    Label(tr("Export"), Size.TITLE, weight=BOLD),
                    Label(tr("A signed bundle that anyone can verify without this program."), Size.NOTE, tone="muted"),
                    gap=2,
                ),
                ...,
                self.preview_button,
                self.make,
                gap=12,
                margins=(24, 14, 24, 14),
            )
        )
        self._running = holding(column(self._stage, self._bar, gap=4))
        self._running.hide()
        form = Card(self._what, self._to, self._with, self._where, gap=14)
        self._side = holding(
            column(form, self._running, self.receipt, self.verdict, ..., gap=16, margins=(24, 20, 20, 20))
        )
        area = QScrollArea()
        area.setWidget(self._side)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.px(SIDE))
        body = row(area, self.pane, gap=0)
        body.setStretch(1, 1)
        layout = column(head, body, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _show(self, found: Previewed) -> None:
        self._previewed = found
        if found.preview.going or found.preview.held.counts:
            self.pane.show_preview(found.preview)
        else:
            self.pane.show_nothing(tr("Nothing matches, so nothing would go"))
        self.make.setEnabled(bool(found.preview.going) and not self.work.running)

    def _refused(self, error: TriageError) -> None:
        self.pane.show_nothing(in_words(error))

    def _changed(self, *_: object) -> None:
        """What was previewed is no longer what is asked for."""
        self._previewed = None
        self.make.setEnabled(False)

    def _progress(self) -> None:
        running = self.work.name == "export"
        self._running.setVisible(running)
        if running:
            done, whole = self.work.step.read, self.work.step.found
            self._stage.setText(
                tr(
                    "Making the bundle: {stage}, {done} of {whole}",
                    stage=tr(self.work.step.stage),
                    done=number(done),
                    whole=number(whole),
                )
                if whole
                else tr("Making the bundle…")
            )
            self._bar.set(done, max(1, whole))

    def _ended(self, name: str, result: object) -> None:
        if name == "export":
            self._changed()
            if isinstance(result, dict):
                self.receipt.show_receipt(result)
                self.said.emit(tr("The bundle is made."))


class Receipt(Card):
    """The internal receipt; what was held back is told here and never to the recipient."""

    def __init__(self, verify: Any, parent: QWidget | None = None) -> None:
        self._words, self._key, self._folder = (
            Label("", wrap=True),
            Label("", Size.NOTE, mono=True, wrap=True),
            Label("", Size.NOTE, tone="muted", mono=True, wrap=True),
        )
        self.verify = Button(tr("Verify this bundle"), verify, icon="verify")
        super().__init__(
            Label(tr("Receipt"), Size.HEAD, weight=BOLD),
            self._words,
            self._folder,
            Label(tr("Signed by the key"), Size.NOTE, tone="muted"),
            self._key,
            row(self.verify, ...),
            gap=8,
            parent=parent,
        )
        self.hide()

    def show_receipt(self, receipt: dict[str, Any]) -> None:
        """What was handed over and what was not."""
        held = receipt.get("held") or {}
        words = tr(
            "{items} on {pages}, {natives} as found.",
            items=counted(receipt["items"], "item", "items"),
            pages=counted(receipt["pages"], "page", "pages"),
            natives=counted(receipt["natives"], "file", "files"),
        )
        back = ", ".join(f"{count} {reason}" for reason, count in held.items()) or tr("nothing of what was chosen")
        self._words.setText(words + " " + tr("Held back: {what}.", what=back))
        self._folder.setText(one_line(str(receipt["folder"])))
        self._key.setText(str(receipt["fingerprint"]))
        self.show()
