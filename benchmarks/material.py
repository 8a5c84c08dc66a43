"""What the benchmarks read: the public mailbox where it lies beside the checkout, and how a case is made of it."""

import json
import os
import sys
from pathlib import Path

from evidence_triage.case import Case, create
from evidence_triage.words import Role

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
MAILS = CORPORA / "mail-enron"
PASSPHRASE = "measured in public"


def mails() -> Path:
    """The 5,937 mails; ends the benchmark in words where they are not here."""
    if not MAILS.is_dir():
        print("The public mailbox is not beside this checkout; nothing measured.\n" + '{"figures": []}')
        sys.exit(0)
    return MAILS


def new_case(folder: Path) -> Case:
    """An empty case whose log heads are remembered beside it and not on this workstation."""
    os.environ["EVIDENCE_TRIAGE_STATE"] = str(folder.parent / "state")
    return create(folder, title="Measured", person="Jo", role=Role.SUPERVISOR, passphrase=PASSPHRASE)


def report(figures: list[dict[str, object]]) -> None:
    """Prints figures for people, a line each, and then as the one line of JSON that `run.py` keeps."""
    for figure in figures:
        print(f"{figure['what']:<60} {figure['value']} {figure['unit']}")
    print(json.dumps({"figures": figures}))


def tree_bytes(root: int) -> int:
    """Memory of a process and all below it, shared pages counted once (proportional set size), in bytes."""
    return sum(_proportional(pid) for pid in [root, *below(root)])


def below(root: int) -> list[int]:
    """Every process under one, at this moment."""
    children = Path(f"/proc/{root}/task/{root}/children")
    try:
        direct = [int(pid) for pid in children.read_text().split()]
    except OSError:
        return []
    return direct + [pid for child in direct for pid in below(child)]


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
