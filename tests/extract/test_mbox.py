"""R2, R3: every mail of a mailbox is found, in whichever dialect it was kept, and none that is not there."""

import time

import pytest

from evidence_triage.extract.formats.mail.mbox import BLOCK_BYTES
from evidence_triage.words import Kind, Place
from tests.extract.reading import read

POSTMARK = "From ward@example.test Mon Mar  2 10:00:00 2026\n"


def mail(n: int, body: str = "Hello\n") -> str:
    return f"From: ward@example.test\nTo: osei@example.test\nSubject: number {n}\n\n{body}"


def box(*mails: str, between: str = "\n") -> bytes:
    return between.join(POSTMARK + each for each in mails).encode()


def test_mails_are_numbered_from_one_in_their_order() -> None:
    got = read(box(mail(1), mail(2), mail(3)), "a.mbox")
    assert (got.kind, got.format, got.reason) == (Kind.MAILBOX, "mbox", None)
    assert [part.child.locator for part in got.parts] == ["1", "2", "3"]
    assert all(part.child.place is Place.MESSAGE for part in got.parts)
    assert [part.data.decode() for part in got.parts] == [mail(1), mail(2), mail(3)]
    assert got.parts[0].child.properties == [("mbox line", POSTMARK.strip())]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_of_either_kind_are_kept(newline: str) -> None:
    data = box(mail(1), mail(2)).decode().replace("\n", newline).encode()
    got = read(data)
    assert [part.data for part in got.parts] == [mail(n).replace("\n", newline).encode() for n in (1, 2)]


def test_an_empty_line_may_be_missing_between_mails() -> None:
    assert len(read(box(mail(1), mail(2), mail(3), between="")).parts) == 3


def test_a_line_of_the_body_that_begins_with_from_opens_no_mail() -> None:
    got = read(box(mail(1, "\nFrom now on we meet on Mondays.\nFrom Monday 10:00 too\n"), mail(2)))
    assert len(got.parts) == 2
    assert b"From now on" in got.parts[0].data


def test_quoted_from_lines_are_as_they_were_written() -> None:
    got = read(box(mail(1, ">From the desk of A. Ward\n>>From him\n>Fromage\n")))
    assert got.parts[0].data.endswith(b"\n\nFrom the desk of A. Ward\n>From him\n>Fromage\n")


def test_a_content_length_that_is_right_is_believed() -> None:
    forwarded = f"{POSTMARK}From: x@example.test\nSubject: within\n\nold\n"
    head = f"From: a@example.test\nContent-Length: {len(forwarded)}\nSubject: one\n\n"
    got = read((POSTMARK + head + forwarded + "\n" + POSTMARK + mail(2)).encode())
    assert [part.data.decode() for part in got.parts] == [head + forwarded, mail(2)]


def test_a_content_length_that_lies_is_not() -> None:
    for length in (3, 10**9):
        got = read((POSTMARK + f"Content-Length: {length}\n" + mail(1) + "\n" + POSTMARK + mail(2)).encode())
        assert len(got.parts) == 2


def test_a_mailbox_cut_off_gives_its_last_mail_as_far_as_it_goes() -> None:
    whole = box(mail(1), mail(2))
    got = read(whole[:-3])
    assert [part.data for part in got.parts] == [mail(1).encode(), mail(2).encode()[:-3]]


@pytest.mark.parametrize("shift", range(-40, 41, 8))
def test_a_mail_that_begins_where_a_block_ends_is_found_once(shift: int) -> None:
    filler = "x" * (BLOCK_BYTES - len(POSTMARK) - len(mail(1, "")) - 2 + shift) + "\n"
    got = read(box(mail(1, filler), mail(2), mail(3)))
    assert [len(part.data) for part in got.parts] == [len(mail(1, filler)), len(mail(2)), len(mail(3))]


def test_six_thousand_mails_are_told_apart_in_a_second() -> None:
    data = box(*(mail(n, "Some words of a mail.\n" * 40) for n in range(6000)))
    began = time.perf_counter()
    assert len(read(data).parts) == 6000
    assert time.perf_counter() - began < 5


def test_a_line_of_many_megabytes_is_one_line() -> None:
    data = box(mail(1, "y" * (16 << 20) + "\n"), mail(2))
    got = read(data, "a.mbox")
    assert len(got.parts) == 2
    assert len(got.parts[0].data) > 16 << 20
