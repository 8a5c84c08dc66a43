"""What can be done anywhere in the window."""

from ui.commands import command
from ui.main_window import MainWindow
from ui.theme import theme
from ui.translate import tr

ZOOM_STEP = 0.1


@command("window.case", "Go to Case", key="Ctrl+1")
def go_case(window: MainWindow) -> None:
    window.go("case")


@command("window.review", "Go to Review", key="Ctrl+2")
def go_review(window: MainWindow) -> None:
    window.go("review")


@command("window.export", "Go to Export", key="Ctrl+3")
def go_export(window: MainWindow) -> None:
    window.go("export")


@command("window.search", "Search the case", key="Ctrl+K")
def search(window: MainWindow) -> None:
    window.go("review")
    if window.place is not None:
        window.place.focus_search()  # type: ignore[attr-defined]


@command("window.palette", "Find an action", key="Ctrl+Shift+P")
def open_palette(window: MainWindow) -> None:
    window.palette_overlay.open(window.available())


@command("window.keys", "Show the keys of this place", key="?")
def show_keys(window: MainWindow) -> None:
    window.key_overlay.open(window.available())


@command("window.lock", "Lock", key="Ctrl+Alt+L")
def lock(window: MainWindow) -> None:
    window.lock()


@command("window.bigger", "Bigger text", key=("Ctrl++", "Ctrl+=", "Ctrl+Shift++"))
def bigger(window: MainWindow) -> None:
    _zoom(window, theme.zoom + ZOOM_STEP)


@command("window.smaller", "Smaller text", key="Ctrl+-")
def smaller(window: MainWindow) -> None:
    _zoom(window, theme.zoom - ZOOM_STEP)


@command("window.normal", "Normal text size", key="Ctrl+0")
def normal(window: MainWindow) -> None:
    _zoom(window, 1.0)


@command("window.light", "Light colours")
def light(window: MainWindow) -> None:
    _look(window, "light")


@command("window.dark", "Dark colours")
def dark(window: MainWindow) -> None:
    _look(window, "dark")


@command("window.system", "Colours as the system has them")
def as_system(window: MainWindow) -> None:
    _look(window, "system")


@command("window.single-keys", "Single keys on or off (then Alt and the key)")
def single_keys(window: MainWindow) -> None:
    on = not window.dispatcher.single_keys
    window.dispatcher.single_keys = window.settings.single_keys = on
    window.say(tr("Single keys act.") if on else tr("Single keys are off: hold Alt with the key."))


@command("window.escape", "Close what lies over the window", key="Esc")
def escape(window: MainWindow) -> None:
    window.key_overlay.hide()
    window.notice.hide()


@command("window.quit", "Close the program", key="Ctrl+Q")
def leave(window: MainWindow) -> None:
    window.close()


def _zoom(window: MainWindow, ratio: float) -> None:
    theme.resize(ratio)
    window.settings.zoom = theme.zoom


def _look(window: MainWindow, choice: str) -> None:
    theme.choose(choice)
    window.settings.look = choice
