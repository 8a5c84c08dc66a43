"""The bar at the foot, always true: who, in which role, which case, what runs, and that nothing leaves the machine."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ui.text import isolated
from ui.theme import Size, theme
from ui.translate import tr
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.card import Ground
from ui.widgets.icon import Icon
from ui.widgets.label import BOLD, ElidedLabel, Label
from ui.widgets.layout import row

HEIGHT = 28
_ROLES = {
    "detective": "detective",
    "officer": "disclosure officer",
    "deputy": "deputy disclosure officer",
    "supervisor": "supervisor",
    "privilege-reviewer": "privilege reviewer",
    "administrator": "administrator",
}


def role_words(roles: frozenset[str]) -> str:
    """A member's roles as people say them."""
    return ", ".join(tr(_ROLES.get(str(role), str(role))) for role in sorted(roles))


class StatusBar(Ground):
    """`paused` is sent when the pause button of the running work is pressed."""

    paused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", "top", parent)
        self._name, self._role, self._case = (
            Label(size=Size.NOTE, weight=BOLD),
            Label(size=Size.NOTE, tone="muted"),
            Label(size=Size.NOTE, tone="muted"),
        )
        self._running, self._left = Label(size=Size.NOTE, tone="muted"), Label(size=Size.NOTE, tone="muted")
        self._bar, self._said = Bar(4), ElidedLabel(size=Size.NOTE, tone="muted", end=True)
        self._pause = Button("", self.paused.emit, tone="quiet", icon="pause", name=tr("Pause or go on"))
        offline = Label(tr("Offline"), Size.NOTE, tone="ok")
        offline.setToolTip(
            tr(
                "The program makes no network connection. The sandboxes of the readers are refused sockets by the system."
            )
        )
        self._bar.setFixedWidth(120)
        self.setLayout(
            row(
                Icon("person", "muted", 14),
                self._name,
                self._role,
                12,
                self._case,
                12,
                self._running,
                self._bar,
                self._left,
                self._pause,
                self._said,
                ...,
                Icon("offline", "ok", 14),
                offline,
                gap=6,
                margins=(14, 0, 14, 0),
            )
        )
        self.layout().setStretchFactor(self._said, 100)
        self.work("", 0, 0, "")
        self.retheme()

    def retheme(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        self._pause.setFixedSize(theme.px(26), theme.px(22))

    def sign(self, name: str, roles: frozenset[str], case: str) -> None:
        """Who is signed in, and to which case."""
        self._name.setText(isolated(name))
        self._role.setText(role_words(roles))
        self._case.setText(isolated(case))

    def work(self, words: str, done: int, whole: int, left: str, *, paused: bool = False) -> None:
        """What runs in the background; no words means nothing does."""
        running = bool(words)
        self._running.setText(words or tr("Nothing running"))
        self._bar.set(done, whole)
        self._left.setText(left)
        self._pause.set_icon("play" if paused else "pause")
        for part in (self._bar, self._left, self._pause):
            part.setVisible(running)

    def say(self, words: str) -> None:
        """A line that stays until the next, and is announced to screen readers once."""
        self._said.set_whole(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @property
    def said(self) -> str:
        """The line that stands there."""
        return self._said.accessibleName()
