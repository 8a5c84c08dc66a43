"""Reading a real mailbox of 5,937 mails: when the first can be found, when all, when all by full meaning, and at what cost."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from material import mails, new_case, report, tree_bytes

from evidence_triage.case import Case
from evidence_triage.pipeline import jobs

STOCK_TEXTS = 128


@dataclass
class Seen:
    """What is noticed from outside while the job runs; seconds since its start, bytes at the most."""

    started: float = field(default_factory=time.monotonic)
    first_found: float | None = None
    peak_bytes: int = 0
    stages: dict[str, float] = field(default_factory=dict)


@contextmanager
def watched(case: Case, pid: int, seen: Seen) -> Iterator[None]:
    """Asks the case, as another process may, whether anything can be found; and the system for the memory in use."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            if seen.first_found is None and case.unguarded().value("SELECT 1 FROM item_words LIMIT 1"):
                seen.first_found = time.monotonic() - seen.started
            seen.peak_bytes = max(seen.peak_bytes, tree_bytes(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def add(case: Case, folder: Path) -> tuple[Seen, float]:
    """Reads the folder to the end; what was seen, and the seconds it took."""
    params = {"paths": [str(folder)], "exhibit": "ABC/1", "said": {}, "storage": "copy", "workers": 2}
    seen = Seen()
    running = jobs.start(case, "add", params)
    with watched(case, running.process.pid, seen):
        for line in running.lines():
            if "stage" in line:
                seen.stages.setdefault(line["stage"], time.monotonic() - seen.started)
    return seen, time.monotonic() - seen.started


def stock_rate(case: Case) -> float:
    """Passages of this very case a second through `SentenceTransformer.encode`, as it comes."""
    from evidence_triage.embedding import load

    sql = "SELECT text FROM embedder_input ORDER BY id * 2654435761 % 4294967296 LIMIT ?"
    texts = [text for (text,) in case.unguarded().rows(sql, (STOCK_TEXTS,))]
    reference = load("reference")
    reference.encode(texts[:8])
    began = time.monotonic()
    reference.encode(texts)
    return len(texts) / (time.monotonic() - began)


def main() -> None:
    """Prints the figures, the last line as JSON."""
    folder = mails()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as place, new_case(Path(place) / "case") as case:
        seen, whole = add(case, folder)
        inputs = int(case.unguarded().value("SELECT count(*) FROM embedder_input"))
        found = seen.stages["embed"]
        rate, stock = inputs / (whole - found), stock_rate(case)
    figures = [
        {
            "what": "add of 5,937 mails: the first can be found",
            "value": round(seen.first_found or 0, 1),
            "unit": "s",
            "must": "<= 3",
        },
        {
            "what": "add of 5,937 mails: all by words and static vectors",
            "value": round(found, 1),
            "unit": "s",
            "must": "<= 40",
        },
        {"what": "add of 5,937 mails: all with full vectors", "value": round(whole, 1), "unit": "s", "must": ""},
        {
            "what": "full vectors of these mails against stock encode",
            "value": round(rate / stock, 2),
            "unit": "x",
            "must": "",
        },
        {
            "what": "memory of intake with two workers, at the most",
            "value": round(seen.peak_bytes / 2**30, 2),
            "unit": "GB",
            "must": "<= 2.5",
        },
    ]
    report(figures)


if __name__ == "__main__":
    main()
