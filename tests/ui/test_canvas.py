"""The canvases: chat, mail and long text as blocks; marks where they belong; nothing of ours inside a bubble."""

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from ui.viewer.blocks import LONGEST_LINE, PASSAGE, Look, chat_blocks, folded, mail_blocks, text_blocks
from ui.viewer.canvas import BlockCanvas
from ui.viewer.marks import marks_in
from ui.viewer.picture import PictureCanvas

ZONE = "Europe/London"


def detail(text, spans=(), *, number=1, sender="", date="2026-03-14T21:07:00+00:00", properties=(), people=()):
    row = SimpleNamespace(id=number, sender=sender, date=date, kind="message", title="", name="", place="message")
    return SimpleNamespace(
        row=row,
        text=text,
        spans=[SimpleNamespace(start=a, stop=b, role=r, label=n) for a, b, r, n in spans],
        properties=list(properties),
        people=list(people),
        date_as_found="",
    )


def test_marks_stand_under_their_words_through_lines_and_spans():
    text = "first line\ntell him it is the usual thank-you\nlast"
    at = text.index("usual")
    blocks = text_blocks(detail(text), [(at, at + 5, "word")])
    marked = [block for block in blocks if block.marks]
    assert [block.text[slice(*block.marks[0][:2])] for block in marked] == ["usual"]


def test_a_passage_stands_beside_its_lines_and_marks_none_of_them():
    text = "one\ntwo\nthree"
    blocks = text_blocks(detail(text), [(4, 7, PASSAGE)])
    assert [block.near for block in blocks] == [False, True, False] and not any(block.marks for block in blocks)


def test_quoted_text_is_folded_until_it_is_asked_for_or_hit():
    text = "I agree.\n> as you said\n> before"
    spans = [(9, len(text), "quoted", "")]
    blocks = text_blocks(detail(text, spans), [])
    assert "> as you said" not in [block.text for block in folded(blocks, set())]
    group = next(block.group for block in blocks if block.look is Look.FOLD)
    assert "> as you said" in [block.text for block in folded(blocks, {group})]


def test_a_line_of_two_megabytes_is_cut_for_layout(qtbot):
    blocks = text_blocks(detail("x" * 2_000_000), [])
    assert max(len(block.text) for block in blocks) <= LONGEST_LINE
    canvas = BlockCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 700)
    canvas.show()
    begun = time.perf_counter()
    canvas.show_blocks(blocks)
    canvas.grab()
    assert time.perf_counter() - begun < 0.5


def test_a_chat_stands_on_the_left_while_its_owner_is_not_known_and_says_so():
    talk = [
        detail("did they sit yet", number=1, sender="Mr W."),
        detail("", number=2, sender="M. Ward", properties=[("marks", "deleted")]),
        detail("tell him", number=3, sender="M. Ward"),
    ]
    blocks = chat_blocks(talk, 3, [(0, 4, "word")], ZONE)
    assert not [block for block in blocks if block.look is Look.RIGHT]
    assert "owner of the phone not known" in blocks[0].text
    bubbles = [block for block in blocks if block.look is Look.LEFT]
    assert [block.here for block in bubbles] == [False, False, True] and bubbles[2].marks == ((0, 4, "word"),)
    assert all("deleted" not in block.text for block in bubbles), "the program's own words never stand in a bubble"
    assert [block.text for block in blocks if block.look is Look.LABEL] == ["deleted by its sender"]
    assert [block.text for block in blocks if block.look is Look.RUN] == ["Mr W.", "M. Ward"]


def test_the_message_that_was_opened_stands_in_the_middle(qtbot):
    talk = [detail(f"message {n} " * 6, number=n, sender="A" if n % 3 else "B") for n in range(80)]
    canvas = BlockCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 600)
    canvas.show()
    canvas.show_blocks(chat_blocks(talk, 40, [], ZONE))
    canvas.grab()
    at = next(at for at, block in enumerate(canvas._blocks) if block.here)
    top = canvas._tops[at] - canvas.verticalScrollBar().value()
    assert 120 < top < 420


def test_n_and_p_walk_the_hits_and_come_round(qtbot):
    text = "\n".join(f"line {n} envelope" if n % 50 == 0 else f"line {n}" for n in range(400))
    canvas = BlockCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    canvas.show_blocks(text_blocks(detail(text), marks_in(text, [("envelope", "word")])))
    assert canvas.hits == (1, 8)
    canvas.next_hit(1)
    assert canvas.hits == (2, 8) and canvas.verticalScrollBar().value() > 300
    canvas.next_hit(-1)
    canvas.next_hit(-1)
    assert canvas.hits == (8, 8)


def test_what_is_read_stays_still_while_heights_are_measured(qtbot):
    text = "\n".join("word " * (n % 90) for n in range(2000))
    canvas = BlockCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    canvas.show()
    canvas.show_blocks(text_blocks(detail(text), []))
    canvas.verticalScrollBar().setValue(9000)
    canvas.grab()
    at = canvas._at(canvas.verticalScrollBar().value())
    before = canvas._tops[at] - canvas.verticalScrollBar().value()
    canvas.grab()
    assert canvas._at(canvas.verticalScrollBar().value()) == at
    assert abs(canvas._tops[at] - canvas.verticalScrollBar().value() - before) < 2


def test_text_is_selected_over_blocks_and_copied_with_time_and_reference(qtbot):
    talk = [detail("first", number=1, sender="A"), detail("second", number=2, sender="A")]
    canvas = BlockCanvas()
    qtbot.addWidget(canvas)
    canvas.show_blocks(chat_blocks(talk, 1, [], ZONE), "ABC/2")
    qtbot.keyClick(canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "[21:07 · ABC/2] first" in canvas.selected_text()


@pytest.mark.parametrize(
    ("text", "pieces", "found"),
    [
        ("Straße und strasse", [("und", "word")], [(7, 10, "word")]),
        ("payment, repayment", [("payment", "word")], [(0, 7, "word")]),
        ("ab ab", [("ab ab", "meaning"), ("ab", "word")], [(0, 2, "word"), (2, 3, "meaning"), (3, 5, "word")]),
    ],
)
def test_marks_are_found_again_in_the_whole_text(text, pieces, found):
    assert marks_in(text, pieces) == found


def test_a_mail_shows_who_to_whom_and_when_in_the_zone_of_the_case():
    people = [
        SimpleNamespace(role="from", name="M. Ward", address="m.ward@x.test"),
        SimpleNamespace(role="to", name="", address="l.osei@x.test"),
    ]
    blocks = mail_blocks(detail("Hello", date="2026-06-01T10:00:00+00:00", people=people), [], ZONE)
    fields = {block.name: block.text for block in blocks if block.look is Look.FIELD}
    assert fields["From"] == "M. Ward <m.ward@x.test>" and fields["To"] == "l.osei@x.test"
    assert "11:00:00 +01:00" in fields["Date"]


def test_a_picture_is_blurred_until_it_is_held_and_again_for_the_next(qtbot):
    canvas = PictureCanvas()
    qtbot.addWidget(canvas)
    image = QImage(200, 200, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    canvas.show_picture(image, "IMG.jpg")
    assert not canvas.is_revealed and canvas._blurred.isGrayscale() and canvas._blurred.width() <= 20
    canvas.reveal(True)
    assert canvas.is_revealed
    canvas.reveal(False)
    canvas.keep_revealed()
    canvas.show_picture(image, "IMG2.jpg")
    assert not canvas.is_revealed
