"""What is derived from a model is made once, whole or not at all, and chosen by measurement."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence_triage.embedding import derived, manifest, prepare, prepared
from evidence_triage.embedding.measuring import Measured, choose

PREPARE = "from evidence_triage.embedding import prepare; prepare(); print('prepared')"


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was derived, in a cache of its own; gives the model's folder in it."""
    prepare()
    made = derived.place_of(manifest())
    monkeypatch.setenv("EVIDENCE_TRIAGE_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(made, derived.place_of(manifest())))


def test_the_record_says_what_was_measured_and_chosen() -> None:
    prepare()
    found = derived.find(manifest())
    assert found is not None
    by_numbers = {each["numbers"]: each for each in found.record["measured"]}
    assert {"fp32", "int8"} <= set(by_numbers)
    assert by_numbers[found.record["chosen"]]["cosine"] >= 0.99
    assert found.chosen.numbers == found.record["chosen"]


def test_a_second_preparing_does_nothing(own_cache: Path) -> None:
    before = (own_cache / "made.json").stat().st_mtime_ns
    steps: list[str] = []
    prepare(on_step=lambda _step, _of, name: steps.append(name))
    assert not steps
    assert (own_cache / "made.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("file", ["fp32.bin", "int8.bin", "static/model.safetensors", "tokenizer.json"])
def test_a_changed_or_missing_file_is_as_good_as_nothing_made(own_cache: Path, file: str) -> None:
    with (own_cache / file).open("r+b") as changed:
        changed.seek(100)
        changed.write(b"\xff\xff")
    assert not prepared()
    (own_cache / file).unlink()
    assert not prepared()


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"files": {}}'])
def test_a_record_that_is_none_is_as_good_as_nothing_made(own_cache: Path, record: str) -> None:
    (own_cache / "made.json").write_text(record)
    assert not prepared()


@pytest.mark.parametrize(
    ("speeds", "chosen"),
    [
        ({"fp32": (1.0, 50), "int8": (0.996, 90)}, "int8"),
        ({"fp32": (1.0, 50), "int8": (0.989, 90)}, "fp32"),  # fast, but another model
        ({"fp32": (1.0, 50), "int8": (0.996, 45)}, "fp32"),  # alike, but no faster on this processor
        ({"fp32": (1.0, 50), "bf16": (0.9999, 70), "int8": (0.98, 90)}, "bf16"),
    ],
)
def test_the_fastest_of_those_that_agree_is_used(speeds: dict[str, tuple[float, float]], chosen: str) -> None:
    assert choose([Measured(name, cosine, speed, speed) for name, (cosine, speed) in speeds.items()]) == chosen


@pytest.mark.proof
@pytest.mark.timeout(900)
def test_killed_in_the_middle_then_made_once_by_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_TRIAGE_CACHE", str(tmp_path))
    killed = subprocess.Popen([sys.executable, "-c", PREPARE])
    time.sleep(8)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not prepared()
    both = [subprocess.Popen([sys.executable, "-c", PREPARE], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [each.communicate()[0].strip() for each in both] == ["prepared", "prepared"]
    made = derived.place_of(manifest())
    left = [path.name for path in made.parent.iterdir() if path.suffix != ".lock"]
    assert left == [made.name]
    assert json.loads((made / "made.json").read_text())["model"] == "all-MiniLM-L6-v2"
