"""The cases opened last on this workstation, as cards. They show folder names, never a title or a person."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.frames import focus_ring, rounded
from ui.icons import pixmap
from ui.text import elided_name, one_line
from ui.theme import RADIUS_CARD, Size, theme
from ui.translate import tr
from ui.welcome.page import Page
from ui.widgets.label import MEDIUM, Label
from ui.widgets.layout import emptied


class CaseCard(QAbstractButton):
    """One case folder to open."""

    def __init__(self, folder: Path, pressed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._when = QLocale().toString(
            datetime.fromtimestamp((folder / "case.toml").stat().st_mtime, UTC).astimezone(),
            QLocale.FormatType.ShortFormat,
        )
        self.setAccessibleName(tr("Open the case {name}", name=folder.name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(pressed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        rounded(painter, self.rect(), tokens.surface, tokens.line, radius=RADIUS_CARD)
        if self.hasFocus():
            focus_ring(painter, self.rect(), RADIUS_CARD)
        size, left = theme.px(20), theme.px(52)
        painter.drawPixmap(
            theme.px(18), (self.height() - size) // 2, pixmap("case", tokens.accent, size, self.devicePixelRatioF())
        )
        for font, colour, top, words in (
            (theme.font(Size.BODY, MEDIUM), tokens.text, 12, one_line(self._folder.name)),
            (theme.font(Size.SMALL, mono=True), tokens.muted, 34, one_line(str(self._folder.parent))),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            box = self.rect().adjusted(left, theme.px(top), -theme.px(150 if top == 12 else 16), 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignTop, elided_name(words, painter.fontMetrics(), box.width()))
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(tokens.muted)
        painter.drawText(
            self.rect().adjusted(0, theme.px(12), -theme.px(16), 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            self._when,
        )


class Recent(Page):
    """The first page."""

    def __init__(self, open_: Callable[[Path], None]) -> None:
        self._open, self._cards = open_, QVBoxLayout()
        self._cards.setSpacing(10)
        self._none = Label(
            tr(
                "No case has been opened on this workstation yet. Make a new one, or explore the sample case: "
                "a fictional procurement fraud with two phones, a mailbox and a shared drive."
            ),
            tone="muted",
            wrap=True,
        )
        super().__init__(tr("Recent cases"), tr("Choose one to sign in."), self._none, self._cards, width=620)

    def show_cases(self, folders: list[Path]) -> None:
        """Shows these folders as cards."""
        emptied(self._cards)
        for folder in folders:
            self._cards.addWidget(CaseCard(folder, lambda _=False, chosen=folder: self._open(chosen)))
        self._none.setVisible(not folders)
        self.words.setVisible(bool(folders))
