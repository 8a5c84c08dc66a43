"""Embedding against `SentenceTransformer.encode` on the same texts in one run; and how soon a question's embedder is there."""

import json
import subprocess
import sys

from evidence_triage.embedding import compare, prepare

LOADING = """
import time
began = time.perf_counter()
from evidence_triage.embedding import load
load("question").encode(["who was paid, and for what?"])
print(time.perf_counter() - began)
"""
NEW_PROCESSES = 5


def seconds_to_first_vector() -> float:
    """From the first import to a question's vector, in a new process; the quickest of several."""
    runs = [
        subprocess.run([sys.executable, "-c", LOADING], check=True, stdout=subprocess.PIPE)
        for _ in range(NEW_PROCESSES)
    ]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    prepare()
    found = compare()
    stock = "x stock encode"
    figures = [
        {"what": "passages of 230 word pieces", "value": found.passages_ratio, "unit": stock, "must": ">= 2.8"},
        {"what": "short messages", "value": found.messages_ratio, "unit": stock, "must": ">= 2.4"},
        {"what": "static vectors", "value": found.static_ratio, "unit": stock, "must": ">= 100"},
        {"what": f"share of the processor's peak ({found.backend})", "value": found.peak_share, "unit": ""},
        {
            "what": "question's embedder from import to first vector",
            "value": seconds_to_first_vector(),
            "unit": "s",
            "must": "<= 0.7",
        },
    ]
    for figure in figures:
        print(f"{figure['what']}: {figure['value']:.3g} {figure['unit']}")
    print(json.dumps({"figures": figures}))


if __name__ == "__main__":
    main()
