"""The command palette: every action with its key, found by typing a few letters of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.commands import Command
from ui.frames import rounded
from ui.theme import theme
from ui.translate import tr
from ui.widgets.card import Card
from ui.widgets.keycap import cap_width, draw_cap

WIDTH, HEIGHT, ROW = 560, 420, 32
_COMMAND = Qt.ItemDataRole.UserRole


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(100, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        found: Command = index.data(_COMMAND)  # type: ignore[attr-defined]
        rect, tokens = option.rect, theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, rect.adjusted(4, 1, -4, -1), tokens.accent_bg, None)
        painter.setPen(tokens.text)
        painter.setFont(theme.font())
        painter.drawText(rect.adjusted(14, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, tr(found.words))
        if found.key:
            width, height = round(cap_width(found.key)), theme.px(18)
            draw_cap(
                painter,
                QRect(rect.right() - width - 12, rect.center().y() - height // 2, width, height).toRectF(),
                found.key,
            )


class CommandPalette(Card):
    """Laid over the window; Enter runs what is chosen, Esc closes it."""

    def __init__(self, window: QWidget, run: Callable[[Command], None]) -> None:
        super().__init__(gap=8, padding=12, parent=window)
        self._run, self._all, self._back = run, list[Command](), None
        self._box, self._list = QLineEdit(), QListWidget()
        self._box.setPlaceholderText(tr("What do you want to do?"))
        self._box.setAccessibleName(tr("Find an action"))
        self._list.setAccessibleName(tr("Actions"))
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._box)
        self.body.addWidget(self._list)
        self._box.textChanged.connect(self._filter)
        self._box.installEventFilter(self)
        self._list.itemClicked.connect(lambda _: self._take())
        self.hide()

    def open(self, available: list[Command]) -> None:
        """Shows it with these commands."""
        self._all = available
        window = self.parentWidget()
        width = min(theme.px(WIDTH), window.width() - 32)
        self.setGeometry(
            (window.width() - width) // 2, theme.px(64), width, min(theme.px(HEIGHT), window.height() - theme.px(100))
        )
        self._back = window.focusWidget()
        self._box.clear()
        self._filter("")
        self.show()
        self.raise_()
        self._box.setFocus()

    def shut(self) -> None:
        """Closes it and puts the focus back."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            return False
        return True

    def _filter(self, typed: str) -> None:
        parts = typed.casefold().split()
        self._list.clear()
        for each in self._all:
            if all(part in tr(each.words).casefold() for part in parts):
                entry = QListWidgetItem(tr(each.words))
                entry.setData(_COMMAND, each)
                self._list.addItem(entry)
        self._list.setCurrentRow(0)

    def _take(self) -> None:
        chosen = self._list.currentItem()
        self.shut()
        if chosen is not None:
            self._run(chosen.data(_COMMAND))
