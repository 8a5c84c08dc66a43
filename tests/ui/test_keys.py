"""Every key in every class of focus: letters are letters in fields, Space and Enter belong to buttons, single keys to the reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTabBar, QTableView, QWidget

import ui.case.commands
import ui.export.commands
import ui.review.commands
import ui.welcome.commands
import ui.window_commands  # noqa: F401
from ui.commands import commands
from ui.keys import Focus, counts, focus_of

PLACES = ("welcome", "case", "review", "export")


@pytest.mark.parametrize(
    ("make", "focus"),
    [
        (QLineEdit, Focus.WRITING),
        (QPlainTextEdit, Focus.WRITING),
        (QPushButton, Focus.PRESSING),
        (QCheckBox, Focus.PRESSING),
        (QComboBox, Focus.PRESSING),
        (QTabBar, Focus.PRESSING),
        (QTableView, Focus.READING),
        (QWidget, Focus.READING),
    ],
)
def test_what_a_widget_does_with_keys(qtbot, make, focus):
    widget = make()
    qtbot.addWidget(widget)
    assert focus_of(widget) is focus


def test_no_key_means_two_things_in_one_place():
    for place in PLACES:
        keys = [key for each in commands(place) for key in each.keys]
        assert len(keys) == len(set(keys)), place
    window = [key for each in commands("window") for key in each.keys]
    assert len(window) == len(set(window))


def test_every_command_says_what_it_does_once():
    everything = commands("window", *PLACES)
    assert all(each.words and each.name.startswith(f"{each.place}.") for each in everything)
    for place in PLACES:
        words = [each.words for each in commands(place)]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("each", commands("window", *PLACES), ids=lambda each: each.name)
def test_a_key_in_each_class_of_focus(each):
    for key in each.keys:
        modified = "Ctrl" in key or "Alt" in key or key == "Esc" or (key[0] == "F" and len(key) > 1)
        assert counts(key, Focus.READING)
        assert counts(key, Focus.WRITING) == modified, "letters are letters in a field"
        if key.removeprefix("Shift+") in ("Space", "Return"):
            assert not counts(key, Focus.PRESSING), "Space and Enter belong to the button"
        if len(key.removeprefix("Shift+")) == 1:
            assert not counts(key, Focus.READING, single_keys=False), "the switch turns single keys off"


def test_u_does_nothing():
    assert not [each for each in commands("window", *PLACES) if "U" in each.keys]


def test_letters_typed_into_a_field_code_nothing(officer_at_sample):
    desk = officer_at_sample
    desk.opens(desk.searches("envelope")[0])
    review = desk.window.place
    desk.presses("Ctrl+K")
    desk.types("rx12")
    assert review.panel.draft == {} and review.box.text().endswith("rx12")


def test_space_on_a_button_presses_it_and_a_letter_acts(officer_at_sample):
    desk = officer_at_sample
    desk.opens(desk.searches("envelope")[0])
    review = desk.window.place
    choice = review.panel._choices["relevance"][1]
    choice.setFocus()
    desk.presses("Space")
    assert review.panel.draft == {"relevance": "not-relevant"}
    desk.presses("R")
    assert review.panel.draft == {"relevance": "relevant"}


def test_a_held_key_never_writes_twice(officer_at_sample):
    desk = officer_at_sample
    desk.opens(desk.searches("envelope")[0])
    review = desk.window.place
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    repeated = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r", True)
    QApplication.sendEvent(desk.window.windowHandle(), repeated)
    assert review.panel.draft == {}


def test_with_single_keys_off_alt_and_the_key_act(officer_at_sample):
    desk = officer_at_sample
    desk.opens(desk.searches("envelope")[0])
    review = desk.window.place
    desk.window.dispatcher.single_keys = False
    desk.presses("R")
    assert review.panel.draft == {}
    desk.presses("Alt+R")
    assert review.panel.draft == {"relevance": "relevant"}
