"""search, terms, record, show, code and undo as scripts meet them: JSON on stdout, one line on stderr, exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from evidence_triage.cli import main
from tests.searching import shelf

FIELDS = set("item title kind date source path score why snippet marks duplicates tags".split())  # noqa: SIM905
PASSPHRASE = "correct-horse-battery"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = shelf(tmp_path_factory.mktemp("held") / "case")
    made.embeds()
    made.case.lock()
    return Path(made.case.folder)


class Terminal:
    """Runs commands in this process on one case."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys

    def runs(self, command: str, *arguments: object, code: int = 0) -> str:
        self._monkeypatch.setenv("EVIDENCE_TRIAGE_PASSPHRASE", PASSPHRASE)
        self._monkeypatch.setenv(
            "EVIDENCE_TRIAGE_STATE", str(self._folder.parent / "state")
        )  # cases of a desk are copies of one
        self._monkeypatch.delenv("EVIDENCE_TRIAGE_PERSON", raising=False)
        assert main([command, str(self._folder), *map(str, arguments)]) == code, self._capsys.readouterr().err
        told = self._capsys.readouterr()
        return told.out if code == 0 else told.err

    def json(self, command: str, *arguments: object) -> Any:
        return json.loads(self.runs(command, *arguments, "--json"))


@pytest.fixture
def terminal(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(folder, monkeypatch, capsys)


def test_a_hit_has_what_scripts_rely_on(terminal: Terminal) -> None:
    hit = terminal.json("search", "grateful", "--mode", "words")[0]
    assert set(hit) == FIELDS
    assert (hit["path"], hit["kind"], hit["source"]) == ("box/2.eml", "email", "ABC/1")
    assert hit["why"] == {"meaning": None, "words": ["grateful"]}
    assert [hit["snippet"][start:stop] for start, stop, _ in hit["marks"]] == ["grateful"]


def test_people_are_told_the_numbers_and_what_was_not_searched(terminal: Terminal) -> None:
    told = terminal.runs("search", "panel")
    assert "3 hold the words" in told
    assert "there is no natural end" in told
    assert "Not searched: 0 unreadable" in told


def test_a_search_without_hits_is_an_empty_list(terminal: Terminal) -> None:
    assert terminal.json("search", "zebra quokka", "--mode", "words") == []


@pytest.mark.parametrize("question", ['"unbalanced', "(lot", "kind:letter", "a AND"])
def test_a_question_not_understood_is_one_line_with_its_place(terminal: Terminal, question: str) -> None:
    told = terminal.runs("search", question, code=1)
    assert len(told.strip().splitlines()) == 1
    assert "position" in told
    assert "--plain" in told
    assert terminal.json("search", question, "--plain") is not None


def test_a_question_and_a_file_of_questions_are_not_given_together(terminal: Terminal) -> None:
    for arguments in ((), ("lot", "--queries", "x"), ("--queries", "x"), ("--run", "x")):
        terminal.runs("search", *arguments, code=2)


def test_a_file_of_questions_becomes_a_run(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("1\tgrateful for help?\n2\tmeeting on Thursday (panel\n")
    terminal.runs(
        "search", "--queries", tmp_path / "q.tsv", "--run", tmp_path / "o.trec", "--docid", "stem", "--limit", 3
    )
    rows = [line.split() for line in (tmp_path / "o.trec").read_text().splitlines()]
    assert rows[0][:4] == ["1", "Q0", "2", "1"]
    assert all(len(row) == 6 for row in rows)
    terminal.runs("search", "--queries", tmp_path / "none.tsv", "--run", tmp_path / "o.trec", code=1)


def test_terms_and_records(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("panel\n(lot\n")
    panel, broken = terminal.json("terms", tmp_path / "terms.txt")
    assert (panel["hits"], panel["error"]) == (3, None)
    assert broken["error"]
    number = terminal.json("record", "save", "panel kind:email")["record"]
    assert terminal.json("record", "list")[-1]["question"] == "panel kind:email"
    assert terminal.json("record", "run", number)["same"]
    terminal.runs("record", "run", 99, code=1)
    terminal.runs("record", "run", "x", code=2)
    terminal.runs("record", "save", code=2)


def test_show_is_everything_of_an_item(terminal: Terminal, tmp_path: Path) -> None:
    first, second = terminal.json("show", 1, 3)
    assert set(first) == {"item", "path", "text", "details", "history"}
    assert first["details"]["people"] == [
        {"role": "from", "name": "Ann Ward", "address": "ward@example.test"},
        {"role": "to", "name": "José Osei", "address": "osei@example.test"},
    ]
    assert second["text"].startswith("He would be very grateful")
    assert "grateful" not in terminal.runs("show", 3, "--history")
    terminal.runs("show", 3, "--original", tmp_path / "out.eml")
    assert b"very grateful" in (tmp_path / "out.eml").read_bytes()
    terminal.runs("show", 3, "--original", tmp_path / "out.eml", code=1)
    terminal.runs("show", 1, 999, code=1)


def test_coding_is_found_by_its_tag_and_taken_back_as_one(terminal: Terminal) -> None:
    assert terminal.json("code", 1, 3, "--relevance", "relevant", "--issue", "Lot 4", "--note", "seen") == {
        "items": [1, 3],
        "sealed": 0,
    }
    found = terminal.json("search", "tag:relevant")
    assert {hit["item"]: hit["tags"] for hit in found} == {1: ["Lot 4", "relevant"], 3: ["Lot 4", "relevant"]}
    (shown,) = terminal.json("show", 1)
    assert shown["history"][0]["set"] == {"relevance": "relevant", "issues_added": ["Lot 4"], "note": "seen"}
    assert terminal.json("undo")["items"] == [1, 3]
    assert terminal.json("search", "tag:relevant") == []
    terminal.runs("undo", code=1)
    terminal.runs("code", 1, code=2)
    terminal.runs("code", 999, "--relevance", "relevant", code=1)
