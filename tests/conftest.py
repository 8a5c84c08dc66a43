"""What every test shares: no screen, a log-head store of its own, the sample case made once, and the time budget."""

import os
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["EVIDENCE_TRIAGE_STATE"] = tempfile.mkdtemp(prefix="evidence-triage-state-")

from tests import cases
from tests.verbs import Officer

BUDGET = tomllib.loads((Path(__file__).parent / "budget.toml").read_text())["seconds"]
_spent: defaultdict[str, float] = defaultdict(float)


@pytest.fixture(scope="session")
def sample_material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case's material, one folder an exhibit: read it, never change it."""
    return cases.material(tmp_path_factory.mktemp("sample") / "material")


@pytest.fixture(scope="session")
def made_once(sample_material: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample case, all read and embedded, and this workstation's memory of it; only ever copied."""
    kept = tmp_path_factory.mktemp("made_once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_TRIAGE_STATE", str(kept / "state"))
        cases.sample_case(kept, sample_material)
    return kept


@pytest.fixture
def sample_case(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample case with everything read and embedded, for this test alone."""
    return cases.copied(made_once, tmp_path / "copy", monkeypatch)


@pytest.fixture
def officer(sample_case: Path) -> Officer:
    """A disclosure officer at the command line of a sample case."""
    return Officer(sample_case)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Adds up what each folder's tests take."""
    _spent[_folder(report.nodeid)] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a whole run in which a folder took longer than tests/budget.toml gives it."""
    if _over() and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which folders took longer than they may."""
    for folder, spent in _over().items():
        terminalreporter.write_line(f"{folder}: {spent:.0f} s, more than its {BUDGET.get(folder, 0)} s in budget.toml")


def _over() -> dict[str, float]:
    """Folders beyond their seconds, in a run that is held to them; a folder without a line is beyond it at once."""
    if not os.environ.get("EVIDENCE_TRIAGE_BUDGET"):
        return {}
    return {folder: spent for folder, spent in _spent.items() if spent > BUDGET.get(folder, 0)}


def _folder(nodeid: str) -> str:
    """`search` for tests/search/..., the file's own name for tests/test_project.py."""
    return nodeid.removeprefix("tests/").split("::")[0].split("/")[0].removesuffix(".py")
