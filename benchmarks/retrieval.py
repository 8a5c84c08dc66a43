"""How good the answers are: the Cranfield collection through the very commands that a person types (`add`, `search --run`)."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import ir_measures
from ir_measures import R, nDCG
from material import CORPORA

CORPUS = CORPORA / "retrieval-cranfield"
PASSPHRASE = "a case for measuring"
MODES = ("hybrid", "meaning")
DEPTH = 100


def command(*arguments: object) -> None:
    """One command of the program; its progress goes where ours goes.

    Raises:
        subprocess.CalledProcessError: it did not end well.
    """
    environment = os.environ | {"EVIDENCE_TRIAGE_PASSPHRASE": PASSPHRASE}
    words = [sys.executable, "-m", "evidence_triage", *map(str, arguments)]
    subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL)


def measured(run: Path) -> dict[str, float]:
    """nDCG@10 and recall@100 of a TREC run, by the collection's judgements."""
    judged = list(ir_measures.read_trec_qrels(str(CORPUS / "qrels.txt")))
    found = ir_measures.calc_aggregate([nDCG @ 10, R @ DEPTH], judged, ir_measures.read_trec_run(str(run)))
    return {str(measure): round(value, 4) for measure, value in found.items()}


def main() -> None:
    if not CORPUS.is_dir():
        print(f"The collection is not here ({CORPUS}): nothing measured.")
        print(json.dumps({"figures": []}))
        return
    with tempfile.TemporaryDirectory(prefix="retrieval-") as folder:
        os.environ["EVIDENCE_TRIAGE_STATE"] = str(Path(folder) / "state")
        case = Path(folder) / "case"
        command("new", case, "--title", "Cranfield", "--person", "Nobody", "--role", "supervisor")
        command("add", case, CORPUS / "docs", "--exhibit", "CRAN/1", "--reference")
        figures = [figure for mode in MODES for figure in ranked(case, mode, Path(folder) / f"{mode}.trec")]
    print(json.dumps({"figures": figures}))


def ranked(case: Path, mode: str, run: Path) -> list[dict[str, object]]:
    """The figures of one mode; what must be reached is said of `hybrid` alone."""
    command(
        "search",
        case,
        "--queries",
        CORPUS / "queries.tsv",
        "--mode",
        mode,
        "--limit",
        DEPTH,
        "--run",
        run,
        "--docid",
        "stem",
    )
    must = {"nDCG@10": ">= 0.56", "R@100": ">= 0.80"} if mode == "hybrid" else {}
    found = measured(run)
    print(f"{mode}: {found}", flush=True)
    return [
        {
            "what": f"retrieval-cranfield, {mode}, {name}",
            "value": value,
            "unit": "",
            **({"must": must[name]} if must else {}),
        }
        for name, value in found.items()
    ]


if __name__ == "__main__":
    main()
