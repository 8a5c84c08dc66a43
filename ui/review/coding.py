"""The coding panel: every choice with its key, what it applies to spelled out, and Save pinned at its foot.

It holds what this person has set since the item opened (the draft) beside what stands saved, and writes neither.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from ui.review.applies import Proposal, Spread
from ui.review.choice import Choice, Firm, Section
from ui.review.fields import RELEVANCE, TEST, Saved, Values
from ui.review.issues import Issues
from ui.text import isolated
from ui.theme import Size
from ui.translate import tr
from ui.widgets.button import Button, Link
from ui.widgets.card import Ground
from ui.widgets.field import TextBox
from ui.widgets.keycap import KeyCap
from ui.widgets.label import Label
from ui.widgets.layout import column, holding, row

WIDTH = 240
_EMPTY = Saved({})


class CodingPanel(Ground):
    """`saving` is sent when Save is pressed, `sealing` by the seal link, `edited` whenever the draft changed."""

    saving = Signal()
    sealing = Signal()
    edited = Signal()

    def __init__(self, may_test: bool, parent: QWidget | None = None) -> None:
        super().__init__("bg", "left", parent)
        self.draft: Values = {}
        self.saved, self.proposal = _EMPTY, ""
        self._choices: dict[str, list[Choice]] = {
            "relevance": self._made("relevance", RELEVANCE),
            "test": self._made("test", TEST),
            "sensitive": [Choice("S", tr("Sensitive…"), "sensitive")],
        }
        self._choices["sensitive"][0].clicked.connect(self.toggle_sensitive)
        self._sections = {
            name: Section(tr(words))
            for name, words in (
                ("relevance", "Relevance"),
                ("test", "Disclosure test"),
                ("issues", "Issues"),
                ("description", "Description"),
                ("note", "Note"),
            )
        }
        self.reason = _one_line(self, tr("Reason for sensitivity"), tr("The harm that disclosure would do"))
        self.test_reason = _one_line(self, tr("Why it undermines or assists"), tr("Why? (optional)"))
        self.issues, self.description, self.note = (
            Issues(),
            _several(tr("Description for the schedule")),
            _several(tr("Note for the team")),
        )
        self._proposal = Proposal(self.take_proposal)
        self.may_test = may_test
        self._wire()
        self.setLayout(column(self._scrolled(), self._foot(), gap=0, margins=(1, 0, 0, 0)))
        self.show_nothing()

    # --- what it shows ---

    def show_nothing(self) -> None:
        """No item is open."""
        self.draft, self.saved = {}, _EMPTY
        self._fill()
        self.setEnabled(False)

    def show_item(self, saved: Saved, draft: Values, applies: str, copies: int, relatives: int, proposal: str) -> None:
        """Another item: what stands saved of it, and the draft that was left of it."""
        self.setEnabled(True)
        self.saved, self.draft, self.proposal = saved, dict(draft), proposal
        self._spread.show_for(applies, copies, relatives)
        self._fill()

    def say_saved(self, words: str) -> None:
        """The line that stays until the next save."""
        self._last.setText(words)
        self._undo.setVisible(bool(words))

    @property
    def spread(self) -> str | None:
        """What the decision is spread over: family, duplicates or nothing."""
        return self._spread.chosen

    # --- what a person does ---

    def choose(self, field: str, value: str) -> None:
        """Sets a value; the same again takes it out of the draft."""
        if field == "test" and not self.may_test:
            return
        self._set(field, None if self.draft.get(field) == value else value)

    def toggle_sensitive(self) -> None:
        """Opens the field for the reason, or takes it back."""
        if not self.may_test:
            return
        showing = not self.reason.isVisible()
        self.reason.setVisible(showing)
        if showing:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.reason.clear()
            self._set("sensitive", None)
        self._looks()

    def edit_issue(self) -> None:
        """Opens the field for an issue."""
        self.issues.edit()

    def take_proposal(self) -> None:
        """Takes the proposed description into the draft, to be kept or edited."""
        if not self.description.toPlainText() and self.proposal:
            self.description.setPlainText(self.proposal)
        self.description.show()
        self.description.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_spread(self, way: str) -> None:
        """Spreads over the family or the exact copies, or no longer."""
        self._spread.toggle(way)

    def missing(self) -> str:
        """What a save still needs, in words; takes the focus there."""
        if self._choices["sensitive"][0].firm is Firm.DRAFT and not self.reason.text().strip():
            self.reason.setFocus()
            return tr("Sensitive needs a reason.")
        return ""

    # --- inside ---

    def _made(self, field: str, values: tuple[tuple[str, str, str], ...]) -> list[Choice]:
        made = [Choice(keys, tr(words), value) for keys, words, value in values]
        for choice in made:
            choice.clicked.connect(lambda _=False, value=choice.value: self.choose(field, value))
        return made

    def _wire(self) -> None:
        self.reason.textEdited.connect(lambda text: self._set("sensitive", text.strip() or None))
        self.test_reason.textEdited.connect(lambda text: self._set("test_reason", text.strip() or None))
        self.issues.changed.connect(lambda values: self._set("issues", values or None))
        self.description.textChanged.connect(lambda: self._typed("description", self.description))
        self.note.textChanged.connect(lambda: self._typed("note", self.note))

    def _scrolled(self) -> QWidget:
        parts: list[Any] = [self._sections["relevance"], *self._choices["relevance"], 8]
        if self.may_test:
            parts += [
                self._sections["test"],
                *self._choices["test"],
                self.test_reason,
                4,
                *self._choices["sensitive"],
                self.reason,
                8,
            ]
        seal = row(Link(tr("Seal as privileged…"), self.sealing.emit, tone="seal"), ..., KeyCap("Ctrl ⇧ L"))
        parts += [
            self._sections["issues"],
            self.issues,
            8,
            self._sections["description"],
            self._proposal,
            self.description,
            8,
            self._sections["note"],
            self.note,
            8,
            seal,
            ...,
        ]
        area = QScrollArea()
        area.setWidget(holding(column(*parts, gap=6, margins=(14, 16, 14, 12))))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.widget().setAutoFillBackground(False)
        return area

    def _foot(self) -> QWidget:
        self._spread = Spread()
        self.save = Button(tr("Save, next undecided"), self.saving.emit, tone="primary", keys="Enter")
        self.save.setSizePolicy(self.save.sizePolicy().Policy.Expanding, self.save.sizePolicy().verticalPolicy())
        self._last, self._undo = Label("", Size.NOTE, tone="muted", wrap=True), KeyCap("Z")
        self._undo.hide()
        last = row(self._last, self._undo, gap=6)
        last.setStretch(0, 1)
        foot = Ground("bg", "top")
        foot.setLayout(column(self._spread, self.save, last, gap=8, margins=(14, 10, 14, 12)))
        return foot

    def _set(self, field: str, value: object) -> None:
        if value is None:
            self.draft.pop(field, None)
        else:
            self.draft[field] = value
        self._looks()
        self.edited.emit()

    def _typed(self, field: str, edit: QPlainTextEdit) -> None:
        text = edit.toPlainText().strip()
        self._set(field, None if text == (self.saved.values.get(field) or "") else text)

    def _fill(self) -> None:
        held = {**self.saved.values, **self.draft}
        for edit, field in ((self.description, "description"), (self.note, "note")):
            edit.blockSignals(True)
            edit.setPlainText(str(held.get(field) or ""))
            edit.blockSignals(False)
        for line, field in ((self.reason, "sensitive"), (self.test_reason, "test_reason")):
            line.setText(str(held.get(field) or ""))
        self.reason.setVisible(self.may_test and bool(held.get("sensitive")))
        issues = held.get("issues")
        self.issues.show_values(tuple(map(str, issues)) if isinstance(issues, tuple | list) else ())
        self._looks()

    def _looks(self) -> None:
        for field, choices in self._choices.items():
            for choice in choices:
                choice.look(self._firm(field, None if field == "sensitive" else choice.value))
        for field, section in self._sections.items():
            section.say(self._firm(field, None), self._who())
        if self.reason.isVisible() and not self.draft.get("sensitive") and not self.saved.values.get("sensitive"):
            self._choices["sensitive"][0].look(Firm.DRAFT)
        test = self.draft.get("test") or self.saved.values.get("test")
        self.test_reason.setVisible(self.may_test and test in ("undermines", "assists"))
        written = bool(self.description.toPlainText())
        self._proposal.show_words("" if written else self.proposal)
        self.description.setVisible(written or not self.proposal or self.description.hasFocus())

    def _firm(self, field: str, value: str | None) -> Firm:
        if field in self.draft:
            return Firm.DRAFT if value in (None, self.draft[field]) else Firm.UNSET
        held = self.saved.values.get(field)
        if not held or value not in (None, held):
            return Firm.UNSET
        return Firm.SAVED if self.saved.mine else Firm.OTHER

    def _who(self) -> str:
        return tr("by {who}", who=isolated(self.saved.who)) if self.saved.who else ""


def _one_line(parent: QWidget, name: str, placeholder: str) -> QLineEdit:
    edit = QLineEdit(parent)
    edit.setAccessibleName(name)
    edit.setPlaceholderText(placeholder)
    edit.hide()
    return edit


def _several(name: str) -> TextBox:
    edit = TextBox(3)
    edit.setAccessibleName(name)
    return edit
