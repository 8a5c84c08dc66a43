"""Starts the window. Nothing of search, models, readers or rendering is imported before it can be seen."""

import importlib
import logging
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication

from evidence_triage import offline
from ui import quick_imports  # noqa: F401  # before everything that it makes quicker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.style import Quiet
from ui.theme import theme

SWITCH_SECONDS = 0.002
FIRST_SIZE = (1280, 800)


def application(arguments: list[str] | None = None) -> QApplication:
    """The Qt application with our style and look; the one that exists, where there is one."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(arguments or sys.argv[:1])
    made.setApplicationName("Evidence Triage")
    made.setStyle(Quiet())
    made.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    return made


def retheme_all() -> None:
    """Every widget looks at the theme again."""
    for widget in QApplication.allWidgets():
        again: Any = getattr(widget, "retheme", None)
        if again is not None:
            again()
        widget.update()


@cache
def themed() -> None:
    """Connects the theme to every widget, once a program."""
    theme.changed.connect(retheme_all)


def window(settings: Settings | None = None) -> MainWindow:
    """The main window as the person left it, not shown yet."""
    from ui import window_commands  # noqa: F401  # registers the window's commands
    from ui.welcome import commands  # noqa: F401

    settings = settings or Settings()
    theme.choice, theme.zoom = settings.look, settings.zoom
    themed()
    theme.apply()
    made = MainWindow(settings)
    made.resize(*FIRST_SIZE)
    made.restoreGeometry(settings.shape("window") or QByteArray())
    return made


def main(arguments: list[str] | None = None) -> int:
    """Opens the window, on the case folder given where there is one, and gives the exit status when it closes.

    `--debug` reports pauses of the event loop.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    offline.close()
    sys.setswitchinterval(SWITCH_SECONDS)  # workers hand the interpreter back to the window five times as often
    program = application()
    if "--debug" in arguments:
        from ui.watchdog import Watchdog

        logging.basicConfig(level=logging.INFO)
        Watchdog(program).start()
    front = window()
    for folder in [each for each in arguments if not each.startswith("-")][:1]:
        front.welcome.sign_in(Path(folder).absolute())
    front.show()
    threading.Thread(target=_read_ahead, name="reading ahead", daemon=True).start()
    return program.exec()


def _read_ahead() -> None:
    """Imports what the places need while the person types their passphrase."""
    for name in (
        "ui.case.commands",
        "ui.review.commands",
        "ui.export.commands",
        "evidence_triage.case",
        "evidence_triage.status",
    ):
        importlib.import_module(name)


if __name__ == "__main__":
    sys.exit(main())
