"""Long lists: a million rows without a pause, rows by the page, a stale row until the fresh one comes, a sentence for each."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.itemlist.delegate import RowDelegate
from ui.itemlist.model import PAGE, ItemModel
from ui.itemlist.row import ListRow
from ui.itemlist.view import ItemList

MILLION = range(1, 1_000_001)


def made(number, **changes):
    values = {
        "id": number,
        "kind": "email",
        "title": f"Re: Lot {number}",
        "snippet": "he would be very grateful for the help, as always, and will show it in the usual way on Friday",
        "marks": ((17, 25, "word"), (30, 60, "meaning")),
        "likeness": 0.6,
        "words": ("grateful",),
        "date": "2026-03-14T21:07:00+00:00",
        "exhibit": "ABC/3",
        "tags": ("relevant",),
        "seen": False,
        "duplicates": 2,
        "attachments": 1,
    }
    return ListRow(**(values | changes))


@pytest.fixture
def shown(qtbot):
    """A list on the screen whose pages are brought at once."""
    model = ItemModel()
    view = ItemList(model)
    qtbot.addWidget(view)
    view.resize(370, 800)
    view.show()
    asked = []

    def bring(start):
        asked.append(start)
        model.give(start, [made(model.item(at)) for at in range(start, min(start + PAGE, model.rowCount()))])

    model.wanted.connect(bring)
    return model, view, asked


def test_a_million_rows_are_shown_and_scrolled_without_a_pause(shown, qapp):
    model, view, asked = shown
    begun = time.perf_counter()
    model.show(MILLION)
    qapp.processEvents()
    assert time.perf_counter() - begun < 0.5
    bar, longest = view.verticalScrollBar(), 0.0
    for share in (0.1, 0.5, 0.9, 1.0, 0.3):
        begun = time.perf_counter()
        bar.setValue(int(bar.maximum() * share))
        qapp.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    assert longest < 0.25
    assert len(asked) < 20, "only what is seen is asked for"


def test_a_row_is_painted_in_a_third_of_a_millisecond(qapp):
    delegate, option = RowDelegate(), QStyleOptionViewItem()
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    option.rect = image.rect()
    model = ItemModel()
    model.show([1], [made(1)])
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    times = []
    for _ in range(200):
        begun = time.perf_counter()
        delegate.paint(painter, option, model.index(0, 0))
        times.append(time.perf_counter() - begun)
    painter.end()
    assert sorted(times)[len(times) // 2] < 0.0012, "the median on a busy machine; 0.3 ms on a quiet one"


def test_a_stale_row_stays_until_the_fresh_one_comes(qapp):
    model, asked = ItemModel(), []
    model.wanted.connect(asked.append)
    model.show([1, 2], [made(1), made(2)])
    model.stale([1])
    assert model.row(0).tags == ("relevant",)
    qapp.processEvents()
    assert asked == [0]
    model.give(0, [made(1, tags=()), made(2)])
    assert model.row(0).tags == ()


def test_a_row_is_a_sentence_for_screen_readers():
    model = ItemModel()
    model.show([1], [made(1)])
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "e-mail, Re: Lot 1" in spoken and "not seen" in spoken and "2 copies" in spoken and "1 attachment" in spoken


def test_letters_do_not_search_the_list(shown):
    model, view, _ = shown
    model.show(MILLION)
    begun = time.perf_counter()
    view.keyboardSearch("zzz")
    assert time.perf_counter() - begun < 0.01


def test_why_is_said_in_words():
    assert made(1, words=()).why == "meaning · no word in common"
    assert made(1, likeness=None).why == "grateful"
    assert made(1, reason="encrypted").why == "could not be read: password needed"
