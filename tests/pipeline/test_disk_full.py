"""A disk that fills up while reading: said in one line, nothing reported as saved is lost, and it goes on with more space."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Runs in a mount namespace of its own: a real, small filesystem that later grows.
STORY = """
import os, subprocess, sys, json
from pathlib import Path
disk, material = Path(sys.argv[1]), sys.argv[2]
def sh(*command): subprocess.run(command, check=True)
def triage(*arguments):
    ended = subprocess.run([sys.executable, "-m", "evidence_triage", *arguments], capture_output=True, text=True)
    return {"code": ended.returncode, "out": ended.stdout, "err": ended.stderr}
sh("mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk))
case = str(disk / "case")
told = {"new": triage("new", case, "--title", "T", "--person", "Jo", "--role", "supervisor")}
told["full"] = triage("add", case, material, "--exhibit", "ABC/1", "--until", "words")
told["after"] = triage("status", case, "--json")
sh("mount", "-o", "remount,size=200m", str(disk))
told["verify"] = triage("verify", case)
told["again"] = triage("add", case, material, "--exhibit", "ABC/1", "--until", "words")
told["status"] = triage("status", case, "--json")
print(json.dumps(told))
"""


@pytest.fixture
def told(tmp_path: Path) -> dict[str, dict[str, str]]:
    """What the program said at each step."""
    material = tmp_path / "material"
    material.mkdir()
    for n in range(12):
        (material / f"{n}.txt").write_text(f"file {n} " + os.urandom(600_000).hex()[:900_000])
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-c", STORY, str(disk), str(material)]
    environment = os.environ | {"EVIDENCE_TRIAGE_PASSPHRASE": "correct horse"}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=240)
    assert ended.returncode == 0, ended.stderr
    answers: dict[str, dict[str, str]] = json.loads(ended.stdout.splitlines()[-1])
    return answers


def test_a_full_disk_is_said_and_costs_nothing(told: dict[str, dict[str, str]]) -> None:
    assert told["full"]["code"] == 1
    assert "disk is full" in told["full"]["err"] and len(told["full"]["err"].splitlines()) == 1
    before, after = json.loads(told["after"]["out"]), json.loads(told["status"]["out"])
    assert before["found"] == before["readable"] + sum(before["unreadable"].values()) + before["waiting"]
    assert told["verify"]["code"] == 0, told["verify"]["err"]
    assert told["again"]["code"] == 0, told["again"]["err"]
    assert after["readable"] == 12 and after["waiting"] == 0 and after["readable"] >= before["readable"]
