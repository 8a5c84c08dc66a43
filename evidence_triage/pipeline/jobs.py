"""The only starter of long work: a child process that is given the case's keys by a pipe and answers in JSON lines.

Killing the child is always safe. The command line and the window start it alike.

On its standard input the child reads one frame with the keys, one line of JSON with the parameters, then orders, a word
a line (pause, resume, skip, stop); the end of the input is an order to stop. It never sees the passphrase.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from evidence_triage.errors import JobFailed, JobRefused

if TYPE_CHECKING:
    from evidence_triage.case import Case

_LENGTH = struct.Struct(">I")


@dataclass
class RunningJob:
    """A job under way. `lines` gives its progress as it comes, and the result as its last line."""

    name: str
    process: "subprocess.Popen[bytes]"

    def lines(self) -> Iterator[dict[str, Any]]:
        """Progress, each a JSON object; ends with `{"done": ...}`.

        Raises:
            JobRefused: the job ended with an error; its own sentence is repeated.
            JobFailed: its process ended without a word.
        """
        assert self.process.stdout is not None
        last: dict[str, Any] = {}
        for line in self.process.stdout:
            last = json.loads(line)
            yield last
        self.process.wait()
        if "error" in last:
            raise JobRefused(what=last["error"])
        if "done" not in last:
            raise JobFailed(what=f"its process ended with {self.process.returncode}")

    def result(self) -> Any:
        """Waits for the end and gives what the job returned."""
        return [line for line in self.lines() if "done" in line][-1]["done"]

    def pause(self) -> None:
        self._order("pause")

    def resume(self) -> None:
        self._order("resume")

    def skip(self) -> None:
        """Skips the files being read now; they are recorded as skipped."""
        self._order("skip")

    def stop(self) -> None:
        """Ends the job after what it is just keeping; it can be started again and goes on."""
        self._order("stop")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _order(self, word: str) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{word}\n".encode())
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # it has ended by itself


def start(case: "Case", name: str, params: dict[str, Any]) -> RunningJob:
    """Starts a job of `cli/job.py`'s table on an open case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_triage", "job", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None,
        env=_environment(),
    )
    assert process.stdin is not None
    keys = case.handover()
    process.stdin.write(
        _LENGTH.pack(len(keys)) + keys + json.dumps({"folder": str(case.folder), **params}).encode() + b"\n"
    )
    process.stdin.flush()
    return RunningJob(name, process)


def given(stream: IO[bytes]) -> tuple[bytes, dict[str, Any]]:
    """In the child: the keys and the parameters; the stream (unbuffered) then stands at the orders."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    keys = _exactly(stream, length)
    params: dict[str, Any] = json.loads(stream.readline())
    return keys, params


def _exactly(stream: IO[bytes], length: int) -> bytes:
    parts = b""
    while len(parts) < length and (part := stream.read(length - len(parts))):
        parts += part
    return parts


def _environment() -> dict[str, str]:
    """The child's environment: ours without any passphrase."""
    return {name: value for name, value in os.environ.items() if "PASSPHRASE" not in name}
