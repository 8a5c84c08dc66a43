"""The ledger as a card: found = readable + known + out of scope + waiting + could not be read, and every number opens its list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.case.queries import ledger_reasons
from ui.case.words import reason_words
from ui.frames import focus_ring
from ui.theme import Size, theme
from ui.translate import number, tr
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.label import BOLD, NORMAL, Label
from ui.widgets.layout import column, emptied, row
from ui.widgets.pill import Pill

if TYPE_CHECKING:
    from evidence_triage.status import Status


class LedgerRow(QAbstractButton):
    """A name and its number; pressing it opens the list behind it."""

    def __init__(
        self,
        words: str,
        count: int,
        *,
        tone: str = "text",
        small: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._count, self._tone = words, number(count), tone
        self._size = Size.NOTE if small else Size.HEAD if large else Size.BODY
        self._small = small
        self.setAccessibleName(f"{words}: {self._count}")
        self.setToolTip(tr("Show these items"))
        self.setEnabled(count > 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(22 if self._small else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        tone = getattr(tokens, self._tone)
        left = theme.px(28) if self._small else 0
        if self._small:
            painter.fillRect(QRectF(theme.px(14), 0, 2, self.height()), tokens.line)
        painter.setFont(theme.font(self._size))
        painter.setPen(tokens.muted if self._small and self._tone == "text" else tone)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.setFont(theme.font(self._size, NORMAL if self._small else BOLD))
        painter.setPen(tokens.text if self._small else tone)
        painter.drawText(
            self.rect().adjusted(0, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count
        )
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 4)


class LedgerCard(Card):
    """`opened` is sent with the question whose list stands behind a number, `retried` when Retry is pressed."""

    opened = Signal(str)
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._sum, self._rows = Pill(), QVBoxLayout()
        self._rows.setSpacing(2)
        self._beside = Label("", Size.NOTE, tone="muted", wrap=True)
        self._open = Button(tr("Open list"), lambda: self.opened.emit("is:unreadable"))
        self._retry = Button(tr("Retry"), self._ask_again)
        super().__init__(
            row(Label(tr("The ledger"), weight=BOLD), ..., self._sum),
            self._rows,
            self._beside,
            row(self._open, self._retry, ...),
            gap=6,
            parent=parent,
        )

    def show_status(self, status: "Status") -> None:
        """The counts of this moment."""
        emptied(self._rows)
        self._sum.say(tr("adds up") if status.adds_up else tr("does not add up"), "ok" if status.adds_up else "bad")
        unreadable = sum(status.unreadable.values())
        self._add(LedgerRow(tr("Found"), status.found, large=True), "*")
        self._rows.addWidget(Line())
        for words, count, tone, question in (
            (tr("Readable"), status.readable, "text", "is:readable"),
            (tr("Known files"), status.known, "text", "is:known"),
            (tr("Out of scope"), status.out_of_scope, "text", "is:out-of-scope"),
            (tr("Waiting"), status.waiting, "accent" if status.waiting else "text", "is:waiting"),
            (tr("Could not be read"), unreadable, "bad" if unreadable else "text", "is:unreadable"),
        ):
            self._add(LedgerRow(words, count, tone=tone), question)
        for reason, count in ledger_reasons(status):
            self._add(LedgerRow(reason_words(reason), count, small=True), f"is:{reason}")
        self._beside.setText(
            tr(
                "Beside it: {no_text} readable without text, {sealed} sealed",
                no_text=number(status.no_text),
                sealed=number(status.sealed),
            )
        )
        self._open.setEnabled(unreadable > 0)
        self._retry.setEnabled(unreadable > 0)

    def _ask_again(self) -> None:
        self.retried.emit()

    def _add(self, line: LedgerRow, question: str) -> None:
        line.clicked.connect(lambda: self.opened.emit(question))
        self._rows.addWidget(line)


class ReviewCard(Card):
    """How far the review is, in three numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._figures = [
            (Label("0", Size.FIGURE, weight=BOLD), tr(words)) for words in ("decided", "relevant", "sealed")
        ]
        columns = [column(figure, Label(words, Size.NOTE, tone="muted"), gap=0) for figure, words in self._figures]
        self._rest = Label("", Size.NOTE, tone="muted", wrap=True)
        super().__init__(Label(tr("Review"), weight=BOLD), row(*columns, ..., gap=28), self._rest, gap=8, parent=parent)

    def show_status(self, status: "Status") -> None:
        """The counts of this moment."""
        for (figure, _), count in zip(self._figures, (status.decided, status.relevant, status.sealed), strict=True):
            figure.setText(number(count))
        left = max(0, status.found - status.decided - status.sealed)
        self._rest.setText(tr("{left} of {found} not decided yet.", left=number(left), found=number(status.found)))
