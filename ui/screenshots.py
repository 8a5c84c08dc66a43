"""Pictures of every place on the sample case, light and dark, small and large: `python -m ui.screenshots FOLDER [CASE]`.

They are taken of the real window with real material in it, so that whoever changes a screen looks at it.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SIZES = {"small": (1280, 800), "drawn": (1440, 900), "large": (1920, 1080)}  # the drawings are 1440 wide
LOOKS = ("light", "dark")
QUESTION = "an envelope as a thank-you on Friday"
WAIT_SECONDS = 30.0


class Photographer:
    """Walks through the window and takes a picture of each state."""

    def __init__(self, window: "MainWindow", folder: Path) -> None:
        self._window, self._folder = window, folder
        folder.mkdir(parents=True, exist_ok=True)

    def takes(self, name: str) -> None:
        """Keeps a picture of the window as it is."""
        self.waits()
        self._window.grab().save(str(self._folder / f"{name}.png"))

    def waits(self, until: Callable[[], object] | None = None) -> None:
        """Turns the event loop until every answer has come (and `until` holds)."""
        begun, quiet = time.monotonic(), 0
        while quiet < 20 and time.monotonic() - begun < WAIT_SECONDS:
            QApplication.processEvents()
            time.sleep(0.01)
            session = self._window.session
            still = session is None or not session.runner.busy
            quiet = quiet + 1 if still and (until is None or until()) else 0

    def walks(self, suffix: str) -> None:
        """Every place once."""
        window = self._window
        window.go("case")
        self.takes(f"case-{suffix}")
        window.place.add()  # type: ignore[union-attr]
        self.takes(f"add-material-{suffix}")
        window.place.close_panel()  # type: ignore[union-attr]
        window.go("review")
        self._review(window.place, suffix)
        window.go("export")
        window.place.preview()  # type: ignore[union-attr]
        self.takes(f"export-{suffix}")

    def _review(self, review: Any, suffix: str) -> None:
        for name, question in (
            ("review", QUESTION),
            ("chat", "kind:message Friday"),
            ("picture", "kind:picture"),
            ("unreadable", "is:unreadable"),
            ("pages", "kind:document name:pdf"),
            ("nothing", '"no such words anywhere"'),
        ):
            review.ask(question, first=True)
            self.waits()
            if review.model.rowCount():
                review.open_current()
                self.waits(lambda: review.viewer.is_painted)
                if name == "review":
                    review.panel.choose("relevance", "relevant")
            self.takes(f"{name}-{suffix}")
            review.panel.draft.clear()


def main(arguments: list[str] | None = None) -> int:
    """Takes all pictures; gives the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0] if arguments else "screenshots")
    from ui.app import application, window

    application()
    front = window()
    front.show()
    photographer = Photographer(front, folder)
    photographer.takes("welcome")
    case = _opened(arguments[1:])
    front.enter_case(case)
    photographer.waits()
    from ui.theme import theme

    for size, (width, height) in SIZES.items():
        front.resize(width, height)
        for look in LOOKS:
            theme.choose(look)
            photographer.walks(f"{look}-{size}")
    front.lock()
    photographer.takes("locked")
    front.close()
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder}/")  # noqa: T201  # what a person at a terminal asked for
    return 0


def _opened(given: list[str]) -> Any:
    """The case whose folder is given (passphrase of the sample case), or the sample case, made on first use."""
    from ui.welcome.sample import make_sample

    if not given:
        return make_sample()
    from evidence_triage.case import open_case
    from evidence_triage.cli.demo import SAMPLE_PASSPHRASE

    return open_case(Path(given[0]), os.environ.get("EVIDENCE_TRIAGE_PASSPHRASE") or SAMPLE_PASSPHRASE)


if __name__ == "__main__":
    sys.exit(main())
