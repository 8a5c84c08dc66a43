"""What is put into the index is found at once, by its words and by static vectors, and equal texts are kept once."""

import pytest

from evidence_triage import index
from evidence_triage.embedding import sentences, tokens
from evidence_triage.index import Indexable
from evidence_triage.sandbox.protocol import Span
from tests.index.shelf import Shelf


def test_an_item_is_found_at_once_by_words_and_by_static_vectors(shelf: Shelf) -> None:
    item = shelf.puts("a.txt", "He would be very grateful for your help at the Café Élan.")
    shelf.puts("b.txt", "The choir rehearses on Tuesdays in the parish hall.")
    assert shelf.holding("cafe elan") == [item]
    assert shelf.holding("CAFÉ") == [item]
    assert shelf.nearest("thanks for helping")[0][0] == shelf.inputs(item)[0]
    assert index.counts(shelf.case.reader()) == (2, 0)


def test_words_are_found_as_they_are_written(shelf: Shelf) -> None:
    item = shelf.puts("a.txt", "The payments were made by several payers.")
    assert shelf.holding("payment") == []
    assert shelf.holding("payments") == shelf.holding("payment*") == [item]


def test_title_parties_and_file_name_are_found(shelf: Shelf) -> None:
    item = shelf.desk.writes("minutes.txt", "Nothing to report.")
    content = shelf.case.unguarded().value("SELECT content FROM ledger WHERE item = ?", (item,))
    with shelf.case.derive() as change:
        said = Indexable(
            item, content, True, "Lot 4", "Ann Ward ward@example.test", "minutes.txt", "Nothing to report."
        )
        index.put(change, [said], None)
    for words in ("lot", '"ward example test"', "parties : ann", "name : minutes", "text : report"):
        assert shelf.holding(words) == [item], words


def test_copies_share_passages_and_equal_texts_share_vectors(shelf: Shelf) -> None:
    first = shelf.puts("a.txt", "The same words.", title="mail", context="mail")
    copy = shelf.puts("b.txt", "The same words.", title="mail", context="mail")
    other = shelf.puts("c.txt", "The same words. ", title="mail", context="mail")  # other bytes, the same passage
    reader = shelf.case.unguarded()
    assert shelf.inputs(first) == shelf.inputs(copy) == shelf.inputs(other)
    assert reader.value("SELECT count(*) FROM passage") == 2
    assert reader.value("SELECT count(*) FROM embedder_input") == 1
    assert shelf.holding("same") == [first, copy, other]


def test_subject_and_parties_are_given_to_the_embedder_with_each_passage(shelf: Shelf) -> None:
    shelf.puts("a.eml", " ".join(sentences()[:40]), context="Lot 4. Ann Ward, José Osei")
    texts = [text for (text,) in shelf.case.unguarded().rows("SELECT text FROM embedder_input")]
    assert len(texts) > 2
    assert all(text.startswith("Lot 4. Ann Ward, José Osei\n") for text in texts)


def test_no_input_is_longer_than_the_window_however_long_the_subject(shelf: Shelf) -> None:
    shelf.puts("a.eml", " ".join(sentences()), context="한국어 " * 300)
    texts = [text for (text,) in shelf.case.unguarded().rows("SELECT text FROM embedder_input")]
    assert max(tokens().lengths(texts)) <= tokens().window


def test_quoted_text_is_marked(shelf: Shelf) -> None:
    item = shelf.puts("a.eml", "Yes. > Shall we?", spans=(Span(5, 16, "quoted"),))
    sql = "SELECT p.role FROM passage AS p JOIN ledger AS l ON l.content = p.content WHERE l.item = ? ORDER BY ordinal"
    assert shelf.case.unguarded().rows(sql, (item,)) == [("body",), ("quoted",)]


def test_what_two_answers_quote_is_embedded_once(shelf: Shelf) -> None:
    quoted = "> Shall we meet on Thursday?"
    first = shelf.puts("a.eml", f"Yes. {quoted}", spans=(Span(5, 33, "quoted"),), context="Re: Lot 4. Ann Ward")
    second = shelf.puts("b.eml", f"No! {quoted}", spans=(Span(4, 32, "quoted"),), context="Re: Lot 4. José Osei")
    assert shelf.inputs(first)[1] == shelf.inputs(second)[1]
    assert shelf.inputs(first)[0] != shelf.inputs(second)[0]


def test_a_message_is_embedded_among_its_neighbours_and_points_at_itself(shelf: Shelf) -> None:
    item = shelf.puts("m", "ok", window="Li: shall I bring the envelope?\nMo: ok")
    assert shelf.case.unguarded().rows("SELECT start, stop, role FROM passage") == [(0, 2, "body")]
    assert "envelope" in shelf.case.unguarded().value("SELECT text FROM embedder_input")
    assert shelf.holding("envelope") == []
    assert shelf.holding("ok") == [item]


def test_a_message_too_long_for_its_window_is_cut_and_nothing_of_it_lost(shelf: Shelf) -> None:
    long = " ".join(sentences())
    shelf.puts("m", long, window=f"Li: hello\nMo: {long}")
    stops = [stop for (stop,) in shelf.case.unguarded().rows("SELECT stop FROM passage ORDER BY ordinal")]
    assert len(stops) > 5
    assert stops[-1] == len(long)


@pytest.mark.parametrize("text", ["", " \n "])
def test_what_has_no_text_is_found_by_its_title(shelf: Shelf, text: str) -> None:
    item = shelf.puts("IMG_0017 stadium.jpg", text, title="stadium")
    assert shelf.holding("stadium") == [item]
    assert shelf.case.unguarded().rows("SELECT start, stop, role FROM passage") == [(0, 0, "title")]


def test_an_item_put_again_is_found_once_and_by_its_new_name_alone(shelf: Shelf) -> None:
    item = shelf.puts("old.txt", "The words.")
    shelf.indexes(item, "new.txt", "The words.")
    assert shelf.holding("words") == [item]
    assert shelf.holding("old") == []
    assert shelf.holding("new") == [item]
