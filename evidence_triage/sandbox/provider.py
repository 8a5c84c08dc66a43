"""What a way of isolating parser processes gives, whichever system it is on.

A `Provider` starts a `Wall`; a wall gives a `Channel` for each process inside it. The program talks only through
channels, and believes nothing that comes over them (`checked`).
"""

from enum import Enum
from typing import Protocol

from evidence_triage.sandbox.protocol import Request


class Gone(Exception):
    """The process ended, or was ended, before its answer was whole. The text says how."""


class TooSlow(Exception):
    """The process did not answer in the time it had."""


class Channel(Protocol):
    """One parser process, as the program sees it. Used by one thread at a time, except `kill`."""

    def ask(self, request: Request, fd: int, seconds: float) -> None:
        """Sends a request with its file (a readable descriptor that stays the caller's).

        Raises: Gone, TooSlow.
        """

    def read(self, count: int, seconds: float) -> bytes:
        """The next `count` bytes of the answer, waiting at most so long.

        Raises: Gone, TooSlow.
        """

    def kill(self) -> None:
        """Ends the process at once, from any thread; whoever reads gets `Gone`. Ending it twice does nothing."""

    def close(self) -> None:
        """Ends the process and gives back what it held."""


class WallKind(Enum):
    """What the processes behind a wall are for."""

    PURE = "pure Python reads; a process may read many files of one source"
    NATIVE = "native libraries are loaded; a process reads one file"
    OFFICE = "one office program is run once; it may start programs and write to memory"


class Wall(Protocol):
    """A started isolation; may be used by many threads."""

    def process(self) -> Channel:
        """A fresh process inside.

        Raises: Gone: the wall itself has ended.
        """

    def close(self) -> None:
        """Ends everything inside."""


class Provider(Protocol):
    """A way of isolating. `name` goes into the log; `lacks` says in sentences what it cannot hold back."""

    name: str
    lacks: tuple[str, ...]

    def start(self, kind: WallKind) -> Wall:
        """Starts a wall.

        Raises: IsolationMissing: it does not work on this machine.
        """
