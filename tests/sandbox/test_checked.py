"""The side outside believes nothing: each rule of the protocol, broken, ends the answer there."""

import pytest

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.checked import Broken, Checked, TooMuch
from evidence_triage.sandbox.protocol import (
    Child,
    ChildEnd,
    Frame,
    Head,
    Limits,
    Message,
    PageInfo,
    Person,
    Pixels,
    Span,
    Text,
    Word,
)
from evidence_triage.words import Kind, Place

HEAD = Head(Kind.DOCUMENT, "text")
CHILD = Child(Place.MEMBER, "a", "a")
MESSAGE = Message("1", "app", "talk", "me", None, "", "hello")


def passed(*frames: Frame | bytes, limits: Limits | None = None) -> Checked:
    checked = Checked(limits or Limits())
    for frame in frames:
        if isinstance(frame, bytes):
            checked.chunk(frame)
        else:
            checked.frame(wire.from_frame(frame))
    return checked


@pytest.mark.parametrize(
    "frames",
    [
        (HEAD, HEAD),
        (Text("a"), Text("b")),
        (b"bytes of nothing",),
        (CHILD, CHILD),
        (CHILD, HEAD),
        (ChildEnd(),),
        (Text("abc", [Span(0, 4, "body")]),),
        (Text("abc", [Span(2, 1, "body")]),),
        (Text("abc", [Span(-1, 1, "body")]),),
        (Text("abc", [Span(0, 2, "body"), Span(1, 3, "quoted")]),),
        (Child(Place.MEMBER, "n" * 5_000, "a"),),
        (Child(Place.MEMBER, "a", "l" * 20_000),),
        (Head(Kind.DOCUMENT, "text", people=[Person("to")] * 100_001),),
        (PageInfo([(0, 10)]),),
        (PageInfo([(10, 1e9)]),),
        (Pixels(0, 10),),
        (Pixels(60_000, 60_000),),
        (Pixels(2, 2), b"\x00" * 11, ChildEnd()),
        (Pixels(2, 2), b"\x00" * 13, ChildEnd()),
        (Pixels(2, 2, [Word("a", 0, 0, 1e7, 1)]),),
    ],
    ids=str,
)
def test_what_breaks_a_rule_is_refused(frames: tuple[Frame | bytes, ...]) -> None:
    with pytest.raises(Broken):
        passed(*frames)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b'"text"', b'{"frame":"unknown"}', b'{"frame":"head"}', b'{"frame":"head","kind":"no kind","format":"x"}',
     b'{"frame":"text","text":1}', b'{"frame":"text","text":"\xff"}', b"\x80\x04\x95pickle", b'{"frame":"page-info","sizes":[[1e999,1]]}'],
)  # fmt: skip
def test_what_is_no_frame_is_refused(body: bytes) -> None:
    with pytest.raises(Broken):
        Checked(Limits()).frame(body)


def test_parts_are_counted() -> None:
    limits = Limits(children=2)
    passed(CHILD, ChildEnd(), MESSAGE, limits=limits)
    with pytest.raises(TooMuch):
        passed(CHILD, ChildEnd(), MESSAGE, MESSAGE, limits=limits)


def test_text_is_measured() -> None:
    passed(Text("abc"), limits=Limits(text_characters=3))
    with pytest.raises(TooMuch):
        passed(Text("abcd"), limits=Limits(text_characters=3))


def test_bytes_are_counted_before_they_are_read() -> None:
    checked = Checked(Limits(output_bytes=100))
    checked.length(60, 1_000)
    with pytest.raises(TooMuch):
        checked.length(60, 1_000)
    with pytest.raises(Broken):
        Checked(Limits()).length(1_001, 1_000)


def test_a_part_without_bytes_needs_no_end() -> None:
    from evidence_triage.words import Reason

    assert not passed(Child(Place.MEMBER, "a", "a", reason=Reason.ENCRYPTED), HEAD).part_open


def test_a_whole_answer_passes() -> None:
    checked = passed(
        HEAD, Text("abc", [Span(0, 1, "body"), Span(1, 3, "quoted")]), CHILD, b"x", b"y", ChildEnd(), MESSAGE
    )
    assert not checked.part_open
