"""What stands above an item that is set from its text."""

from evidence_triage.disclosure import Chosen
from evidence_triage.disclosure.heading import heading
from evidence_triage.items import Party
from evidence_triage.words import Kind


def chosen(item: int = 1, **more: object) -> Chosen:
    given: dict[str, object] = {
        "item": item,
        "exhibit": "ABC/1",
        "parent": None,
        "family": 1,
        "kind": Kind.EMAIL,
        "format": "eml",
        "title": "Lot 4",
        "name": "0.eml",
        "date": "2026-07-02T10:00:00+00:00",
        "instant": 0.0,
        "date_as_found": "Thu, 02 Jul 2026 10:00:00 +0000",
        "sender": "",
        "recipients": "",
        "reason": None,
        "content": 1,
        "sha256": "",
        "size": 0,
        "has_text": True,
        "description": "",
    }
    return Chosen(**given | more)  # type: ignore[arg-type]


def test_a_mail_says_who_when_and_what_in_the_cases_time_and_as_found() -> None:
    people = [
        Party("to", "B. Osei", "osei@example.test"),
        Party("from", "", "ward@example.test"),
        Party("to", "Li", "Li"),
    ]
    assert heading(chosen(), people, {}, [], "Europe/London") == (
        ("From", "ward@example.test"),
        ("To", "B. Osei <osei@example.test>, Li"),
        ("Date", "2 Jul 2026 11:00 (Europe/London); as found: Thu, 02 Jul 2026 10:00:00 +0000"),
        ("Subject", "Lot 4"),
        ("File name", "0.eml"),
    )


def test_what_goes_along_is_named_by_its_reference_and_nothing_else_is() -> None:
    scores = chosen(2, parent=1, name="scores.csv", title="scores.csv", kind=Kind.TABLE)
    shown = {1: "ABC/1-1", 2: "ABC/1-2"}
    assert ("With it", "ABC/1-2 scores.csv") in heading(chosen(), [], shown, [scores], "UTC")
    assert ("Found in", "ABC/1-1") in heading(scores, [], shown, [], "UTC")
    assert "Found in" not in dict(heading(scores, [], {2: "ABC/1-2"}, [], "UTC"))


def test_text_of_the_material_cannot_add_a_line() -> None:
    lines = heading(chosen(title="a\nFrom: forged\u202e"), [Party("from", "x\r\ny", "")], {}, [], "UTC")
    assert dict(lines)["Subject"] == "a From: forged"
    assert dict(lines)["From"] == "x y"
