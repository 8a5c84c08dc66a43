"""Full vectors follow in the background: resumable after a kill at any moment, never twice, most promising first."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evidence_triage import index
from evidence_triage.embedding import sentences
from evidence_triage.index.embed import order_of_promise
from evidence_triage.sandbox.protocol import Span
from tests.index.shelf import Shelf, full

BATCH = 4

KILLED = f"""
import os, signal, sys
from pathlib import Path
from evidence_triage import index
from evidence_triage.case import adopt
from evidence_triage.embedding import load

case = adopt(Path(sys.argv[1]), sys.stdin.buffer.read())
moment, at = sys.argv[2], int(sys.argv[3])
embedder, calls = load("full", device="cpu"), 0
encode = embedder.encode

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def encoding(texts):
    global calls
    calls += 1
    if moment == "encoding" and calls == at:
        die()
    return encode(texts)

embedder.encode = encoding
if moment == "writing":
    write, done = index.embed.write_segment, 0
    def writing(*args):
        global done
        write(*args)
        done += 1
        if done == at:
            die()
    index.embed.write_segment = writing
told = (lambda done, of: die() if done >= at * {BATCH} else None) if moment == "committed" else (lambda *_: None)
index.embed_waiting(case, embedder, on_progress=told, batch={BATCH})
"""


def fill(shelf: Shelf, texts: int = 24) -> None:
    for n, sentence in enumerate(sentences()[:texts]):
        shelf.puts(f"{n}.txt", sentence)


def vectors_of(shelf: Shelf) -> list[int]:
    """The inputs of all full vectors, as often as they have one."""
    rows = shelf.case.unguarded().rows("SELECT inputs FROM vector_segment WHERE speed = 'full'")
    return sorted(int(number) for (stored,) in rows for number in np.frombuffer(stored, "<i8"))


def test_everything_gets_its_full_vector_once(shelf: Shelf) -> None:
    fill(shelf)
    told: list[tuple[int, int]] = []
    assert shelf.embeds(on_progress=lambda done, of: told.append((done, of)), batch=10) == 24
    assert told == [(10, 24), (20, 24), (24, 24)]
    assert index.is_embedded(shelf.case.unguarded())
    assert index.counts(shelf.case.reader()) == (24, 24)
    assert vectors_of(shelf) == sorted(n for (n,) in shelf.case.unguarded().rows("SELECT id FROM embedder_input"))
    assert shelf.embeds() == 0


def test_static_vectors_are_let_go_once_nothing_waits(shelf: Shelf) -> None:
    fill(shelf)
    shelf.embeds(should_stop=lambda: index.counts(shelf.case.reader())[1] > 0, batch=10)
    assert shelf.case.unguarded().value("SELECT count(*) FROM vector_segment WHERE speed = 'static'") > 0
    shelf.embeds()
    assert shelf.case.unguarded().value("SELECT count(*) FROM vector_segment WHERE speed = 'static'") == 0


def test_it_stops_when_asked_and_goes_on_from_there(shelf: Shelf) -> None:
    fill(shelf)
    rounds = iter([False, False, True])
    assert shelf.embeds(should_stop=lambda: next(rounds), batch=10) == 20
    assert index.counts(shelf.case.reader()) == (24, 20)
    assert shelf.embeds() == 4


def test_first_passages_come_first_and_quoted_ones_last(shelf: Shelf) -> None:
    long = " ".join(sentences()[:30])
    first = shelf.puts("a.eml", f"> Shall we meet? {long}", spans=(Span(0, 16, "quoted"),))
    second = shelf.puts("b.txt", "Short.")
    quoted, *body = shelf.inputs(first)
    assert order_of_promise(shelf.case.unguarded()) == [shelf.inputs(second)[0], *body, quoted]


@pytest.mark.parametrize(
    ("moment", "at"), [("encoding", 1), ("encoding", 3), ("writing", 2), ("committed", 1), ("committed", 4)]
)
def test_killed_at_any_moment_it_ends_as_if_undisturbed(shelf: Shelf, moment: str, at: int) -> None:
    fill(shelf)
    folder = Path(shelf.case.folder)
    vectors = index.Vectors(shelf.case)
    vectors.refresh()
    command = [sys.executable, "-c", KILLED, str(folder), moment, str(at)]
    ended = subprocess.run(command, input=shelf.case.handover(), capture_output=True, timeout=60, check=False)
    assert ended.returncode == -9, ended.stderr.decode()
    done = len(vectors_of(shelf))
    assert done == BATCH * (at if moment == "committed" else at - 1)
    assert index.counts(shelf.case.reader()) == (24, done)
    vectors.refresh()  # what was loaded before the kill is as good as what is loaded now
    asked = full().encode(["who was paid"])[0]
    assert len(vectors.search(None, asked, 99)) == done
    assert shelf.embeds() == 24 - done
    assert vectors_of(shelf) == sorted(n for (n,) in shelf.case.unguarded().rows("SELECT id FROM embedder_input"))
