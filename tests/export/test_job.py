"""An export as a job: in a process of its own, stopped or killed at any moment without leaving a bundle (R26)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from evidence_triage.errors import DiskFull, JobFailed, JobRefused
from evidence_triage.export import export
from evidence_triage.export.progress import Stage
from evidence_triage.pipeline import jobs
from evidence_triage.sandbox import Sandbox
from evidence_triage.verify import verify_bundle
from tests.handing import Desk, desk
from tests.smalldisk import small_disk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path / "case")
    yield made
    made.case.lock()


def params(items: list[int], out: Path) -> dict[str, Any]:
    return {"items": items, "out": str(out), "recipient": "defence", "families": "whole"}


def bundles(folder: Path) -> list[str]:
    """What is there that anyone could take for a bundle."""
    return [entry.name for entry in folder.iterdir() if entry.name != "case" and not entry.name.startswith(".")]


def test_the_job_makes_the_bundle_and_tells_how_far_it_is(office: Desk, tmp_path: Path) -> None:
    item = office.writes("a.txt", "x")
    lines = list(jobs.start(office.case, "export", params([item], tmp_path / "out")).lines())
    assert [line["stage"] for line in lines if "stage" in line][-1] == Stage.SIGNING
    assert set(Stage) - {Stage.SOURCES} <= {line["stage"] for line in lines if "stage" in line} <= set(Stage)
    assert lines[-1]["done"]["items"] == 1
    assert verify_bundle(tmp_path / "out", lines[-1]["done"]["fingerprint"]).intact


def test_what_it_refuses_is_told_in_its_own_sentence(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(JobRefused, match=r"^No item that may be handed over matches\."):
        jobs.start(office.case, "export", params([], tmp_path / "out")).result()
    assert bundles(tmp_path) == []


def test_a_person_can_stop_it(office: Desk, tmp_path: Path) -> None:
    items = [office.writes(f"{n}.txt", f"text {n}") for n in range(60)]
    running = jobs.start(office.case, "export", params(items, tmp_path / "out"))
    running.stop()
    with pytest.raises(JobRefused, match="Stopped by the person"):
        running.result()
    assert [entry.name for entry in tmp_path.iterdir()] == ["case"]


def killed_at(stage: str, running: jobs.RunningJob) -> None:
    """Kills the job at its first word of a stage; at the last one it may be quicker than that."""
    with suppress(JobFailed):
        for line in running.lines():
            if line.get("stage") == stage:
                running.process.kill()


@pytest.mark.parametrize("stage", list(Stage))
def test_killed_in_the_middle_it_leaves_nothing_called_a_bundle(office: Desk, tmp_path: Path, stage: str) -> None:
    office.source("ABC/1", tmp_path / "gone")
    items = [office.writes(f"gone/{n}.txt", f"text {n}") for n in range(12)]
    killed_at(stage, jobs.start(office.case, "export", params(items, tmp_path / "out")))
    assert bundles(tmp_path) == [] or (stage == "signing" and verify_bundle(tmp_path / "out").intact)
    assert jobs.start(office.case, "export", params(items, tmp_path / "again")).result()["items"] == 12
    assert verify_bundle(tmp_path / "again").intact


@pytest.mark.parametrize("kibibytes", [4, 40, 120])
def test_a_disk_that_fills_up_leaves_nothing_and_says_so(
    office: Desk, tmp_path: Path, sandbox: Sandbox, kibibytes: int
) -> None:
    item = office.puts("a.bin", os.urandom(100_000), form="unknown")
    with small_disk(tmp_path / "small", kibibytes) as disk:
        with pytest.raises(DiskFull):
            export(office.case, [item], disk / "out", sandbox=sandbox)
        assert list(disk.iterdir()) == []
    assert office.case.unguarded().value("SELECT count(*) FROM bundle") == 0
