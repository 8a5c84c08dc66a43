"""No isolation at all: tasks run in this process. For tests of what asks a sandbox, never for material."""

from evidence_triage.sandbox.inside import TASKS, Sender, answer
from evidence_triage.sandbox.protocol import SHARE, Request, Task
from evidence_triage.sandbox.provider import Gone, WallKind


class Dummy:
    """Answers like a wall, validated like a wall, without one."""

    name = "none (tests)"
    lacks: tuple[str, ...] = ("Nothing is isolated.",)

    def __init__(self, reader: str = "") -> None:
        self._tasks = {**TASKS, Task.EXTRACT: reader} if reader else dict(TASKS)

    def start(self, kind: WallKind) -> "Dummy":
        del kind
        return self

    def process(self) -> "DummyChannel":
        return DummyChannel(self._tasks)

    def close(self) -> None:
        """Nothing is held."""


class DummyChannel:
    """The whole answer is there when it has been asked for."""

    def __init__(self, tasks: dict[Task, str]) -> None:
        self._tasks = tasks
        self._answer = bytearray()

    def ask(self, request: Request, fd: int, seconds: float) -> None:
        del seconds
        answer(request, fd, Sender(self._answer.extend, shared=SHARE in request.params), self._tasks)

    def read(self, count: int, seconds: float) -> bytes:
        del seconds
        if len(self._answer) < count:
            raise Gone("nothing more was said")
        data = bytes(self._answer[:count])
        del self._answer[:count]
        return data

    def kill(self) -> None:
        self._answer.clear()

    def close(self) -> None:
        self._answer.clear()
