"""What a decision applies to, and the description that the program proposes; both wait for a person."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.frames import rounded
from ui.theme import Size, theme
from ui.translate import counted, tr
from ui.widgets.button import Link
from ui.widgets.card import Ground
from ui.widgets.keycap import KeyCap
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.sentence import Sentence


class Proposal(Ground):
    """A description that the program proposes: dashed, and never written until a person takes it."""

    def __init__(self, take: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("bg", parent=parent)
        self._words = Label("", Size.NOTE, tone="muted", wrap=True)
        self._words.setMargin(0)
        self.setLayout(
            column(
                self._words,
                row(KeyCap("E"), Link(tr("accept or edit"), take), ..., gap=6),
                gap=4,
                margins=(10, 8, 10, 8),
            )
        )

    def show_words(self, words: str) -> None:
        """Shows a proposal; none hides it."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect(), None, theme.tokens.control, dashed=True)


class Spread(QWidget):
    """What a decision applies to, spelled out; spreading is a choice and never silent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: str | None = None
        self._words = Sentence()
        self._copies, self._family = (
            Link("", lambda: self.toggle("duplicates")),
            Link("", lambda: self.toggle("family")),
        )
        self._applies, self._counts = "", {"duplicates": 0, "family": 0}
        self._caps = {"duplicates": KeyCap("D"), "family": KeyCap("F")}
        self.setLayout(
            column(
                self._words,
                row(self._copies, self._caps["duplicates"], ..., gap=6),
                row(self._family, self._caps["family"], ..., gap=6),
                gap=2,
            )
        )
        for part in (self._words, self._copies, self._family, *self._caps.values()):
            part.hide()

    def show_for(self, applies: str, copies: int, relatives: int) -> None:
        """An item with so many copies and relatives; nothing is spread."""
        self._applies, self.chosen = applies, None
        self._counts = {"duplicates": copies, "family": relatives}
        self._words.show()
        self._say()

    def toggle(self, way: str) -> None:
        """Spreads one way, or no longer."""
        if self._counts[way]:
            self.chosen = None if self.chosen == way else way
            self._say()

    def _say(self) -> None:
        copies, family = (
            counted(self._counts["duplicates"], "exact copy", "exact copies"),
            counted(self._counts["family"], "item of its family", "items of its family"),
        )
        also = {"duplicates": copies, "family": family}.get(self.chosen or "", "")
        self._words.say(
            [
                (tr("Applies to {it}", it=self._applies), False),
                *([(" " + tr("and to {also}", also=also), True)] if also else []),
                (".", False),
            ]
        )
        for way, link, words in (("duplicates", self._copies, copies), ("family", self._family, family)):
            shown = bool(self._counts[way])
            link.set_words(tr("Not to {it}", it=words) if self.chosen == way else tr("Also to {it}?", it=words))
            link.setVisible(shown)
            self._caps[way].setVisible(shown)
