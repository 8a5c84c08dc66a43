"""R2: a reader that fails costs its rung; what was read before stays, why it failed is on record, and no word of it leaks."""

from collections.abc import Callable

import pytest

from evidence_triage.extract import readers
from evidence_triage.extract.fallback import read_down_the_ladder
from evidence_triage.extract.identify import Identified
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import Reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Encrypted, TooLarge
from evidence_triage.sandbox.protocol import Limits, Span
from evidence_triage.words import Kind, Place, Reason
from tests.extract.made import docx, paragraph
from tests.extract.reading import Read, read

Given = Callable[[Source, Output], None]


def climbed(
    monkeypatch: pytest.MonkeyPatch, *reads: Given, data: bytes = b"\0salvaged words\0", limits: Limits | None = None
) -> Read:
    """What a ladder of these readers gives."""
    rungs = [Reader(f"test/{n}", ("test",), Kind.DOCUMENT, each, False, None, (), 0) for n, each in enumerate(reads, 1)]
    monkeypatch.setattr(readers, "READERS", rungs)
    sent = Read()
    out = Output(sent, limits or Limits(), Kind.DOCUMENT, "test")
    sent.end = read_down_the_ladder(Source.of_bytes(data), out, Identified(Kind.DOCUMENT, "test"))
    return sent


def says(text: str) -> Given:
    return lambda source, out: out.write(text)


def fails(error: BaseException, *, after: str = "") -> Given:
    def read_and_fail(source: Source, out: Output) -> None:
        out.write(after)
        raise error

    return read_and_fail


def rung(got: Read) -> tuple[str, Reason | None]:
    assert got.end is not None
    return got.end.rung, got.end.reason


def test_the_best_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    got = climbed(monkeypatch, says("first"), says("second"))
    assert (got.text, *rung(got)) == ("first", "test/1", None)


def test_where_it_fails_the_next_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    got = climbed(monkeypatch, fails(ValueError("secret name.txt")), says("second"))
    assert (got.text, *rung(got)) == ("second", "test/2", None)


def test_where_all_fail_strings_are_salvaged_and_the_reason_repeats_nothing_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    got = climbed(monkeypatch, fails(ValueError("secret name.txt")))
    assert (got.text, *rung(got)) == ("salvaged words\n", "salvage", Reason.DAMAGED)
    assert got.end is not None
    assert got.end.detail == "test/1: ValueError"


def test_what_was_read_before_the_failure_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    got = climbed(monkeypatch, fails(KeyError("x"), after="half of it"), says("second"))
    assert (got.text, *rung(got)) == ("half of it", "test/1", Reason.DAMAGED)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(Encrypted("x"), Reason.ENCRYPTED), (TooLarge("x"), Reason.TOO_LARGE), (MemoryError(), Reason.TOO_LARGE)],
)
def test_what_is_locked_or_too_large_is_so_for_every_reader(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: Reason
) -> None:
    assert rung(climbed(monkeypatch, fails(error), says("second"))) == ("test/1", reason)


def test_recursion_without_end_is_a_failed_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rung(climbed(monkeypatch, fails(RecursionError())))[1] is Reason.READER_FAILED


def test_parts_that_left_are_never_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def hands_over(source: Source, out: Output) -> None:
        out.child(Place.EMBEDDED, "a", "a", b"x")
        raise ValueError

    got = climbed(monkeypatch, hands_over, hands_over)
    assert [part.name for part in got.parts] == ["a"]
    assert rung(got) == ("test/1", Reason.DAMAGED)


def test_a_file_that_ended_a_process_is_salvaged_without_its_reader() -> None:
    got = read(docx(paragraph("x")), salvage=True)
    assert (got.kind, got.format) == (Kind.DOCUMENT, "docx")
    assert rung(got) == ("salvage", Reason.READER_FAILED)


def limited(monkeypatch: pytest.MonkeyPatch, given: Given, **limits: int) -> Read:
    return climbed(monkeypatch, given, limits=Limits(**limits))  # type: ignore[arg-type]


def test_text_beyond_the_limit_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    got = limited(monkeypatch, says("x" * 50), text_characters=20)
    assert (len(got.text), rung(got)[1]) == (20, Reason.TOO_LARGE)


def test_a_part_that_breaks_off_ends_with_its_reason_and_the_reader_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def chunks():
        yield b"half"
        raise OSError("secret")

    def reads(source: Source, out: Output) -> None:
        out.child(Place.MEMBER, "a", "a", chunks())
        out.child(Place.MEMBER, "b", "b", b"whole")

    got = climbed(monkeypatch, reads)
    assert [(part.data, part.end and part.end.reason) for part in got.parts] == [
        (b"half", Reason.DAMAGED),
        (b"whole", None),
    ]
    assert rung(got) == ("test/1", None)


def test_spans_say_where_each_stretch_of_text_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    def reads(source: Source, out: Output) -> None:
        out.write("body ")
        out.write_spanned("one two three", [Span(4, 7, "quoted")])
        out.write("x", "sheet", "Scores")

    got = climbed(monkeypatch, reads)
    assert got.found is not None
    assert got.found.spans == [Span(9, 12, "quoted", ""), Span(18, 19, "sheet", "Scores")]
    assert got.stretches("quoted") == [("", "two")]
