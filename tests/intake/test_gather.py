"""What the sandbox says becomes parts of bounded size, each child whole or with the reason why not."""

from evidence_triage.intake import gather as room
from evidence_triage.intake.gather import Finished, Part, gather
from evidence_triage.sandbox.protocol import Child, ChildEnd, End, Head, Message, Text
from evidence_triage.words import Kind, Place, Reason


def parts(*frames: object) -> list[Part | Finished]:
    return list(gather(iter(frames)))  # type: ignore[arg-type]


def child(name: str) -> Child:
    return Child(Place.ATTACHMENT, name, name)


def test_a_childs_bytes_are_put_together_and_hashed() -> None:
    part, finished = parts(
        Head(Kind.EMAIL, "mail/eml"), child("a"), b"one ", b"two", ChildEnd(), Text("hi"), End("eml")
    )
    assert isinstance(part, Part) and isinstance(finished, Finished)
    (born,) = part.children
    assert born.opened is not None and born.opened.data == b"one two" and born.opened.digest.size == 7
    assert finished.text == Text("hi") and finished.children == 1


def test_a_child_cut_off_by_the_readers_end_is_damaged() -> None:
    part, _ = parts(Head(Kind.ARCHIVE, "archive/zip"), child("a"), b"half", End("zip", Reason.TIMED_OUT))
    assert isinstance(part, Part)
    assert part.children[0].opened is None and part.children[0].reason is Reason.TIMED_OUT


def test_two_members_of_one_name_are_two_items() -> None:
    part, _ = parts(child("a"), ChildEnd(), child("a"), ChildEnd(), End("zip"))
    assert isinstance(part, Part)
    assert [born.locator for born in part.children] == ["a", "a~2"]


def test_a_child_beyond_the_limit_costs_its_bytes_and_nothing_else() -> None:
    room.CHILD_BYTES, before = 4, room.CHILD_BYTES
    try:
        part, finished = parts(child("big"), b"12345", ChildEnd(), child("small"), b"123", ChildEnd(), End("zip"))
    finally:
        room.CHILD_BYTES = before
    assert isinstance(part, Part) and isinstance(finished, Finished)
    assert [(born.reason, born.opened and born.opened.data) for born in part.children] == [
        (Reason.TOO_LARGE, None),
        (None, b"123"),
    ]


def test_a_conversation_comes_in_parts_that_remember_their_neighbours() -> None:
    said = [Message(str(n), "WhatsApp", "c", "A", None, "", "ok") for n in range(room.PART_CHILDREN + 5)]
    first, second, finished = parts(Head(Kind.CONVERSATION, "chat/whatsapp"), *said, End("whatsapp"))
    assert isinstance(first, Part) and isinstance(second, Part) and isinstance(finished, Finished)
    assert len(first.messages) == room.PART_CHILDREN and len(second.messages) == 5
    assert [message.locator for message in second.before] == ["197", "198", "199"]
    assert [each.occurrence for each in second.messages] == [200, 201, 202, 203, 204]
