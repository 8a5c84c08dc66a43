"""The whole main job at the real window, by keyboard and mouse: from "New case" to a verified bundle."""

from email.message import EmailMessage

import pytest

MAILS = [
    ("Lot 4", "The evaluation panel meets on Thursday."),
    ("Lunch", "Sandwiches at noon?"),
    ("Re: Lot 4", "He would be very grateful for your help, and will show it in the usual way."),
]


@pytest.fixture
def material(tmp_path):
    folder = tmp_path / "Ward mailbox"
    folder.mkdir()
    for n, (subject, body) in enumerate(MAILS):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "ward@example.test", "osei@example.test", subject
        mail["Date"], mail["Message-ID"] = f"Mon, 0{n + 2} Mar 2026 10:00:00 +0000", f"<{n}@example.test>"
        mail.set_content(body)
        (folder / f"{n}.eml").write_bytes(bytes(mail))
    return folder


def test_from_a_new_case_to_a_verified_bundle(desk, tmp_path, material):
    desk.makes_case("Operation Larch", tmp_path, "D. Officer", "correct-horse-battery")
    assert (tmp_path / "Operation Larch.case" / "case.toml").is_file()

    desk.adds(material, "ABC/3", "Ward mailbox")
    shown = desk.window.place.shown
    assert shown.status.adds_up
    assert (shown.status.found, shown.status.readable, shown.sources[0].exhibit) == (3, 3, "ABC/3")

    found = desk.searches("a favour in return")
    review = desk.window.place
    assert review.model.row(0).title == "Re: Lot 4"
    assert review.viewer.opened is None, "Enter in the box marks the first row and opens none"

    desk.opens(found[0])
    assert "grateful" in review.viewer.opened.detail.text
    desk.presses("R", "1")
    assert review.panel.draft == {"relevance": "relevant", "test": "undermines"}
    desk.presses("Enter")
    desk.waits(lambda: "Saved ABC/3" in desk.window.status.said)
    desk.settles()
    assert desk.searches("tag:relevant") == [found[0]]

    export = desk.exports(tmp_path / "bundle")
    assert not desk.window.notice.words
    assert (tmp_path / "bundle" / "bagit.txt").is_file()
    desk.clicks(export.receipt.verify)
    desk.waits(lambda: export.verdict.words)
    assert export.verdict.words.startswith("intact")


def test_a_changed_bundle_is_called_not_intact(desk, tmp_path, material):
    desk.makes_case("Larch", tmp_path, "D. Officer", "correct-horse-battery")
    desk.adds(material, "ABC/3", "Ward mailbox")
    found = desk.searches("grateful")
    desk.opens(found[0])
    desk.presses("R", "Enter")
    desk.waits(lambda: "Saved" in desk.window.status.said)
    export = desk.exports(tmp_path / "bundle")
    pdf = next((tmp_path / "bundle").rglob("*.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b" ")
    desk.clicks(export.receipt.verify)
    desk.waits(lambda: export.verdict.words)
    assert export.verdict.words.startswith("NOT intact")


def test_closing_while_it_reads_asks_and_the_next_opening_goes_on(desk, tmp_path, material):
    for n in range(400):
        (material / f"note {n}.txt").write_text(f"Note {n}: the panel met and went through the scores once more. " * 8)
    desk.makes_case("Larch", tmp_path, "D. Officer", "correct-horse-battery")
    window, case = desk.window, desk.window.place
    desk.clicks(desk.button("Add material"))
    desk.fills(case.adding.paths, str(material))
    desk.fills(case.adding.exhibit, "ABC/3")
    desk.presses("Ctrl+Enter")
    desk.waits(lambda: window.work.step.found > 0)
    assert not window.close(), "it asks first"
    assert "still running" in window.notice.words
    window.work.stop()
    desk.waits(lambda: not window.work.running)

    folder = tmp_path / "Larch.case"
    desk.presses("Ctrl+Alt+L")
    desk.signs_in(folder, "correct-horse-battery")
    desk.waits(lambda: window.place.shown is not None and _is_whole(window.place.shown.status), 60_000)
    assert window.place.shown.status.adds_up


def _is_whole(status):
    return status.found == 403 and status.waiting == 0 and status.embedded == status.passages
