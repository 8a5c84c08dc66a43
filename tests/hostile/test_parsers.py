"""R2, R34 and "Hostile bytes": a parser that has been taken over costs one item its text, and nothing else."""

import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_triage.sandbox import Sandbox, open_sandbox
from evidence_triage.sandbox.protocol import Child, ChildEnd, End, Frame, Head, Limits
from evidence_triage.sandbox.provider import Provider
from evidence_triage.words import Reason

PARSERS = "tests.hostile.parsers"
QUICK = Limits(seconds=1.5, memory_bytes=256 << 20, output_bytes=64 << 20)


def walls() -> list[Provider]:
    """Every isolation of this system; on Linux all three must work, none is skipped."""
    if sys.platform == "linux":
        from evidence_triage.sandbox.linux.bubblewrap import Bubblewrap
        from evidence_triage.sandbox.linux.landlock import Landlocked
        from evidence_triage.sandbox.linux.namespaces import Namespaces

        return [Bubblewrap(PARSERS), Namespaces(PARSERS), Landlocked(PARSERS)]
    from evidence_triage.sandbox.plain import PlainProcesses

    return [PlainProcesses(PARSERS)]


@pytest.fixture(scope="module", params=walls(), ids=lambda wall: wall.name)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    os.environ["EVIDENCE_TRIAGE_PASSPHRASE"] = "a secret"
    with open_sandbox(provider=request.param) as opened:
        yield opened


def read(sandbox: Sandbox, attack: str, data: bytes = b"material", **params: object) -> list[Frame | bytes]:
    return list(sandbox.extract(data, attack, params=params, limits=QUICK))


def end_of(answer: list[Frame | bytes]) -> End:
    assert isinstance(answer[-1], End)
    assert not any(isinstance(each, End) for each in answer[:-1])
    return answer[-1]


REASONS = {
    "with_pickle": Reason.READER_FAILED,
    "json_without_end": Reason.READER_FAILED,
    "frames_without_end": Reason.TOO_LARGE,
    "deep_json": Reason.READER_FAILED,
    "fork_bomb": Reason.READER_FAILED,
    "memory_bomb": Reason.TOO_LARGE,
    "endless": Reason.TIMED_OUT,
    "asleep": Reason.TIMED_OUT,
    "drop_by_drop": Reason.TIMED_OUT,
    "crash": Reason.READER_FAILED,
    "exits": Reason.READER_FAILED,
    "raises": Reason.READER_FAILED,
    "recursion": Reason.READER_FAILED,
    "long_text": Reason.TOO_LARGE,
}


@pytest.mark.parametrize("attack", REASONS)
def test_an_attack_ends_with_its_reason_and_the_next_file_is_read(sandbox: Sandbox, attack: str) -> None:
    assert end_of(read(sandbox, attack)).reason is REASONS[attack]
    assert end_of(read(sandbox, "well")).reason is None


def test_threads_without_end_are_stopped(sandbox: Sandbox) -> None:
    assert end_of(read(sandbox, "thread_bomb")).reason in {Reason.READER_FAILED, Reason.TOO_LARGE, Reason.TIMED_OUT}
    assert end_of(read(sandbox, "well")).reason is None


def test_a_pickle_is_never_opened(sandbox: Sandbox) -> None:
    read(sandbox, "with_pickle")
    assert not Path("/tmp/pickled").exists()


def test_a_crash_keeps_what_came_before_it(sandbox: Sandbox) -> None:
    answer = read(sandbox, "crash")
    assert isinstance(answer[0], Head)
    assert answer[0].title == "before"
    assert answer[2] == b"half of it"
    assert answer[3] == ChildEnd(reason=Reason.READER_FAILED)


def test_a_forged_hash_is_not_believed(sandbox: Sandbox) -> None:
    answer = read(sandbox, "forged")
    child, data = answer[0], answer[1]
    assert isinstance(child, Child)
    assert not hasattr(child, "sha256")
    assert isinstance(data, bytes)
    assert hashlib.sha256(data).hexdigest() != "0" * 64


def test_climbing_names_come_as_they_are_and_lead_nowhere(sandbox: Sandbox) -> None:
    names = [frame.name for frame in read(sandbox, "climbing_names") if isinstance(frame, Child)]
    assert "../../../../etc/passwd" in names
    assert len(names) == 6


def test_half_a_letter_becomes_a_question_mark(sandbox: Sandbox) -> None:
    head = read(sandbox, "half_letters")[0]
    assert isinstance(head, Head)
    assert head.title == "a?b"


def test_a_task_that_forgets_its_end_gets_one(sandbox: Sandbox) -> None:
    assert end_of(read(sandbox, "no_end")) == End(rung="")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's kernel holds all of it")
def test_nothing_outside_can_be_reached(sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "case.db"
    secret.write_text("secret")
    exhibit = tmp_path / "exhibit"
    exhibit.write_bytes(b"evidence")
    before = exhibit.stat()
    with exhibit.open("rb") as file:
        answer = list(sandbox.extract(file, "tries", params={"outside": str(secret)}, limits=QUICK))
    head = answer[0]
    assert isinstance(head, Head)
    assert len(head.properties) > 30
    assert [(name, came) for name, came in head.properties if not came.startswith("refused")] == []
    assert secret.read_text() == "secret"
    assert exhibit.read_bytes() == b"evidence"
    assert (exhibit.stat().st_mode, exhibit.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_ten_gigabytes_cost_no_memory(sandbox: Sandbox) -> None:
    before = peak_memory()
    read(sandbox, "json_without_end")
    assert peak_memory() - before < 300 << 20


def peak_memory() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_whoever_stops_listening_ends_the_process(sandbox: Sandbox) -> None:
    answer = sandbox.extract(b"", "asleep", limits=Limits(seconds=60))
    next(answer)
    began = time.monotonic()
    answer.close()  # type: ignore[attr-defined]
    assert end_of(read(sandbox, "well")).reason is None
    assert time.monotonic() - began < 5


def test_a_reading_is_skipped_from_another_thread(sandbox: Sandbox) -> None:
    answer = sandbox.extract(b"", "asleep", limits=Limits(seconds=60), token="one")
    assert isinstance(next(answer), Head)
    threading.Timer(0.1, sandbox.kill_current, ("one",)).start()
    assert end_of(list(answer)).reason is Reason.SKIPPED
    assert not sandbox.kill_current("one")


def test_parts_are_read_while_the_whole_is_open(sandbox: Sandbox) -> None:
    """More files open at once on one thread than there are workers: nobody waits for himself."""
    open_answers = [sandbox.extract(b"", "asleep", limits=Limits(seconds=60)) for _ in range(4)]
    for answer in open_answers:
        next(answer)
    for answer in open_answers:
        answer.close()  # type: ignore[attr-defined]


def test_many_threads_read_at_once(sandbox: Sandbox) -> None:
    titles: list[str] = []

    def work(number: int) -> None:
        for turn in range(10):
            share = {"share": "a"} if number % 2 else {}
            head = read(sandbox, "well", f"{number}/{turn}".encode(), **share)[0]
            assert isinstance(head, Head)
            titles.append(head.title)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(titles) == sorted(f"{number}/{turn}" for number in range(6) for turn in range(10))


def test_native_code_never_runs_in_a_process_of_many_files(sandbox: Sandbox) -> None:
    for attack in ("well", "native", "well"):
        answer = read(sandbox, attack, share="one source")
        assert end_of(answer).rung == attack


def test_a_crash_in_a_shared_process_is_tried_again_alone(sandbox: Sandbox) -> None:
    read(sandbox, "well", share="one source")
    assert end_of(read(sandbox, "crash", share="one source")).reason is Reason.READER_FAILED
    assert end_of(read(sandbox, "well", share="one source")).reason is None
