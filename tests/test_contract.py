"""What scripts and checks rely on at the command line: exit codes, JSON fields, paths, words (docs/guide/commands.md)."""

import csv
import json
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "correct-horse-battery"
STATUS = {"found", "readable", "unreadable", "known", "out_of_scope", "waiting", "no_text", "sealed"}
HIT = {"item", "title", "kind", "date", "source", "path", "score", "why", "snippet", "duplicates", "tags"}
MAILS = (
    ("Lot 4", "The evaluation panel meets on Thursday."),
    ("Lunch", "Sandwiches at noon?"),
    ("Re: Lot 4", "He would be very grateful for your help."),
)


def run(*arguments: object, code: int = 0, **environment: str) -> str:
    """Runs the program, expects an exit code, and an error of one line where it is 1."""
    told = {**os.environ, "EVIDENCE_TRIAGE_PASSPHRASE": PASSPHRASE, **environment}
    command = [sys.executable, "-m", "evidence_triage", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, env=told, timeout=120, check=False)
    assert ended.returncode == code, f"{arguments[0]}: {ended.returncode}, not {code}: {ended.stderr[-400:]}"
    assert "Traceback" not in ended.stderr + ended.stdout
    if code == 1:
        assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    return ended.stdout


def data(*arguments: object, **environment: str) -> Any:
    return json.loads(run(*arguments, "--json", **environment))


def material(folder: Path) -> None:
    folder.mkdir()
    for number, (subject, body) in enumerate(MAILS):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "ward@example.test", "osei@example.test", subject
        mail["Date"], mail["Message-ID"] = f"Mon, 0{number + 1} Mar 2026 10:00:00 +0000", f"<{number}@example.test>"
        mail.set_content(body)
        if number == 0:
            mail.add_attachment(b"score;5", maintype="text", subtype="csv", filename="scores.csv")
        (folder / f"{number}.eml").write_bytes(bytes(mail))
    (folder / "copy of 1.eml").write_bytes((folder / "1.eml").read_bytes())
    (folder / "broken.docx").write_bytes(b"PK\3\4 not a document")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `src` and a `case` into which it was read."""
    place = tmp_path_factory.mktemp("contract")
    material(place / "src")
    run("new", place / "case", "--title", "Contract", "--person", "Jo Bloggs", "--role", "supervisor")
    run("add", place / "case", place / "src", "--exhibit", "ABC/1")
    return place


@pytest.fixture(scope="module")
def ledger(place: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = data("ledger", place / "case", "--all")
    return entries


def items(ledger: list[dict[str, Any]], *paths: str) -> list[int]:
    return [entry["item"] for entry in ledger if entry["path"] in paths]


def test_a_case_is_made_once_and_a_missing_source_adds_nothing(place: Path) -> None:
    run("new", place / "case", "--title", "C", "--person", "Jo Bloggs", "--role", "supervisor", code=1)
    run("add", place / "case", place / "missing", "--exhibit", "ABC/2", code=1)


def test_the_ledger_adds_up_when_add_returns(place: Path) -> None:
    """R2."""
    status = data("status", place / "case")
    assert set(status) >= STATUS | {"passages", "embedded", "decided"}
    assert status["waiting"] == 0
    assert status["passages"] == status["embedded"]
    unread = sum(status["unreadable"].values())
    assert status["found"] == status["readable"] + unread + status["known"] + status["out_of_scope"]
    assert run("status", place / "case", "--json") == run("status", place / "case", "--json")


def test_paths_begin_with_what_was_added(ledger: list[dict[str, Any]]) -> None:
    """R3."""
    paths = {entry["path"] for entry in ledger}
    assert set(ledger[0]) >= {"item", "path", "kind", "state", "reason", "rung"}
    assert "src/0.eml" in paths
    assert any(path.startswith("src/0.eml!/") for path in paths)


def test_the_same_source_twice_adds_nothing(place: Path, ledger: list[dict[str, Any]]) -> None:
    run("add", place / "case", place / "src", "--exhibit", "ABC/1")
    assert len(data("ledger", place / "case", "--all")) == len(ledger)


@pytest.mark.parametrize(
    ("mode", "question"), [("hybrid", "grateful for help"), ("meaning", "grateful for help"), ("words", "grateful")]
)
def test_each_mode_finds_the_mail(place: Path, mode: str, question: str) -> None:
    first = data("search", place / "case", question, "--mode", mode)[0]
    assert set(first) >= HIT
    assert (first["path"], first["kind"], first["source"]) == ("src/2.eml", "email", "ABC/1")


def test_no_hit_is_an_empty_list(place: Path) -> None:
    assert data("search", place / "case", "zebra crossing quokka", "--mode", "words") == []


@pytest.mark.parametrize(
    "question", ["Re: the meeting at 12:30", "who paid?", "from:ward AND subject:lot", "tag:relevant OR is:coded", "*"]
)
def test_what_people_type_is_understood(place: Path, question: str) -> None:
    assert isinstance(data("search", place / "case", question), list)


def test_an_unbalanced_quote_is_said_in_one_line(place: Path) -> None:
    run("search", place / "case", '"unbalanced', code=1)
    assert data("search", place / "case", '"unbalanced', "--plain") is not None


def test_several_items_are_shown_in_one_go(place: Path, ledger: list[dict[str, Any]]) -> None:
    shown = data("show", place / "case", *items(ledger, "src/2.eml", "src/0.eml"))
    assert len(shown) == 2
    assert set(shown[0]) >= {"item", "path", "text", "details", "history"}
    run("show", place / "case", 999999, code=1)


def test_coding_two_is_taken_back_as_one(place: Path, ledger: list[dict[str, Any]]) -> None:
    """R10."""
    two = items(ledger, "src/2.eml", "src/0.eml")
    run("code", place / "case", *two, "--relevance", "relevant", "--issue", "Lot 4", "--note", "seen")
    assert len(data("search", place / "case", "tag:relevant")) == 2
    run("undo", place / "case")
    assert data("search", place / "case", "tag:relevant") == []
    run("code", place / "case", *two, "--relevance", "relevant")


def test_a_run_of_queries_is_a_trec_file(place: Path) -> None:
    (place / "q.tsv").write_text("1\tgrateful for help?\n2\tmeeting on Thursday (panel\n")
    told = ("--run", place / "o.trec", "--docid", "stem", "--limit", 3)
    run("search", place / "case", "--queries", place / "q.tsv", *told)
    rows = [line.split() for line in (place / "o.trec").read_text().splitlines()]
    assert all(len(row) == 6 and row[1] == "Q0" for row in rows)
    assert rows[0][2] == "2"


def test_a_changed_bundle_is_not_verified(place: Path, ledger: list[dict[str, Any]]) -> None:
    """R26: one byte more in one page is enough."""
    run("code", place / "case", *items(ledger, "src/2.eml"), "--relevance", "relevant")
    run("export", place / "case", "--query", "tag:relevant", "--out", place / "bundle")
    run("export", place / "case", "--query", "tag:relevant", "--out", place / "bundle", code=1)
    run("verify", place / "case")
    run("verify", place / "bundle")
    pages = next(iter(sorted((place / "bundle").rglob("*.pdf"))))
    pages.write_bytes(pages.read_bytes() + b" ")
    run("verify", place / "bundle", code=1)


def test_wrong_passphrase_no_case_and_no_query_end_as_agreed(place: Path) -> None:
    run("search", place / "case", "grateful", code=1, EVIDENCE_TRIAGE_PASSPHRASE="wrong")
    run("search", place, "grateful", code=1)
    run("search", code=2)


def test_with_two_people_one_says_who_one_is(tmp_path: Path) -> None:
    """R30."""
    case = tmp_path / "case"
    run("new", case, "--title", "Two", "--person", "Jo Bloggs", "--role", "supervisor")
    run("person", case, "add", "Di Tective", "--role", "detective", EVIDENCE_TRIAGE_NEW_PASSPHRASE="other-horse")
    run("status", case, code=2)
    di = {"EVIDENCE_TRIAGE_PERSON": "Di Tective", "EVIDENCE_TRIAGE_PASSPHRASE": "other-horse"}
    run("search", case, "grateful", **di)
    more = {"EVIDENCE_TRIAGE_NEW_PASSPHRASE": "x", **di}
    run("person", case, "add", "X", "--role", "detective", code=1, **more)


def test_simulating_counts_what_is_labelled(tmp_path: Path) -> None:
    """R17."""
    if "simulate" not in run("--help"):
        pytest.skip("ranked review is not in this version")
    documents = tmp_path / "docs"
    documents.mkdir()
    labels = [("id", "relevant")]
    for number in range(60):
        good = number % 6 == 0
        words = "contract award and payment to the bidder " if good else "weather and sandwiches at noon "
        (documents / f"{number}.txt").write_text(words * (2 + number % 3))
        labels.append((str(number), str(int(good))))
    with (tmp_path / "labels.csv").open("w", newline="") as file:
        csv.writer(file).writerows(labels)
    told = data("simulate", documents, "--labels", tmp_path / "labels.csv", "--seed", 1)
    assert set(told) >= {"documents", "relevant", "wss95", "atd", "recall", "stopped_at", "curve"}
    assert (told["documents"], told["relevant"]) == (60, 10)


@pytest.mark.slow
def test_bench_tells_speed_as_ratios() -> None:
    bench = data("bench", "--quick")
    assert set(bench["embedding"]) >= {"passages_ratio", "messages_ratio", "static_ratio", "backend", "peak_share"}
    assert set(bench["query_ms"]) >= {"p50", "p95"}
