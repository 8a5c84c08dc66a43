"""An export on a real case: whole or not there, on record, and nothing of it tells of what was held back (R1, R20, R26)."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bagit
import pymupdf
import pytest

from evidence_triage import verify
from evidence_triage.case import clock
from evidence_triage.errors import (
    Cancelled,
    Damaged,
    DiskFull,
    FolderNotEmpty,
    JobFailed,
    NotAllowed,
    NothingToExport,
    SourceChanged,
    WrongPlace,
)
from evidence_triage.export import Families, bag, export, preview
from evidence_triage.export.formats import natives
from evidence_triage.export.progress import Stage
from evidence_triage.sandbox import Sandbox
from evidence_triage.words import Kind, Place, Recipient, Role
from tests.handing import Desk, desk

LONG = "The panel meets on Thursday. " * 10


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path / "case")
    yield made
    made.case.lock()


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def left(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def events(office: Desk, act: str) -> int:
    return int(office.case.unguarded().value("SELECT count(*) FROM event WHERE act = ?", (act,)))


def test_a_bundle_is_whole_verifiable_and_on_record_as_one_act(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL, form="eml", instant=5)
    scores = office.writes("a.eml!/scores.csv", "score;5", form="csv", parent=mail, place=Place.ATTACHMENT)
    seen: list[tuple[str, int, int]] = []
    receipt = export(
        office.case,
        [mail],
        tmp_path / "out",
        sandbox=sandbox,
        progress=lambda *told: seen.append(told),
        recipient=Recipient.COURT,
    )
    assert sorted(files(tmp_path / "out" / "data")) == [
        "bundle.pdf",
        "index.csv",
        "natives/ABC-1-1.eml",
        "natives/ABC-1-2.csv",
        "receipt.txt",
    ]
    report = verify.verify_bundle(tmp_path / "out", office.case.member.fingerprint)
    assert (report.fault, report.claimed, report.compared) == (None, "Jo Bloggs", True)
    bagit.Bag(str(tmp_path / "out")).validate()
    assert (receipt.items, receipt.natives, receipt.slips, receipt.held.counts) == (2, 2, 0, {})
    assert receipt.pages == pymupdf.open(tmp_path / "out" / "data" / "bundle.pdf").page_count
    assert {("pages", 2, 2), ("natives", 2, 2)} <= set(seen)
    reader = office.case.unguarded()
    assert reader.rows("SELECT item, reference, shown, native FROM bundle_item ORDER BY id") == [
        (mail, "ABC/1-1", "text", 1),
        (scores, "ABC/1-2", "text", 1),
    ]
    listing = hashlib.sha256((tmp_path / "out" / verify.TAG_MANIFEST).read_bytes()).digest()
    assert reader.rows("SELECT recipient, listing FROM bundle") == [("court", listing)]
    assert events(office, "export") == 1


def test_natives_are_as_found_and_called_after_their_reference(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    item = office.puts("=cmd|' calc.exe", b"MZ" + bytes(range(256)), form="exe", kind=Kind.OTHER)
    export(office.case, [item], tmp_path / "out", sandbox=sandbox)
    assert files(tmp_path / "out" / "data")["natives/ABC-1-1.bin"] == b"MZ" + bytes(range(256))


def test_no_cell_of_the_index_is_a_formula(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    item = office.writes("a.txt", "x")
    office.codes(item, description="=HYPERLINK(1)")
    export(office.case, [item], tmp_path / "out", sandbox=sandbox)
    index = (tmp_path / "out" / "data" / "index.csv").read_text("utf-8-sig")
    assert ",'=HYPERLINK(1)," in index
    assert "apostrophe" in (tmp_path / "out" / "bag-info.txt").read_text()


def test_a_reference_is_the_same_in_every_bundle(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    first, second = office.writes("a.txt", "a", instant=9), office.writes("b.txt", "b", instant=1)
    export(office.case, [first], tmp_path / "one", sandbox=sandbox)
    export(office.case, [first, second], tmp_path / "two", sandbox=sandbox)
    assert sorted(files(tmp_path / "two" / "data" / "natives")) == ["ABC-1-1.txt", "ABC-1-2.txt"]
    assert (tmp_path / "two" / "data" / "natives" / "ABC-1-1.txt").read_bytes() == b"a"


def hold_back_ten_of_each(office: Desk) -> list[int]:
    """Ten sensitive and ten sealed items among the others, in time and in number, some of them in chosen families."""
    held = []
    for number in range(10):
        secret = office.writes(f"s{number}.txt", f"{LONG} sensitive {number}", instant=number)
        office.codes(secret, sensitive="yes", description="secret description")
        sealed = office.writes(f"p{number}.txt", f"{LONG} privileged {number}", instant=number)
        office.marks("ledger", sealed, hidden=1)
        held += [secret, sealed]
    return held


@pytest.mark.parametrize("to", [None, Recipient.DEFENCE, Recipient.COURT])
def test_r26_byte_for_byte_the_same_with_ten_sensitive_and_ten_sealed_items(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, to: Recipient | None
) -> None:
    """Two lives of one case: in the second, held-back items came in before, between and after the others."""
    bundles = []
    for life in ("without", "with"):
        office = desk(tmp_path / life)
        held = hold_back_ten_of_each(office) if life == "with" else []
        open_items = [office.writes(f"{n}.txt", f"{LONG} {n}", instant=n) for n in (3, 1, 2)]
        held += hold_back_later(office) if life == "with" else []
        if held:
            export(office.case, held[:3], tmp_path / "before", sandbox=sandbox, recipient=Recipient.PROSECUTOR)
        with monkeypatch.context() as patched:
            patched.setattr(clock, "now", lambda: "2026-03-05T10:00:00.000+00:00")
            export(office.case, [*held, *open_items], tmp_path / f"bundle {life}", sandbox=sandbox, recipient=to)
        office.case.lock()
        bundles.append(files(tmp_path / f"bundle {life}"))
    assert sorted(bundles[0]) == sorted(bundles[1])
    assert [name for name in bundles[0] if bundles[0][name] != bundles[1][name]] == []


def hold_back_later(office: Desk) -> list[int]:
    late = office.writes("late.txt", f"{LONG} late", instant=2.5)
    office.codes(late, privileged="potential")
    return [late]


def test_r20_nothing_of_what_is_held_back_stands_in_any_file(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL, form="eml")
    secret = office.writes(
        "a.eml!/zebra-name.txt", "zebra-text " * 20, parent=mail, place=Place.ATTACHMENT, title="zebra-title"
    )
    office.codes(secret, sensitive="zebra-reason", description="zebra-description")
    export(office.case, [mail, secret], tmp_path / "out", sandbox=sandbox)
    assert not (tmp_path / "out" / "data" / "natives").exists()
    for name, data in files(tmp_path / "out").items():
        assert b"zebra" not in data, name
    text = "".join(page.get_text() for page in pymupdf.open(tmp_path / "out" / "data" / "bundle.pdf"))
    assert "zebra" not in text
    assert "held" not in (tmp_path / "out" / "data" / "receipt.txt").read_text().lower()


def test_the_internal_receipt_counts_by_reason(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    plain = office.writes("a.txt", "plain")
    held = hold_back_ten_of_each(office)
    receipt = export(office.case, [plain, *held], tmp_path / "out", sandbox=sandbox)
    assert receipt.held.counts == {"sensitive": 10}
    assert receipt.held.sealed_in_case == 10
    assert office.case.unguarded().rows("SELECT reason, items FROM bundle_held") == [("sensitive", 10)]


def test_the_prosecutors_sensitive_material_is_a_volume_of_its_own(
    office: Desk, tmp_path: Path, sandbox: Sandbox
) -> None:
    plain, secret = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(secret, sensitive="yes")
    export(office.case, [plain, secret], tmp_path / "out", sandbox=sandbox, recipient=Recipient.PROSECUTOR)
    assert {"sensitive.pdf", "natives-sensitive/ABC-1-S1.txt"} <= set(files(tmp_path / "out" / "data"))


def test_a_preview_decides_as_the_export_does_and_writes_nothing(office: Desk, tmp_path: Path) -> None:
    plain, secret = office.writes("a.txt", "plain"), office.writes("b.txt", LONG)
    office.codes(secret, sensitive="yes")
    before = office.case.data_version()
    seen = preview(office.case, [plain, secret])
    assert [(each.item, each.reference, each.native_bytes) for each in seen.going] == [(plain, "ABC/1-1", 5)]
    assert seen.held.counts == {"sensitive": 1}
    assert office.case.data_version() == before
    assert preview(office.case, [secret]).going == ()


def test_r1_an_original_that_changed_stops_the_export(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    source = tmp_path / "phone"
    source.mkdir()
    (source / "a.txt").write_text("as seized")
    office.source("ABC/1", source)
    item = office.writes("phone/a.txt", "as seized")
    gone = office.writes("phone/b.txt", "not there any more")
    receipt = export(office.case, [item, gone], tmp_path / "out", sandbox=sandbox)
    assert receipt.unreachable == 1
    (source / "a.txt").write_text("as seizeD")
    with pytest.raises(SourceChanged, match=r"ABC/1, 1 files"):
        export(office.case, [item], tmp_path / "again", sandbox=sandbox)
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("what", ["file in it", "a file", "a link"])
def test_nothing_is_written_over(office: Desk, tmp_path: Path, sandbox: Sandbox, what: str) -> None:
    out = tmp_path / "out"
    if what == "file in it":
        out.mkdir()
        (out / "mine").write_text("mine")
    elif what == "a file":
        out.write_text("mine")
    else:
        out.symlink_to(tmp_path)
    before = left(tmp_path)
    with pytest.raises(FolderNotEmpty):
        export(office.case, [office.writes("a.txt", "x")], out, sandbox=sandbox)
    assert left(tmp_path) == before


def test_an_empty_folder_is_taken(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "out").mkdir()
    export(office.case, [office.writes("a.txt", "x")], tmp_path / "out", sandbox=sandbox)
    assert verify.verify_bundle(tmp_path / "out").intact


def test_a_bundle_is_never_written_into_the_case_or_a_source(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    source = tmp_path / "phone"
    source.mkdir()
    office.source("ABC/1", source)
    item = office.writes("phone/a.txt", "x")
    for place in (office.case.folder / "out", source / "deep" / "out"):
        with pytest.raises(WrongPlace):
            export(office.case, [item], place, sandbox=sandbox)
    assert left(source) == []


def test_a_detective_may_not_export_and_the_refusal_is_logged(tmp_path: Path, sandbox: Sandbox) -> None:
    office = desk(tmp_path / "case", Role.DETECTIVE)
    item = office.writes("a.txt", "x")
    with pytest.raises(NotAllowed):
        export(office.case, [item], tmp_path / "out", sandbox=sandbox)
    assert events(office, "refused") == 1
    assert left(tmp_path) == ["case"]
    office.case.lock()


def test_nothing_to_hand_over_is_said(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    with pytest.raises(NothingToExport):
        export(office.case, [], tmp_path / "out", sandbox=sandbox)


def full(*_: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken(*_: Any, **__: Any) -> Any:
    raise JobFailed(what="another export took the same references meanwhile")


@pytest.mark.parametrize(
    ("module", "name", "fails", "error"),
    [
        (natives, "_write", full, DiskFull),
        (bag, "_write", full, DiskFull),
        ("evidence_triage.export.unfinished", "_sync", full, DiskFull),
        ("evidence_triage.export.handing", "keep_bundle", broken, JobFailed),
    ],
)
def test_what_fails_in_the_middle_leaves_nothing_called_a_bundle(
    office: Desk,
    tmp_path: Path,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    fails: Callable[..., Any],
    error: type[Exception],
) -> None:
    item = office.writes("a.txt", "x")
    monkeypatch.setattr(f"{module}.{name}" if isinstance(module, str) else f"{module.__name__}.{name}", fails)
    with pytest.raises(error):
        export(office.case, [item], tmp_path / "out", sandbox=sandbox)
    assert left(tmp_path) == ["case"]
    assert events(office, "export") == 0


@pytest.mark.parametrize("decided", ["sealed", "sensitive", "inside", "nothing to do with it"])
def test_r11_what_is_held_back_while_the_export_runs_stops_it(
    office: Desk, tmp_path: Path, sandbox: Sandbox, decided: str
) -> None:
    mail = office.writes("a.eml", LONG, kind=Kind.EMAIL)
    inside = office.writes("a.eml!/b.txt", f"{LONG} b", parent=mail, place=Place.ATTACHMENT)
    other = office.writes("c.txt", f"{LONG} c")
    meanwhile = {
        "sealed": lambda: office.marks("ledger", mail, hidden=1),
        "sensitive": lambda: office.codes(mail, sensitive="yes"),
        "inside": lambda: office.marks("ledger", inside, hidden=1),
        "nothing to do with it": lambda: office.codes(other, sensitive="yes"),
    }[decided]

    def decide(stage: Stage, _done: int, _total: int) -> None:
        if stage is Stage.SIGNING:
            meanwhile()

    def run() -> None:
        export(office.case, [mail], tmp_path / "out", sandbox=sandbox, progress=decide, families=Families.NONE)

    if decided == "nothing to do with it":
        run()
        assert verify.verify_bundle(tmp_path / "out").intact
        return
    with pytest.raises(JobFailed, match="held back since"):
        run()
    assert left(tmp_path) == ["case"]


def test_a_person_can_stop_it(office: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    item = office.writes("a.txt", "x")
    with pytest.raises(Cancelled):
        export(office.case, [item], tmp_path / "out", sandbox=sandbox, should_stop=lambda: True)
    assert left(tmp_path) == ["case"]


def test_stored_bytes_that_are_not_those_read_are_not_handed_over(
    office: Desk, tmp_path: Path, sandbox: Sandbox
) -> None:
    item = office.puts("a.bin", b"x" * 100, kind=Kind.OTHER, form="unknown")
    with office.case.derive() as change:
        other = change.blob(b"y" * 100)
        change.execute("UPDATE content_blob SET blob = ?", (other,))
    with pytest.raises(Damaged):
        export(office.case, [item], tmp_path / "out", sandbox=sandbox)
    assert left(tmp_path) == ["case"]
