"""bench: speed on this machine, as ratios to the usual way in the same run."""

import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from evidence_triage.cli.terminal import AsJson, answer, app, note

TITLE, PERSON_NAME, SECRET = "Measuring", "Nobody", "a case of nothing but bundled text"
QUICK_QUESTIONS = 20


@app.command()
def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer texts and questions: half a minute.")] = False,
    as_json: AsJson = False,
) -> None:
    """Speed and accuracy on this machine."""
    from evidence_triage.embedding import compare

    note("Embedding the bundled texts in three ways.")
    measured: dict[str, Any] = {"embedding": compare(quick=quick).as_json()}
    note("Asking questions of a case made of the bundled texts.")
    with tempfile.TemporaryDirectory(prefix="evidence-triage-bench-") as folder:
        measured["query_ms"] = _query_ms(Path(folder), quick=quick)
    answer(measured, lambda: _told(measured), as_json=as_json)


def _query_ms(folder: Path, *, quick: bool) -> dict[str, float]:
    """Milliseconds of hybrid questions, warm, in this process: the median and the 95th of a hundred."""
    from evidence_triage.case import create
    from evidence_triage.embedding.sentences import passages, sentences
    from evidence_triage.pipeline import jobs
    from evidence_triage.search import Engine

    (folder / "texts").mkdir()
    for number, passage in enumerate(passages()):
        (folder / "texts" / f"{number}.txt").write_text(passage, "utf-8")
    case = create(folder / "case", title=TITLE, person=PERSON_NAME, role="detective", passphrase=SECRET)
    said = {"screen_reason": "bundled text"}
    jobs.start(case, "add", {"paths": [str(folder / "texts")], "exhibit": "B/1", "said": said}).wait()
    engine = Engine(case)
    questions = sentences()[:QUICK_QUESTIONS] if quick else sentences()
    engine.search(questions[0], plain=True)
    taken = sorted(_milliseconds(engine, question) for question in questions)
    case.lock()
    return {"p50": taken[len(taken) // 2], "p95": taken[int(len(taken) * 0.95)]}


def _milliseconds(engine: Any, question: str) -> float:
    begun = time.perf_counter()
    engine.search(question, plain=True)
    return round((time.perf_counter() - begun) * 1000, 1)


def _told(measured: dict[str, Any]) -> str:
    speed, query = measured["embedding"], measured["query_ms"]
    return (
        f"embedding ({speed['backend']}): passages {speed['passages_ratio']}x, messages {speed['messages_ratio']}x, "
        f"static {speed['static_ratio']}x the stock encoder; {speed['peak_share']:.0%} of this processor's peak\n"
        f"a question: {query['p50']} ms, 95 of 100 within {query['p95']} ms"
    )
