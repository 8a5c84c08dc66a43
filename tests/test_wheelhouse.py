"""Installing where there is no network: every pin has a wheel, and the Linux folder works in a world without interfaces."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import ENVIRONMENT

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / ".ci/wheelhouse.py"
STILL_OPEN = 124  # what `timeout` ends with when it had to end the program


def unreachable() -> bool:
    """Whether no package index answers here; pip itself is on every one."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", os.devnull, "--retries", "0"]
    told = subprocess.run([*command, "no-such-thing-as-this", "pip"], capture_output=True, text=True, check=False)
    return "onnection" in told.stderr


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["windows", "macos"])
def test_every_pin_has_a_wheel(platform: str) -> None:
    """Police workstations run Windows: a pin without a wheel there is a pin that cannot stay."""
    if unreachable():
        pytest.skip("no package index can be reached from here")
    told = subprocess.run(
        [sys.executable, str(SCRIPT), platform, "--check"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def cut_off(home: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Runs a command in a network namespace without interfaces, with an empty home and nothing of ours about it."""
    world = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    kept = {"HOME": str(home), "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    line = [*world, *map(str, command)]
    return subprocess.run(line, cwd=home, env=kept | ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.proof
def test_the_linux_folder_installs_and_does_the_main_job_without_a_network(tmp_path: Path) -> None:
    """R32: from removable media to a verified bundle and an open window, with no interface but none."""
    filled = subprocess.run([sys.executable, str(SCRIPT), "linux", "--into", str(tmp_path)], check=False)
    assert filled.returncode == 0
    home, program = tmp_path / "home", tmp_path / "program"
    home.mkdir()
    for step in (
        ("sh", tmp_path / "linux/install.sh", program),
        (program / "bin/evidence-triage", "demo", "--into", home / "sample"),
        (program / "bin/evidence-triage", "verify", home / "sample/bundle"),
    ):
        ended = cut_off(home, *step)
        assert ended.returncode == 0, f"{step[0]}: {ended.stderr[-800:]}"
    opened = cut_off(
        home, "timeout", "10", program / "bin/evidence-triage-desktop", home / "sample/Operation Larch.case"
    )
    assert (opened.returncode, opened.stderr) == (STILL_OPEN, "")


@pytest.mark.proof
@pytest.mark.parametrize("platform", ["windows", "macos"])
def test_a_folder_for_another_system_is_whole(platform: str, tmp_path: Path) -> None:
    """Everything that the wheels ask for on that system is in the folder."""
    filled = subprocess.run([sys.executable, str(SCRIPT), platform, "--into", str(tmp_path)], check=False)
    assert filled.returncode == 0
    assert {"hashes.txt", "install.sh", "install.cmd", "wheels"} == {
        path.name for path in (tmp_path / platform).iterdir()
    }
    assert list((tmp_path / platform / "wheels").glob("evidence_triage-*.whl"))
