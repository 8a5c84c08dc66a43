"""The other end of `pipeline.jobs`: the child process that does the long work and answers in JSON lines."""

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import typer

from evidence_triage.cli.terminal import app, system_words
from evidence_triage.errors import TriageError, UsageError

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.pipeline.control import Control

Tell = Callable[[dict[str, Any]], None]
Work = Callable[["Case", dict[str, Any], "Control", Tell], Any]


def _table() -> dict[str, Work]:
    """The jobs there are; imported only in the child."""
    from evidence_triage.export.job import run as export
    from evidence_triage.pipeline.run import add, embed, retry

    return {"add": add, "retry": retry, "embed": embed, "export": export}


@app.command(hidden=True)
def job(name: str) -> None:
    """Does one job; started by the program itself, never by hand."""
    from evidence_triage.case import adopt
    from evidence_triage.pipeline import jobs
    from evidence_triage.pipeline.control import Control

    orders = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115  # unbuffered: a thread may wait in it at the end
    keys, params = jobs.given(orders)
    answers, control = _answers(), Control()
    try:
        work = _table().get(name)
        if work is None:
            raise UsageError(what=f"There is no job {name}.")
        case = adopt(Path(params.pop("folder")), keys)
        threading.Thread(target=control.obey, args=((line.decode() for line in orders),), daemon=True).start()
        answers({"done": work(case, params, control, answers)})
    except TriageError as error:
        answers({"error": str(error), "kind": type(error).__name__})
        raise typer.Exit(error.exit_code) from None
    except OSError as error:
        answers({"error": system_words(error), "kind": type(error).__name__})
        raise typer.Exit(1) from None


def _answers() -> Tell:
    """Writes JSON lines to the real standard output; whatever prints by itself goes to stderr instead."""
    stream: IO[str] = open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # open to the end
    sys.stdout = sys.stderr
    lock = threading.Lock()

    def tell(line: dict[str, Any]) -> None:
        with lock:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            stream.flush()

    return tell
