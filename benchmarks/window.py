"""The window on a real case: until it is usable, until a case is open, its memory, and its longest pause while material is read."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from material import PASSPHRASE, mails, new_case, report, tree_bytes

from evidence_triage.pipeline import jobs

STARTS = 5
READING_SECONDS = 60
QUESTIONS = ("who asked for a favour", "resignation of the chief executive", "from:lay subject:california", "dinner")


def shown() -> tuple[object, object]:
    """The application and its window, on the screen."""
    from PySide6.QtTest import QTest

    from ui import app

    program, front = app.application(["window"]), app.window()
    front.show()
    QTest.qWaitForWindowExposed(front)
    return program, front


def start() -> None:
    """In a process of its own: shows the window and says so."""
    program, _ = shown()
    program.processEvents()
    print("usable", flush=True)


def work(folder: str, material: str) -> None:
    """In a process of its own: opens the case, asks, reads new material; prints what it measured as JSON."""
    from PySide6.QtWidgets import QApplication

    from ui.watchdog import Watchdog

    _, front = shown()
    opened = _opens(front, Path(folder) / "case")
    _asks(front)
    memory = tree_bytes(os.getpid())
    watchdog = Watchdog(limit=0.02)
    watchdog.start()
    _adds(front, material)
    until = time.monotonic() + READING_SECONDS
    while time.monotonic() < until and front.work.running:
        _asks(front)
        _turn(lambda: False, 1.0)
    watchdog.stop()
    QApplication.processEvents()
    worst = max(watchdog.pauses, key=lambda pause: pause.seconds, default=None)
    print(worst.stack if worst else "", file=sys.stderr)
    print(json.dumps({"opened": opened, "memory": memory, "pause": watchdog.longest}))
    front.work.stop()
    os._exit(0)


def _turn(until: Callable[[], object], seconds: float = 60.0) -> None:
    """Lets the event loop turn until something holds."""
    from PySide6.QtTest import QTest

    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        QTest.qWait(5)


def _presses(front: object, key: str, where: object | None = None) -> None:
    """A key, as it comes from the keyboard: to the window, whatever has the focus."""
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    if where is not None:
        where.setFocus()
    combination = QKeySequence(key)[0]
    QTest.keyClick(front.windowHandle(), combination.key(), combination.keyboardModifiers())


def _opens(front: object, folder: Path) -> float:
    front.welcome.sign_in(folder)
    front.welcome.signing.pass_edit.setText(PASSPHRASE)
    began = time.monotonic()
    _presses(front, "Return", front.welcome.signing.pass_edit)
    _turn(lambda: front.session is not None and getattr(front.place, "shown", None) is not None)
    opened = time.monotonic() - began
    _turn(lambda: not front.session.runner.busy)
    return opened


def _asks(front: object) -> None:
    _presses(front, "Ctrl+2")
    _turn(lambda: hasattr(front.place, "box"))
    for question in QUESTIONS:
        front.place.box.setText(question)
        _presses(front, "Return", front.place.box)
        _turn(lambda: not front.session.runner.busy)


def _adds(front: object, material: str) -> None:
    _presses(front, "Ctrl+1")
    _turn(lambda: hasattr(front.place, "adding"))
    case = front.place
    case.add()
    case.adding.paths.setText(material)
    case.adding.exhibit.setText("ABC/2")
    _presses(front, "Ctrl+Return", case.adding.exhibit)
    _turn(lambda: front.work.running)


def _in_a_process(*arguments: str) -> tuple[float, str]:
    """Seconds until the process's first line, and its last."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    began = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    seconds = time.monotonic() - began
    lines = [first, *running.stdout]
    running.wait()
    return seconds, lines[-1]


def main() -> None:
    """Prints the figures, the last line as JSON."""
    folder = mails()
    usable = statistics.median(_in_a_process("start")[0] for _ in range(STARTS))
    with tempfile.TemporaryDirectory() as place:
        with new_case(Path(place) / "case") as case:
            params = {"paths": [str(folder)], "exhibit": "ABC/1", "said": {}, "storage": "copy"}
            jobs.start(case, "add", params).result()
        told = json.loads(_in_a_process("work", place, str(folder))[1])
    figures = [
        {"what": "the window usable after its start", "value": round(usable, 2), "unit": "s", "must": "<= 1.5"},
        {
            "what": "a case of 6,000 items open in the window",
            "value": round(told["opened"], 2),
            "unit": "s",
            "must": "<= 1",
        },
        {
            "what": "longest pause of the window while material is read",
            "value": round(told["pause"] * 1000),
            "unit": "ms",
            "must": "<= 100",
        },
        {
            "what": "memory of the window with that case open",
            "value": round(told["memory"] / 2**20),
            "unit": "MB",
            "must": "<= 500",
        },
    ]
    report(figures)


if __name__ == "__main__":
    {"start": start, "work": work}.get(sys.argv[1], main)(*sys.argv[2:]) if len(sys.argv) > 1 else main()
