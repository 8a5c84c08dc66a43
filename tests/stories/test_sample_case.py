"""The sample case answers what a good search must answer (resources/sample/key.toml), and hides what it must hide."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_triage.case import open_case
from evidence_triage.cli.demo import SAMPLE_PASSPHRASE
from evidence_triage.items import detail
from evidence_triage.search import Engine
from evidence_triage.words import Mode
from tests.cases import KEY, copied, material, triage
from tests.verbs import Officer

WITHIN_THE_SHARE = "ABC-9 Finance share/"


@pytest.fixture(scope="module")
def engine(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The search of one copy of the sample case, for all that only asks."""
    with pytest.MonkeyPatch.context() as patch:
        case = open_case(copied(made_once, tmp_path_factory.mktemp("asked") / "copy", patch), SAMPLE_PASSPHRASE)
        yield Engine(case)
        case.lock()


@pytest.mark.parametrize("question", KEY["question"], ids=lambda question: question["asks"][:40])
def test_a_question_finds_its_answer(engine: Engine, question: dict[str, Any]) -> None:
    """Facts that only meaning finds are found; what assists the accused as easily as what accuses them."""
    mode = Mode(question.get("mode", "hybrid"))
    hits = engine.search(question["asks"], mode=mode, limit=question["within"]).hits
    texts = [f"{hit.path} {hit.title} {detail(engine.case.reader(), hit.item).text}" for hit in hits]
    assert any(wanted in text for text in texts for wanted in question["finds"]), [hit.path for hit in hits]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("question", KEY["sealed"]["asks"])
def test_a_sealed_mail_shows_nowhere(engine: Engine, question: str, mode: Mode) -> None:
    """R11: the mails between suspect and solicitor are born sealed."""
    told = str(engine.search(question, mode=mode, limit=200).hits)
    assert [words for words in KEY["sealed"]["never"] if words in told] == []


def test_the_sealed_are_counted_once_and_named_nowhere(officer: Officer) -> None:
    """R11."""
    assert officer.counts()["sealed"] == KEY["sealed"]["mails"]
    sealed = [entry for entry in officer.ledger() if entry["state"] == "sealed"]
    assert all(entry["path"] is None and entry["kind"] is None for entry in sealed)


def test_what_cannot_be_read_is_in_the_ledger_with_its_reason(officer: Officer) -> None:
    """R2."""
    unread = {entry["path"]: entry["reason"] for entry in officer.ledger() if entry["state"] == "unreadable"}
    wanted = {WITHIN_THE_SHARE + path: reason for reason, paths in KEY["unreadable"].items() for path in paths}
    assert unread == wanted


def test_the_ledger_adds_up(officer: Officer) -> None:
    """R2."""
    counts = officer.counts()
    unread = sum(counts["unreadable"].values())
    assert counts["found"] == counts["readable"] + unread + counts["known"] + counts["out_of_scope"] + counts["waiting"]
    assert counts["waiting"] == 0


def test_the_story_has_its_shapes(officer: Officer) -> None:
    """About 150 items besides several hundred messages; mail, office, pictures, archives within archives."""
    kinds = Counter(entry["kind"] for entry in officer.ledger())
    assert kinds["message"] > 400
    assert 150 <= sum(kinds.values()) - kinds["message"] <= 260
    assert set(kinds) >= {"email", "document", "spreadsheet", "presentation", "picture", "archive", "mailbox", "page"}
    assert any(path.count("!/") == 2 and ".zip!/" in path for path in paths(officer))


def test_exact_copies_are_folded_and_counted(officer: Officer) -> None:
    """R5."""
    hit = officer.searches("subject:chair from:osei", mode="words")[0]
    assert hit["duplicates"] >= 1


def test_the_material_is_the_same_on_every_run(sample_material: Path, tmp_path: Path) -> None:
    """All but one locked file, whose cipher draws random numbers."""
    again = material(tmp_path / "again")
    assert {name for name, digest in digests(sample_material) ^ digests(again)} == {"Bank details (locked).pdf"}


def paths(officer: Officer) -> list[str]:
    return [entry["path"] for entry in officer.ledger() if entry["path"]]


def digests(folder: Path) -> set[tuple[str, str]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files}


@pytest.mark.slow
def test_the_demonstration_runs_twice(tmp_path: Path) -> None:
    """The second time nothing is read again, and no bundle is overwritten."""
    first = triage("demo", "--into", tmp_path / "sample")
    second = triage("demo", "--into", tmp_path / "sample")
    assert "$ evidence-triage verify" in first
    assert second.count("Nothing new") == 4
    assert (tmp_path / "sample" / "bundle 2" / "bagit.txt").is_file()
