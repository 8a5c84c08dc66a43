"""No text is lost in cutting, none crosses a border, and none is longer than the embedder reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_triage.embedding import sentences, tokens
from evidence_triage.index.passages import END_MARKS, OVERLAP_WORDS, PASSAGE_WORDS, cut
from evidence_triage.sandbox.protocol import Span

ROOM = 254
PROSE = " ".join(sentences())

LATIN = ["Paid in full.", "He came! ", "\n\n", "\n", " ", "\t", "\u2028", "x" * 2500, "word " * 300, "— ", "12.50;"]
PIECES = st.sampled_from([*LATIN, "日本語の文。", "한국어" * 200, "a\u0301"])


def lengths(texts: list[str]) -> list[int]:
    return tokens().lengths(texts)


def cut_all(text: str, *spans: Span, room: int = ROOM) -> list[tuple[str, str]]:
    return [(text[passage.start : passage.stop], passage.role) for passage in cut(text, spans, room, lengths)]


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(20, 254))
def test_every_character_is_in_a_passage_that_fits(text: str, room: int) -> None:
    found = cut(text, (), room, lengths)
    covered = {place for passage in found for place in range(passage.start, passage.stop)}
    assert {place for place, character in enumerate(text) if not character.isspace()} <= covered
    assert all(length - END_MARKS <= room for length in lengths([text[each.start : each.stop] for each in found]))
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_prose_is_cut_between_sentences_at_about_180_words() -> None:
    found = [text for text, _ in cut_all(PROSE)]
    assert all(text[-1] in ".?!" for text in found)
    assert all(len(text.split()) <= PASSAGE_WORDS for text in found)
    assert all(len(text.split()) >= PASSAGE_WORDS - 40 for text in found[:-1])


def test_a_passage_begins_with_the_end_of_the_one_before() -> None:
    first, second = [text for text, _ in cut_all(PROSE)][:2]
    shared = next(n for n in range(len(second), 0, -1) if first.endswith(second[:n].rstrip()))
    assert 10 <= len(second[:shared].split()) <= OVERLAP_WORDS


def test_what_a_mail_quotes_is_kept_apart() -> None:
    said, quoted, below = "Yes, on Thursday. ", "> Shall we meet? When? ", "Regards, Ann."
    text = said + quoted + below
    found = cut_all(text, Span(len(said), len(said) + len(quoted), "quoted"))
    assert found == [("Yes, on Thursday.", "body"), ("> Shall we meet? When?", "quoted"), ("Regards, Ann.", "body")]


def test_a_sheet_is_never_joined_with_the_next() -> None:
    text = "bidder score\nHarwell 5\nbidder price\nHarwell 900"
    spans = (Span(0, 23, "sheet", "Scores"), Span(23, len(text), "sheet", "Prices"))
    assert len(cut_all(text, *spans)) == 2


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_gives_no_passage(text: str) -> None:
    assert cut_all(text) == []


def test_spans_beyond_the_text_do_no_harm() -> None:
    assert cut_all("short", Span(3, 99, "quoted")) == [("sho", "body"), ("rt", "quoted")]
