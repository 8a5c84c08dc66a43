"""The query language: only known fields are fields, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.errors import NotUnderstood
from evidence_triage.search.query import FIELDS, chips, fold, loose, spoken, tokens, understand
from evidence_triage.search.query.tree import And, Beside, Everything, Field, Not, Or, Phrase, Word
from evidence_triage.words import Mode

SIGNS = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "*",
        "?",
        "AND",
        "OR",
        "NOT",
        " ",
        "from:",
        "date:2026",
        "is:coded",
        "kind:",
        "a",
        "é",
        "12:30",
        ",",
    ]
)


def wrong(question: str) -> tuple[int, str]:
    with pytest.raises(NotUnderstood) as error:
        understand(question)
    return int(str(error.value.values["column"])), str(error.value.values["what"])


@pytest.mark.parametrize(
    "question",
    ["Re: the meeting at 12:30", "http://example.test/a?b=c", "see note: pay £5, now!", "Fwd: Re: lot", "x:y"],
)
def test_what_is_no_field_is_words(question: str) -> None:
    assert [word.text for word in loose(understand(question).tree)] == question.rstrip("?").split()


def test_known_fields_are_fields_in_any_case() -> None:
    tree = understand("From:ward Subject:lot").tree
    assert isinstance(tree, Beside)
    assert [(part.name, part.values) for part in tree.parts if isinstance(part, Field)] == [
        ("from", ("ward",)),
        ("subject", ("lot",)),
    ]


def test_operators_and_brackets_stand_as_written() -> None:
    tree = understand("a AND (b OR NOT c) OR d").tree
    assert isinstance(tree, Or)
    first, last = tree.parts
    assert isinstance(first, And)
    assert isinstance(first.parts[1], Or)
    assert isinstance(first.parts[1].parts[1], Not)
    assert isinstance(last, Word)


def test_lower_case_operators_are_words() -> None:
    assert len(loose(understand("this and that or not").tree)) == 5


def test_a_sign_at_the_end_of_a_question_is_punctuation() -> None:
    assert [word.text for word in loose(understand("who paid?").tree)] == ["who", "paid"]
    assert [word.prefix for word in loose(understand("who was paid*").tree)] == [False, False, False]
    assert isinstance(understand("is:coded?").tree, Field)


def test_a_star_is_a_pattern_where_it_ends_no_question() -> None:
    assert [word.prefix for word in loose(understand("grat* help").tree)] == [True, False]
    assert [word.prefix for word in loose(understand("grat*").tree)] == [True]
    assert [word.prefix for word in loose(understand("very (grat*)").tree)] == [False, True]


def test_a_chip_offers_the_pattern_that_was_not_read() -> None:
    chip = chips(understand("who was paid*"), Mode.WORDS)[-1]
    assert chip.pattern == "who was (paid*)"
    assert [word.prefix for word in loose(understand(chip.pattern).tree)] == [False, False, True]


def test_star_alone_is_everything() -> None:
    assert isinstance(understand("*").tree, Everything)


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ('"unbalanced', 1),
        ('lot "4', 5),
        ("(lot", 1),
        ("a (b (c)", 3),
        ("lot)", 4),
        ("lot AND", 8),
        ("OR lot", 1),
        ("a AND OR b", 7),
        ("()", 2),
        ("from: ward", 1),
        ("a from:", 8),
        ("from:(a OR b)", 6),
        ("kind:letter", 6),
        ("kind:email,letter", 12),
        ("is:nice", 4),
        ("date:2026-02-30", 6),
        ("date:2026-05..2026-03", 6),
        ("date:tomorrow", 6),
        ("fo*o", 3),
        ("", 1),
        ("   ", 1),
        ("a AND &", 7),
        ('""', 1),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(question: str, column: int) -> None:
    assert wrong(question)[0] == column


def test_fifty_brackets_and_no_more() -> None:
    assert understand("(" * 50 + "a" + ")" * 50).tree
    assert wrong("(" * 51 + "a" + ")" * 51)[0] == 51
    assert understand("NOT " * 3000 + "a").tree == Word("a", False, 0, 12_001)


def test_a_stop_word_is_a_word() -> None:
    assert [word.text for word in loose(understand("the").tree)] == ["the"]


def test_phrases_and_several_values() -> None:
    assert understand('"very grateful"').tree == Phrase("very grateful", 0, 15)
    assert understand("kind:email,message").tree == Field("kind", ("email", "message"), False, 0, 18)
    assert understand('tag:"a, b"').tree == Field("tag", ("a, b",), False, 0, 10)


def test_plain_takes_signs_as_words() -> None:
    tree = understand('from:ward AND (lot* "4', plain=True).tree
    assert [word.text for word in loose(tree)] == ["from:ward", "AND", "(lot*", '"4']
    assert understand("?!", plain=True).tree is None


def test_what_is_embedded_is_what_was_asked_for() -> None:
    assert spoken(understand("from:ward who paid NOT lunch")) == "who paid"


def place_or_chips(question: str) -> list[tuple[int, int]]:
    """Where the chips of a question stand, or the place where it is not understood."""
    try:
        return [(chip.start, chip.stop) for chip in chips(understand(question), Mode.HYBRID)]
    except NotUnderstood as error:
        column = int(str(error.values["column"]))
        return [(column - 1, column)]


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join), st.lists(SIGNS).map(" ".join)))
def test_any_string_is_understood_or_its_place_is_said(question: str) -> None:
    places = place_or_chips(question)
    assert all(0 <= start < stop <= len(question) + 1 for start, stop in places)


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
def test_plain_never_fails(question: str) -> None:
    understood = understand(question, plain=True)
    assert bool(loose(understood.tree)) == bool(tokens(question))


def test_taking_a_chip_away_leaves_a_question() -> None:
    first, second, third = chips(understand("who paid from:ward NOT lunch"), Mode.HYBRID)
    assert (first.label, second.label, third.role) == ("who paid", "from:ward", "except")
    assert second.without == "who paid NOT lunch"
    assert first.without == "from:ward NOT lunch"
    assert third.without == "who paid from:ward"


def test_words_are_folded_as_the_index_folds_them() -> None:
    assert tokens("Café-Gespräch, 12:30 naïve_e\u0301t\u00e9") == ["cafe", "gesprach", "12", "30", "naive", "ete"]
    assert len(fold("İstanbul Æ")) == len("İstanbul Æ")


def test_every_field_says_what_it_matches() -> None:
    assert [name for name, row in FIELDS.items() if not row.matches or not row.example] == []
    for row in FIELDS.values():
        assert understand(row.example)
