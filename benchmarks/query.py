"""Questions to a case of 5,937 mails: in the window's process, and as a new process; opening the case; memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from material import PASSPHRASE, mails, new_case, report

from evidence_triage.case import Case, open_case
from evidence_triage.pipeline import jobs

ROUNDS = 8
NEW_PROCESSES = 7
QUESTIONS = (
    "who asked for a favour",
    "payment in return for help",
    "meeting with the governor about power prices",
    "from:lay subject:california",
    '"rolling blackouts"',
    "resignation of the chief executive",
    "employees who lost their retirement savings",
    "date:2001-10..2001-12 accounting partnerships losses",
    "invitation to speak at a dinner",
    "the",
    "donation to the campaign",
    "please delete this",
)


def timed_questions(case: Case) -> list[float]:
    """Milliseconds of each question, warm."""
    from evidence_triage.search import Engine

    engine = Engine(case)
    for question in QUESTIONS:
        engine.search(question, log=False)
    taken = []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            began = time.perf_counter()
            engine.search(question, log=False)
            taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def new_process(folder: Path) -> float:
    """Seconds of one `evidence-triage search`; fails where torch is among the modules it loaded."""
    code = (
        "import sys; from evidence_triage.cli import main; "
        f"status = main(['search', {str(folder)!r}, 'who asked for a favour', '--json']); "
        "sys.exit(9 if 'torch' in sys.modules else status)"
    )
    began = time.perf_counter()
    environment = os.environ | {"EVIDENCE_TRIAGE_PASSPHRASE": PASSPHRASE}
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


def opening(folder: Path) -> float:
    """Seconds to open the case and count what is in it."""
    from evidence_triage.status import status

    began = time.perf_counter()
    with open_case(folder, PASSPHRASE) as case:
        status(case)
    return time.perf_counter() - began


def main() -> None:
    """Prints the figures, the last line as JSON."""
    folder = mails()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "case"
        with new_case(path) as case:
            params = {"paths": [str(folder)], "exhibit": "ABC/1", "said": {}, "storage": "copy"}
            jobs.start(case, "add", params).result()
            taken = timed_questions(case)
        opened = statistics.median(opening(path) for _ in range(5))
        started = statistics.median(new_process(path) for _ in range(NEW_PROCESSES))
    p95 = taken[int(len(taken) * 0.95)]
    figures = [
        {
            "what": "hybrid query, 5,937 mails, warm, median",
            "value": round(statistics.median(taken), 1),
            "unit": "ms",
            "must": "",
        },
        {"what": "hybrid query, 5,937 mails, warm, p95", "value": round(p95, 1), "unit": "ms", "must": "<= 50"},
        {"what": "evidence-triage search as a new process", "value": round(started, 2), "unit": "s", "must": "<= 2"},
        {"what": "a case of 6,000 items opened and counted", "value": round(opened, 2), "unit": "s", "must": "<= 1"},
    ]
    report(figures)


if __name__ == "__main__":
    main()
