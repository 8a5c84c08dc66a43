"""Nothing calls home: not with CI unset, not on first use, not with an empty home folder (R26)."""

import os
import subprocess
import sys
from pathlib import Path

from evidence_triage import data

WATCHED = """
import sys
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto") else None)
from evidence_triage.embedding import load
rows = load("question").encode(["who was paid, and for what?"])
assert rows.shape == (1, 384), rows.shape
heavy = [name for name in ("torch", "transformers", "sentence_transformers", "model2vec") if name in sys.modules]
assert not heavy, heavy
assert sys.modules["openvino_telemetry"] is None
import nncf
assert not calls, calls
assert "openvino_telemetry.main" not in sys.modules
"""


def test_a_question_is_embedded_without_torch_and_without_a_call(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "HOME")}
    environment |= {"HOME": str(tmp_path), "EVIDENCE_TRIAGE_CACHE": str(data.cache())}
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert not [path for path in tmp_path.rglob("*") if "intel" in path.name or "openvino" in path.name]


def test_telemetry_cannot_be_imported_once_an_embedder_was_loaded() -> None:
    program = "from evidence_triage.embedding import load; load('static'); import openvino_telemetry"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert "ModuleNotFoundError" in ended.stderr
