"""The front of the sandbox, whatever stands behind it: shared processes, walls that fall, and what is said of each."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from evidence_triage.errors import IsolationMissing, OfficeMissing
from evidence_triage.sandbox import Sandbox, open_sandbox, showing
from evidence_triage.sandbox.choose import providers
from evidence_triage.sandbox.dummy import Dummy
from evidence_triage.sandbox.plain import PlainProcesses
from evidence_triage.sandbox.protocol import End, Frame, Head, Limits
from evidence_triage.sandbox.provider import Channel, Provider, WallKind
from evidence_triage.words import Reason

PARSERS = "tests.hostile.parsers"
MAIL = b"From: a@example.test\nTo: b@example.test\nSubject: Lot 4\n\nThe panel meets on Thursday.\n"


class Counting:
    """A provider that counts the processes asked of it."""

    lacks: tuple[str, ...] = ()
    name = "counting"

    def __init__(self) -> None:
        self.inner = Dummy(PARSERS)
        self.kinds: list[WallKind] = []
        self._kind = WallKind.PURE

    def start(self, kind: WallKind) -> "_CountingWall":
        return _CountingWall(self, kind)


class _CountingWall:
    def __init__(self, counting: Counting, kind: WallKind) -> None:
        self._counting, self._kind = counting, kind

    def process(self) -> Channel:
        self._counting.kinds.append(self._kind)
        return self._counting.inner.process()

    def close(self) -> None:
        """Nothing is held."""


def last(answer: list[Frame | bytes]) -> End:
    assert isinstance(answer[-1], End)
    return answer[-1]


def test_a_mail_is_read_by_this_machines_isolation() -> None:
    with open_sandbox() as sandbox:
        answer = list(sandbox.extract(MAIL, "1.eml"))
    head = answer[0]
    assert isinstance(head, Head)
    assert head.title == "Lot 4"
    assert last(answer).reason is None
    assert sandbox.isolation in {provider.name for provider in providers()}


def test_a_hundred_files_share_a_process_and_no_more() -> None:
    provider = Counting()
    with open_sandbox(provider=provider) as sandbox:
        for _ in range(150):
            list(sandbox.extract(b"", "well", params={"share": "one"}))
    assert provider.kinds == [WallKind.PURE] * 2


def test_files_of_two_sources_share_nothing() -> None:
    provider = Counting()
    with open_sandbox(provider=provider) as sandbox:
        for source in ("one", "two", "one", "two"):
            list(sandbox.extract(b"", "well", params={"share": source}))
    assert provider.kinds == [WallKind.PURE] * 2


def test_a_file_of_no_source_is_read_alone() -> None:
    provider = Counting()
    with open_sandbox(provider=provider) as sandbox:
        for _ in range(3):
            list(sandbox.extract(b"", "well"))
    assert provider.kinds == [WallKind.NATIVE] * 3


def test_native_code_gets_a_process_of_its_own() -> None:
    provider = Counting()
    with open_sandbox(provider=provider) as sandbox:
        answer = list(sandbox.extract(b"", "native", params={"share": "one"}))
    assert provider.kinds == [WallKind.PURE, WallKind.NATIVE]
    assert last(answer).rung == "native"


@pytest.mark.parametrize("provider", [Dummy(PARSERS), PlainProcesses(PARSERS)], ids=lambda each: each.name)
def test_the_weaker_providers_answer_alike(provider: Provider) -> None:
    with open_sandbox(provider=provider) as sandbox:
        assert last(list(sandbox.extract(b"a title", "well"))).rung == "well"
        assert last(list(sandbox.extract(b"", "raises"))).reason is Reason.READER_FAILED
        assert last(list(sandbox.extract(b"", "well", params={"share": "one"}))).rung == "well"
        assert sandbox.lacks


def test_plain_processes_are_stopped_in_time() -> None:
    with open_sandbox(provider=PlainProcesses(PARSERS)) as sandbox:
        assert last(list(sandbox.extract(b"", "endless", limits=Limits(seconds=1.5)))).reason is Reason.TIMED_OUT
        assert last(list(sandbox.extract(b"", "crash_nothing_of_that_name"))).reason is Reason.READER_FAILED
        assert last(list(sandbox.extract(b"x" * (3 << 20), "well"))).rung == "well"


@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
def test_a_wall_that_falls_is_built_again() -> None:
    from evidence_triage.sandbox.linux.namespaces import Namespaces

    with open_sandbox(provider=Namespaces(PARSERS)) as sandbox:
        list(sandbox.extract(b"", "well"))
        wall = sandbox._processes.walls.built(WallKind.NATIVE)
        wall._control.close()  # type: ignore[attr-defined]
        assert last(list(sandbox.extract(b"", "well"))).rung == "well"


@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
@pytest.mark.parametrize("number", range(3), ids=["bubblewrap", "namespaces", "landlock"])
def test_nothing_lives_on_when_the_program_is_killed(number: int, tmp_path: Path) -> None:
    program = (
        "import os, sys; from evidence_triage.sandbox import open_sandbox; "
        "from tests.hostile.test_parsers import walls; from evidence_triage.sandbox.protocol import Limits; "
        f"sandbox = open_sandbox(provider=walls()[{number}]); "
        "answer = sandbox.extract(b'', 'endless', limits=Limits(seconds=60)); next(answer); print('reading', flush=True); next(answer)"
    )
    marker = f"marker-{tmp_path.name}"
    with subprocess.Popen(
        [sys.executable, "-c", program, marker], stdout=subprocess.PIPE, cwd=Path.cwd(), start_new_session=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"reading\n"
        children = _descendants(run.pid)
        assert children
        run.send_signal(signal.SIGKILL)
    assert _gone(children)


def _descendants(process: int) -> set[int]:
    below = {int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()}
    return below.union(*(_descendants(child) for child in below))


def _gone(processes: set[int]) -> bool:
    waited = threading.Event()
    for _ in range(100):
        if not any(_alive(process) for process in processes):
            return True
        waited.wait(0.05)
    return False


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_wall_outlives_the_thread_that_built_it() -> None:
    found: list[Sandbox] = []
    thread = threading.Thread(target=lambda: found.append(open_sandbox()))
    thread.start()
    thread.join()
    with found[0] as sandbox:
        assert last(list(sandbox.extract(MAIL, "1.eml"))).reason is None


def test_no_isolation_no_reading() -> None:
    class Missing(Dummy):
        def start(self, kind: WallKind) -> Dummy:
            raise IsolationMissing(what="nothing works")

    with pytest.raises(IsolationMissing, match="nothing works"):
        open_sandbox(provider=Missing())


def test_office_files_without_an_office_program_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "OFFICE_PROGRAM", "no-such-office")
    with open_sandbox(provider=Dummy()) as sandbox, pytest.raises(OfficeMissing, match="LibreOffice"):
        sandbox.set_pages(b"", "a.docx", {"source": "office"})


def test_nothing_is_left_open() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    with open_sandbox() as sandbox:
        for _ in range(5):
            list(sandbox.extract(MAIL, "1.eml"))
            list(sandbox.extract(MAIL, "1.eml", params={"share": "one"}))
    assert len(list(Path("/dev/fd").iterdir())) == before
