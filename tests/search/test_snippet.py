"""Snippets show the place that was found; marks stand where the words stand."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.search.meaning import Passage
from evidence_triage.search.query import understand, wanted
from evidence_triage.search.query.tree import Term
from evidence_triage.search.results import Snippet
from evidence_triage.search.snippet import LENGTH, find_marks, snippet

TEXT = (
    "First of all.\n\n"
    + "Nothing to see here. " * 40
    + "He would be very   grateful\nfor the HELP at the cafe\u0301. "
    + "And so on. " * 40
)


def terms(question: str) -> list[Term]:
    return list(wanted(understand(question).tree))


def marked(piece: Snippet, sort: str = "word") -> list[str]:
    return [piece.text[mark.start : mark.stop] for mark in piece.marks if mark.sort == sort]


def test_it_shows_where_most_of_the_words_stand() -> None:
    piece = snippet(TEXT, terms("first grateful help"), None)
    assert marked(piece) == ["grateful", "HELP"]
    assert "  " not in piece.text
    assert len(piece.text) < LENGTH + 80
    assert TEXT[piece.at :].startswith(piece.text[:10])


def test_phrases_prefixes_and_accents_are_marked() -> None:
    assert marked(snippet(TEXT, terms('"very grateful" hel* café'), None)) == ["very grateful", "HELP", "cafe\u0301"]


def test_a_part_of_a_word_is_no_hit() -> None:
    assert find_marks("helpful unhelp help_me", terms("help")) == [(15, 19, "word")]


def test_without_words_it_shows_the_nearest_passage() -> None:
    start = TEXT.index("He would")
    piece = snippet(TEXT, terms("thankful"), Passage(start, start + 50))
    assert piece.text.startswith("He would be very grateful")
    assert marked(piece, "meaning") == ["He would be very grateful for the HELP at the ca"]


def test_an_item_without_text_has_an_empty_piece() -> None:
    assert snippet("", terms("lot"), None) == Snippet()


@given(st.text(max_size=400), st.text(max_size=20), st.integers(0, 400), st.integers(0, 400))
def test_marks_never_leave_the_piece(text: str, asked: str, start: int, stop: int) -> None:
    passage = Passage(min(start, len(text)), min(max(start, stop), len(text))) if stop else None
    piece = snippet(text, list(wanted(understand(asked, plain=True).tree)), passage)
    assert all(0 <= mark.start < mark.stop <= len(piece.text) for mark in piece.marks)


@given(st.text(max_size=300))
def test_every_word_of_a_text_is_marked_in_it(text: str) -> None:
    for term in wanted(understand(text[:40], plain=True).tree):
        assert find_marks(text[:40], [term])
