"""The head of the list: what was found in words, and what no question could find."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Size
from ui.translate import counted, number, tr
from ui.widgets.button import Link
from ui.widgets.card import Ground
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from evidence_triage.search import NotSearched, Results


LOWEST_FLOOR = 0.12


class ListHead(Ground):
    """Numbers bold, the rest grey. `again` asks for the list anew with what came since, `further` for what is less
    near in meaning.
    """

    again = Signal()
    further = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raised", "bottom", parent)
        self._first, self._second = Sentence(), Sentence()
        self._since, self._further = Link("", self.again.emit), Link(tr("show further"), self.further.emit)
        second = row(self._second, self._further, gap=8)
        second.setStretch(0, 1)
        self.setLayout(column(self._first, second, self._since, gap=1, margins=(14, 8, 12, 8)))
        self._since.hide()
        self._further.hide()

    @property
    def words(self) -> str:
        """What stands there."""
        return f"{self._first.words} {self._second.words}".strip()

    def searching(self) -> None:
        """An answer is coming; the old list stays until it is there."""
        self._tell([(tr("searching…"), False)])

    def say(self, words: str) -> None:
        """What was wrong with the question; the list before stays."""
        self._tell([(words, True)])

    def more_since(self, count: int) -> None:
        """New hits are counted, never put into the list by themselves."""
        self._since.set_words(tr("{n} more since · show", n=number(count)))
        self._since.setVisible(count > 0)

    def show_results(self, results: "Results", question: str) -> None:
        """The numbers of a result."""
        self._since.hide()
        self._further.setVisible(results.floor is not None and results.floor > LOWEST_FLOOR)
        took = " " + tr("in {ms} ms", ms=max(1, round(results.seconds * 1000)))
        ranked = results.holding_words or results.holding_some or results.near_in_meaning
        if not question.strip():
            self._first.say([(number(results.total), True), (" " + tr("items, all of the case"), False)])
        elif ranked:
            self._first.say(_ranked(results, took))
        else:
            self._first.say([(counted(results.total, "item", "items"), True), (took, False)])
        self._tell([(words, False) for words in _second(results)])

    def _tell(self, parts: list[tuple[str, bool]]) -> None:
        self._second.say(parts)
        self._second.setVisible(bool(parts))


def _ranked(results: "Results", took: str) -> list[tuple[str, bool]]:
    parts = [(number(results.holding_words), True), (" " + tr("hold the words"), False)]
    if results.holding_some:
        parts += [(" · ", False), (number(results.holding_some), True), (" " + tr("some of them"), False)]
    if results.near_in_meaning:
        parts += [(" · ", False), (number(results.near_in_meaning), True), (" " + tr("more near in meaning"), False)]
    return [*parts, (took, False)]


def _second(results: "Results") -> list[str]:
    lines = []
    if results.near_in_meaning and results.floor is not None:
        lines.append(tr("To likeness {floor:.2f}; there is no natural end.", floor=results.floor))
    if results.not_searched.waiting:
        lines.append(" " + tr("So far; {n} still to be read.", n=number(results.not_searched.waiting)))
    if not results.total:
        lines.append(
            tr("Nothing matches. Take a chip away, or ask in other words; what was not searched stands above.")
        )
    return lines


class NotSearchedLine(QWidget):
    """The same for every question: unreadable, without text, sealed in this case. `followed` asks for the list."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", Size.NOTE, tone="muted")
        self._list = Link(tr("list"), lambda: self.followed.emit("is:unreadable"))
        self.setLayout(row(self._words, self._list, gap=4))
        self._list.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_counts(self, counts: "NotSearched") -> None:
        """What no question can find."""
        parts = [
            (counts.unreadable, tr("unreadable")),
            (counts.no_text, tr("without text")),
            (counts.sealed, tr("sealed in this case")),
        ]
        words = ", ".join(f"{number(count)} {what}" for count, what in parts if count)
        self._words.setText(
            tr("not searched: {parts}", parts=words) if words else tr("everything in the case was searched")
        )
        self._list.setVisible(bool(counts.unreadable))
