"""The Qt binding itself: a version that loses references to None kills the window after an hour (docs/decisions/0017-qt-binding.md)."""

import sys

from PySide6.QtWidgets import QWidget


def test_calls_of_qt_lose_no_reference_to_none(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 100
