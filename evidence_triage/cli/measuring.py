"""bench: how fast this machine embeds and answers."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence_triage.cli.terminal import AsJson, answer, app, note

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.search import Engine

ITEMS, QUESTIONS, WARMING = 400, 100, 10
STATE = "EVIDENCE_TRIAGE_STATE"


@app.command()
def bench(
    quick: Annotated[bool, typer.Option("--quick", help="A minute at most, and a little less exact.")] = False,
    as_json: AsJson = False,
) -> None:
    """Speed on this machine: embedding against stock encode, and the answer to a question in a small case."""
    from evidence_triage.embedding import compare

    note("Embedding, against sentence-transformers on the same texts ...")
    embedding = compare(rounds=1 if quick else 3, copies=1 if quick else 4)
    items = ITEMS if quick else ITEMS * 3
    note(f"Questions, in a case of {items} items ...")
    found = {"embedding": asdict(embedding), "query_ms": _questions(items)}
    answer(found, lambda: _in_words(found), as_json=as_json)


def _in_words(found: dict[str, Any]) -> str:
    embedding, query = found["embedding"], found["query_ms"]
    return (
        f"Passages {embedding['passages_ratio']}, short messages {embedding['messages_ratio']}, static vectors "
        f"{embedding['static_ratio']} times as fast as stock encode ({embedding['backend']}, "
        f"{embedding['peak_share']:.0%} of what this processor can do).\n"
        f"A question is answered in {query['p50']} ms, 95 of 100 in {query['p95']} ms."
    )


def _questions(items: int) -> dict[str, float]:
    """Milliseconds of a hybrid question in an open case: half of them, and 95 of 100, take no more."""
    from evidence_triage.embedding import sentences
    from evidence_triage.search import Engine

    with TemporaryDirectory(prefix="evidence-triage-bench-") as folder, _small_case(Path(folder), items) as case:
        engine = Engine(case)
        questions = [" ".join(sentence.split()[:6]) for sentence in sentences()[: QUESTIONS + WARMING]]
        taken = sorted([_milliseconds(engine, question) for question in questions][WARMING:])
    return {"p50": round(taken[len(taken) // 2], 1), "p95": round(taken[len(taken) * 95 // 100], 1)}


def _milliseconds(engine: "Engine", question: str) -> float:
    begun = time.perf_counter()
    engine.search(question, plain=True, log=False)
    return (time.perf_counter() - begun) * 1000


@contextmanager
def _small_case(folder: Path, items: int) -> Iterator["Case"]:
    """A case of bundled text that leaves nothing behind, on this workstation's list of log heads neither."""
    from evidence_triage.case import create
    from evidence_triage.pipeline import jobs
    from evidence_triage.words import Role

    kept = os.environ.get(STATE)
    os.environ[STATE] = str(folder / "state")
    _write_texts(folder / "texts", items)
    case = create(folder / "case", title="bench", person="bench", role=Role.SUPERVISOR, passphrase=secrets.token_hex())
    try:
        params = {"paths": [str(folder / "texts")], "exhibit": "BENCH/1", "said": {}, "storage": "reference"}
        jobs.start(case, "add", {**params, "until": None, "workers": 2, "skip": []}).result()
        yield case
    finally:
        case.lock()
        os.environ.pop(STATE)
        os.environ.update({STATE: kept} if kept else {})


def _write_texts(folder: Path, items: int) -> None:
    """Texts of nine bundled sentences each, no two alike."""
    from evidence_triage.embedding import sentences

    folder.mkdir()
    lines = sentences()
    for n in range(items):
        text = " ".join(lines[(n * step) % len(lines)] for step in range(1, 10))
        (folder / f"{n}.txt").write_text(f"{n}. {text}", encoding="utf-8")
