"""Text of the material can neither turn writing round, hide a control, become markup, nor lose its suffix."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ui.text import FSI, PDI, elided_name, elided_title, isolated, one_line, visible
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(st.text())
def test_what_is_shown_is_as_long_as_what_was_found_and_turns_nothing_round(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not set(shown) & set(TURNING)
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown)


@given(st.text())
def test_a_piece_of_material_is_isolated_once(text):
    assert isolated(text).startswith(FSI) and isolated(text).endswith(PDI)
    assert not set(isolated(text)[1:-1]) & set(TURNING)
    assert "\n" not in one_line(text)


def test_a_name_that_hides_its_suffix_shows_it(qapp):
    assert visible("invoice\u202efdp.exe") == "invoice◀fdp.exe"
    metrics = QFontMetrics(theme.font())
    for name in ("a very long name of a file that does not fit.exe", "x" * 300 + ".docx"):
        assert elided_name(name, metrics, 120).endswith(name[name.rindex(".") :])
        assert elided_title(name, metrics, 120).endswith(name[name.rindex(".") :])


def test_a_label_shows_markup_as_it_stands_and_a_button_its_ampersand(qtbot):
    label, button = Label("<b>bold</b> <img src=http://x>"), Button("R&D")
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert button.text() == "R&&D" and button.accessibleName() == "R&D"
