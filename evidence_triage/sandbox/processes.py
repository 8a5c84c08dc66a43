"""Which process reads which file: at most so many at a time, one a file, or one for many where Python alone reads them.

A process may be shared by files of one source (`share`) until it has read a hundred, fails, or says that native code
is next. An answer of a shared process is held back until its end, so that a file that needs a process of its own, or
a process that fails after many files, is read again from the start and nobody sees the first attempt.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from evidence_triage.sandbox.answer import Again, Answer
from evidence_triage.sandbox.protocol import SHARE, End, Frame, Request
from evidence_triage.sandbox.provider import Channel, Gone, Provider, Wall, WallKind
from evidence_triage.words import Reason

FILES_A_PROCESS = 100
HELD_BYTES = 8 << 20

Started = Callable[[Answer], None]


class Places:
    """Lets so many threads read at a time; a thread that reads a part while it reads the whole needs no second place."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)
        self._depth: dict[int, int] = {}
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Waits for a place, and gives it back."""
        thread = threading.get_ident()
        with self._lock:
            inside = self._depth.get(thread, 0)
            self._depth[thread] = inside + 1
        if not inside:
            self._free.acquire()
        try:
            yield
        finally:
            self._left(thread)

    def _left(self, thread: int) -> None:
        with self._lock:
            self._depth[thread] -= 1
            last = self._depth[thread] == 0
            if last:
                del self._depth[thread]
        if last:
            self._free.release()


class Shared:
    """A process that reads files of one source, and how many it has read."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.files = 0


class Walls:
    """The walls of one sandbox, each built when it is first needed, and again should it fall."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._built: dict[WallKind, Wall] = {}
        self._locks = {kind: threading.Lock() for kind in WallKind}

    def built(self, kind: WallKind) -> Wall:
        """The wall of this kind."""
        with self._locks[kind]:
            if kind not in self._built:
                self._built[kind] = self._provider.start(kind)
            return self._built[kind]

    def process(self, kind: WallKind) -> Channel:
        """A fresh process behind the wall of this kind."""
        wall = self.built(kind)
        try:
            return wall.process()
        except Gone:
            self._fallen(kind, wall)
            return self.built(kind).process()

    def close(self) -> None:
        """Ends everything behind every wall."""
        for kind, lock in self._locks.items():
            with lock:
                if kind in self._built:
                    self._built.pop(kind).close()

    def _fallen(self, kind: WallKind, wall: Wall) -> None:
        with self._locks[kind]:
            if self._built.get(kind) is wall:
                self._built.pop(kind).close()


class Processes:
    """Gives each file its process."""

    def __init__(self, provider: Provider, workers: int) -> None:
        self._provider = provider
        self._lock = threading.Lock()
        self._idle: OrderedDict[str, list[Shared]] = OrderedDict()
        self._most_idle = workers
        self.walls = Walls(provider)
        self.places = Places(workers)

    def alone(self, request: Request, fd: int, started: Started) -> Iterator[Frame | bytes]:
        """The answer of a process that reads this file and no other."""
        request = _unshared(request)
        channel = self.walls.process(WallKind.NATIVE)
        try:
            yield from _answer(channel, request, started).frames(request, fd)
        finally:
            channel.close()

    def behind_own_wall(self, request: Request, fd: int, started: Started) -> Iterator[Frame | bytes]:
        """The answer of an office program, behind a wall that falls with it."""
        wall = self._provider.start(WallKind.OFFICE)
        try:
            channel = wall.process()
            yield from _answer(channel, request, started).frames(request, fd)
            channel.close()
        finally:
            wall.close()

    def sharing(self, request: Request, fd: int, share: str, started: Started) -> list[Frame | bytes] | None:
        """The answer of a process of this source; None where the file has to be read alone."""
        shared = self._of(share)
        answer = _answer(shared.channel, request, started)
        held = _held(answer, request, fd)
        shared.files += 1
        if answer.reusable and shared.files < FILES_A_PROCESS:
            self._give_back(share, shared)
        else:
            shared.channel.close()
        return held

    def close(self) -> None:
        """Ends every process."""
        with self._lock:
            for shared in (each for group in self._idle.values() for each in group):
                shared.channel.close()
            self._idle.clear()
        self.walls.close()

    def _of(self, share: str) -> Shared:
        with self._lock:
            waiting = self._idle.get(share)
            if waiting:
                return waiting.pop()
        return Shared(self.walls.process(WallKind.PURE))

    def _give_back(self, share: str, shared: Shared) -> None:
        """Keeps the process for the source's next file; of the idle ones the source that waited longest goes."""
        with self._lock:
            self._idle.setdefault(share, []).append(shared)
            self._idle.move_to_end(share)
            while sum(map(len, self._idle.values())) > self._most_idle:
                oldest = next(iter(self._idle))
                if self._idle[oldest]:
                    self._idle[oldest].pop(0).channel.close()
                if not self._idle[oldest]:
                    del self._idle[oldest]


def _unshared(request: Request) -> Request:
    params = {name: value for name, value in request.params.items() if name != SHARE}
    return msgspec.structs.replace(request, params=params)


def _answer(channel: Channel, request: Request, started: Started) -> Answer:
    answer = Answer(channel, request.limits)
    started(answer)
    return answer


def _held(answer: Answer, request: Request, fd: int) -> list[Frame | bytes] | None:
    """The whole answer, where it stays small and the process goes to its end."""
    held: list[Frame | bytes] = []
    size = 0
    try:
        for frame in answer.frames(request, fd):
            held.append(frame)
            size += len(frame) if isinstance(frame, bytes) else 0
            if size > HELD_BYTES:
                return None
    except Again:
        answer.reusable = True
        return None
    return held if _by_itself(held, answer) else None


def _by_itself(held: list[Frame | bytes], answer: Answer) -> bool:
    """Whether the answer is the file's own: not the fault of a process that other files had worn out."""
    last = held[-1]
    failed = isinstance(last, End) and last.reason in {Reason.READER_FAILED, Reason.TOO_LARGE} and not last.rung
    return answer.killed_for is not None or not failed
