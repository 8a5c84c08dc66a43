"""A real main window for each test, watched for pauses, and a person in front of it."""

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk
from ui.app import application, window
from ui.settings import Settings
from ui.theme import theme
from ui.watchdog import Watchdog


@pytest.fixture
def state(tmp_path, monkeypatch):
    """The window's settings and log heads of this test alone."""
    monkeypatch.setenv("EVIDENCE_TRIAGE_STATE", str(tmp_path / "desk-state"))


@pytest.fixture
def desk(qapp, qtbot, state):
    """A person at the window, on the welcome page."""
    yield from _at_a_window(qtbot)


@pytest.fixture
def officer_at_sample(qapp, qtbot, sample_case):
    """An officer signed in to the sample case, at the window."""
    from evidence_triage.cli.demo import SAMPLE_PASSPHRASE

    for at_desk in _at_a_window(qtbot):
        at_desk.signs_in(sample_case, SAMPLE_PASSPHRASE)
        yield at_desk


@pytest.fixture
def watchdog(qapp):
    """Hears of every pause of the event loop in a test."""
    made = Watchdog()
    made.start()
    yield made
    made.stop()


def _at_a_window(qtbot):
    application()
    theme.choice = "light"
    made = window(Settings())
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield Desk(qtbot, made)
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
