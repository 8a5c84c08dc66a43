"""The look: every colour, type size and distance of the window. No other file names a colour.

Sizes are ratios of the person's interface size (13 px is 1.0), so that Ctrl + and the system's own size move all of it.
"""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

NORMAL_PX = 13
GRID = 4
RADIUS_CONTROL = 6
RADIUS_CARD = 10


@dataclass(frozen=True)
class Tokens:
    """The colours of one of the two grounds, by what they are for."""

    bg: QColor
    surface: QColor
    raised: QColor
    rail: QColor
    line: QColor
    control: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_bg: QColor
    on_accent: QColor
    mark_word: QColor
    mark_meaning: QColor
    ok: QColor
    ok_bg: QColor
    warn: QColor
    warn_bg: QColor
    bad: QColor
    bad_bg: QColor
    seal: QColor
    seal_bg: QColor

    def pair(self, tone: str) -> tuple[QColor, QColor]:
        """The colour and its ground for a tone: ok, warn, bad, seal, accent; anything else is plain."""
        if tone in ("ok", "warn", "bad", "seal", "accent"):
            return getattr(self, tone), getattr(self, f"{tone}_bg")
        return self.muted, self.raised


def _tokens(*codes: str) -> Tokens:
    return Tokens(*(QColor(code) for code in " ".join(codes).split()))


LIGHT = _tokens(
    "#F5F5F3 #FFFFFF #FAFAF8 #ECEBE7",
    "#E2E1DC #8B8E94",
    "#1D1F23 #595D65 #666A72",
    "#24558F #E8EFF8 #FFFFFF",
    "#FCE9A6 #CFE0F6",
    "#27694A #E6F2EB #7A5000 #FBF0D9 #9C3527 #F9E7E3 #5B4A8A #ECE8F6",
)
DARK = _tokens(
    "#17191C #1E2125 #24282D #131518",
    "#31353B #6E747D",
    "#E5E6E8 #B2B7BF #9BA1AA",
    "#86B4EE #22344B #10202F",
    "#5C4C14 #2B4A70",
    "#7FC7A0 #1F3429 #E4BB6A #3A301B #EE9A8C #41251F #B9A8EC #2F2947",
)


class Size(IntEnum):
    """Type sizes in px where the interface size is 13."""

    SMALL = 11
    NOTE = 12
    BODY = 13
    READING = 15
    HEAD = 16
    TITLE = 20
    FIGURE = 24


class Theme(QObject):
    """Light, dark or as the system is; and the person's interface size. `changed` tells every painter to look again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.zoom = 1.0
        self._scale: float | None = None
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self._families: tuple[str, str] | None = None

    @property
    def tokens(self) -> Tokens:
        """The colours that hold now."""
        return DARK if self.is_dark else LIGHT

    @property
    def is_dark(self) -> bool:
        if self.choice != "system":
            return self.choice == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def scale(self) -> float:
        """The person's interface size over 13 px."""
        if self._scale is None:
            self._scale = self.zoom * max(1.0, _system_px() / NORMAL_PX)
        return self._scale

    def px(self, pixels: float) -> int:
        """A distance of the drawing (at 13 px) in the person's size."""
        return round(pixels * self.scale)

    def font(self, size: int = Size.BODY, weight: QFont.Weight = QFont.Weight.Normal, *, mono: bool = False) -> QFont:
        """Inter where it is installed, else the system's face; figures of one width. Cached: treat it as frozen."""
        key = (size, int(weight), mono)
        if key not in self._fonts:
            self._fonts[key] = self._made(size, weight, mono)
        return self._fonts[key]

    def choose(self, choice: str) -> None:
        """`light`, `dark` or `system`."""
        self.choice = choice
        self.apply()

    def resize(self, zoom: float) -> None:
        """Sets the interface size as a ratio of the system's, 0.8 to 2."""
        self.zoom = min(2.0, max(0.8, zoom))
        self.apply()

    def apply(self) -> None:
        """Gives palette and font to the application and tells the painters."""
        self._scale = None
        self._fonts.clear()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.setFont(self.font())
            application.setPalette(palette(self.tokens))
        self.changed.emit()

    def _made(self, size: int, weight: QFont.Weight, mono: bool) -> QFont:
        self._families = self._families or _families()
        font = QFont(self._families[1 if mono else 0])
        font.setPixelSize(max(self.px(size), 1))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        if mono:
            font.setStyleHint(QFont.StyleHint.Monospace)
        return font


def _system_px() -> float:
    return float(QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize())


def _families() -> tuple[str, str]:
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return ("Inter" if "Inter" in QFontDatabase.families() else general), fixed


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette made from the tokens, so that what we do not draw ourselves fits."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, tokens.bg),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.bad),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.faint),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.raised),
        (role.Mid, tokens.line),
        (role.Dark, tokens.control),
        (role.Shadow, tokens.line),
    ):
        made.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, tokens.faint)
    return made


theme = Theme()
