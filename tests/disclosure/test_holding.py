"""What is held back: by itself, by a copy, by what it lies in (R11, R20, R34, R35)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_triage.disclosure import Families, Held, Prepared, prepare
from evidence_triage.words import Kind, Place, Recipient, Sensitivity, State
from tests.handing import Desk, desk

LONG = "The panel meets on Thursday. " * 10


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path / "case")
    yield made
    made.case.lock()


def prepared(office: Desk, *items: int, to: Recipient | None = None, families: Families = Families.WHOLE) -> Prepared:
    return prepare(office.case, items, to, families, "2026-03-05T10:00:00.000+00:00")


def given(made: Prepared) -> set[int]:
    return {each.item for each in made.given}


def test_what_is_open_goes_in_order_of_time(office: Desk) -> None:
    late = office.writes("a.txt", "late", instant=20)
    undated = office.writes("b.txt", "undated")
    early = office.writes("c.txt", "early", instant=10)
    made = prepared(office, late, undated, early)
    assert [each.item for each in made.given] == [early, late, undated]
    assert [item.number for item in made.release.items] == [1, 2, 3]
    assert made.held.items == ()


@pytest.mark.parametrize("to", [None, Recipient.DEFENCE, Recipient.COURT])
def test_r20_sensitive_material_goes_to_nobody_but_the_prosecutor(office: Desk, to: Recipient | None) -> None:
    plain, secret = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(secret, sensitive="a source could be named")
    made = prepared(office, plain, secret, to=to)
    assert given(made) == {plain}
    assert made.held.items == ((secret, Held.SENSITIVE),)


def test_r20_the_prosecutor_gets_it_in_a_part_and_a_series_of_its_own(office: Desk) -> None:
    plain, secret = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(secret, sensitive="a source could be named")
    made = prepared(office, plain, secret, to=Recipient.PROSECUTOR)
    assert [(part.name, [item.reference for item in part.items]) for part in made.release.parts] == [
        ("bundle", ["ABC/1-1"]),
        ("sensitive", ["ABC/1-S1"]),
    ]


def test_r20_highly_sensitive_material_is_taken_another_way_even_to_the_prosecutor(office: Desk) -> None:
    plain, secret = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(secret, sensitive="yes", sensitive_category=Sensitivity.HIGHLY_SENSITIVE)
    made = prepared(office, plain, secret, to=Recipient.PROSECUTOR)
    assert given(made) == {plain}
    assert made.held.items == ((secret, Held.HIGHLY_SENSITIVE),)


def test_r20_a_copy_of_what_is_sensitive_is_held_back_too(office: Desk) -> None:
    secret, copy = office.writes("b.txt", LONG), office.writes("elsewhere/c.txt", LONG, exhibit="ABC/2")
    office.codes(secret, sensitive="yes")
    assert given(prepared(office, copy)) == set()


def test_r20_the_same_mail_as_other_bytes_is_held_back_too(office: Desk) -> None:
    secret = office.writes("b.eml", LONG, kind=Kind.EMAIL, message_key="same")
    other = office.writes("c.eml", LONG + " ", kind=Kind.EMAIL, message_key="same")
    office.codes(secret, sensitive="yes")
    assert given(prepared(office, other)) == set()


def test_a_few_bytes_that_stand_everywhere_hold_nothing_else_back(office: Desk) -> None:
    secret, other = office.writes("b.txt", "ok"), office.writes("c.txt", "ok")
    office.codes(secret, sensitive="yes")
    assert given(prepared(office, secret, other)) == {other}


def test_r20_what_lies_in_something_sensitive_is_held_back_with_it(office: Desk) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    inside = office.writes("a.eml!/x.txt", "attached", parent=mail, place=Place.ATTACHMENT)
    office.codes(mail, sensitive="yes")
    assert given(prepared(office, inside)) == set()


def test_r20_a_family_that_holds_it_gives_its_pages_and_not_its_bytes(office: Desk) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    packed = office.puts("a.eml!/x.zip", b"PK" * 50, kind=Kind.ARCHIVE, form="zip", parent=mail, place=Place.ATTACHMENT)
    inside = office.writes("a.eml!/x.zip!/y.txt", LONG + "!", parent=packed, place=Place.MEMBER)
    office.codes(inside, sensitive="yes")
    made = prepared(office, mail)
    assert given(made) == {mail, packed}
    assert all(item.native is None for item in made.release.items)
    assert made.held.natives == (mail, packed)
    assert "With it" in dict(made.release.items[0].heading)


def test_r20_an_attachment_held_back_is_not_named_above_its_mail(office: Desk) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    office.codes(
        office.writes("a.eml!/secret-name.txt", LONG + "!", parent=mail, place=Place.ATTACHMENT), sensitive="x"
    )
    made = prepared(office, mail)
    assert "secret-name" not in str(made.release)
    assert "With it" not in dict(made.release.items[0].heading)


@pytest.mark.parametrize("to", [None, *Recipient])
def test_r11_what_is_sealed_goes_nowhere_and_is_counted_for_the_case_alone(office: Desk, to: Recipient | None) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    letter = office.writes("a.eml!/letter.txt", LONG + "!", parent=mail, place=Place.ATTACHMENT)
    office.marks("ledger", letter, hidden=1)
    made = prepared(office, mail, letter, to=to)
    assert given(made) == {mail}
    assert made.release.items[0].native is None
    assert made.held.items == ()
    assert made.held.sealed_in_case == 1


@pytest.mark.parametrize("to", [None, *Recipient])
@pytest.mark.parametrize("state", ["potential", "confirmed"])
def test_r11_what_is_coded_privileged_waits_for_no_sealing(office: Desk, to: Recipient | None, state: str) -> None:
    plain, letter = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(letter, privileged=state, sensitive="also")
    assert given(prepared(office, plain, letter, to=to)) == {plain}


@pytest.mark.parametrize("to", [None, *Recipient])
def test_r34_a_prohibited_picture_goes_nowhere_by_any_copy(office: Desk, to: Recipient | None) -> None:
    picture = office.puts("a.jpg", b"\xff\xd8" * 50, kind=Kind.PICTURE, form="jpeg")
    copy = office.puts("copy.jpg", b"\xff\xd8" * 50, kind=Kind.PICTURE, form="jpeg")
    office.marks("ledger", picture, hidden=2)
    made = prepared(office, picture, copy, to=to)
    assert given(made) == set()
    assert made.held.counts == {"prohibited": 2}


def test_r35_what_is_out_of_scope_or_not_read_yet_stays(office: Desk) -> None:
    plain = office.writes("a.txt", "plain")
    outside = office.puts("b.txt", b"x" * 100, state=State.OUT_OF_SCOPE)
    unread = office.puts("c.txt", b"y" * 100, state=State.WAITING)
    made = prepared(office, plain, outside, unread)
    assert given(made) == {plain}
    assert made.held.counts == {"out-of-scope": 1, "waiting": 1}


def test_families_none_leaves_out_what_was_not_chosen(office: Desk) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    office.writes("a.eml!/x.txt", "attached", parent=mail, place=Place.ATTACHMENT)
    assert given(prepared(office, mail, families=Families.NONE)) == {mail}


def test_a_container_is_a_slip_sheet_without_its_bytes(office: Desk) -> None:
    archive = office.puts("a.zip", b"PK" * 50, kind=Kind.ARCHIVE, form="zip")
    item = prepared(office, archive).release.items[0]
    assert item.native is None
    assert item.way.value == "slip"
    assert "container" in item.remark
