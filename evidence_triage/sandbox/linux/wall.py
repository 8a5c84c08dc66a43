"""The program's side of a wall on Linux: the started server, and channels to the processes that it forks."""

import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress

assert sys.platform == "linux"

from evidence_triage.errors import IsolationMissing
from evidence_triage.sandbox import wire
from evidence_triage.sandbox.linux.server import READY, STATUS
from evidence_triage.sandbox.protocol import Request
from evidence_triage.sandbox.provider import Gone, TooSlow
from evidence_triage.sandbox.wire import Letter

START_SECONDS = 20.0
STATUS_SECONDS = 2.0
RECEIVE_BYTES = 1 << 18
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
}


class SocketChannel:
    """A process behind the wall: frames over `channel`, its life on `leash`."""

    def __init__(self, channel: socket.socket, leash: socket.socket) -> None:
        self._channel = channel
        self._leash = leash
        self._waiting = bytearray()

    def ask(self, request: Request, fd: int, seconds: float) -> None:
        body = wire.from_request(request)
        head = wire.HEADER.pack(Letter.REQUEST.value, len(body))
        self._channel.settimeout(seconds)
        try:
            sent = socket.send_fds(self._channel, [head], [fd])
            self._channel.sendall(head[sent:] + body)
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            raise Gone(self._fate()) from None

    def read(self, count: int, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        while len(self._waiting) < count:
            self._waiting += self._receive(until - time.monotonic())
        data = bytes(self._waiting[:count])
        del self._waiting[:count]
        return data

    def _receive(self, seconds: float) -> bytes:
        """What has come, waiting for the first byte of it."""
        if seconds <= 0:
            raise TooSlow
        self._channel.settimeout(seconds)
        try:
            piece = self._channel.recv(RECEIVE_BYTES)
        except TimeoutError:
            raise TooSlow from None
        except OSError:
            piece = b""
        if not piece:
            raise Gone(self._fate())
        return piece

    def kill(self) -> None:
        with suppress(OSError):
            self._leash.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._leash.close()
        self._channel.close()

    def _fate(self) -> str:
        """How the process ended, in words."""
        try:
            self._leash.settimeout(STATUS_SECONDS)
            (code,) = STATUS.unpack(self._leash.recv(STATUS.size))
        except (OSError, struct.error):
            return "its process was ended"
        return f"its process was ended by signal {-code}" if code < 0 else f"its process ended with status {code}"


class ServerWall:
    """A fork server behind a wall; `command` starts it with the control socket as the given descriptor."""

    def __init__(self, starter: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._starter = starter
        self._control = control
        self._wait_until_ready()

    def process(self) -> SocketChannel:
        (channel, inner), (leash, held) = (socket.socketpair() for _ in range(2))
        with inner, held:
            try:
                socket.send_fds(self._control, [b"fork"], [inner.fileno(), held.fileno()])
            except OSError:
                raise Gone("the wall has ended") from None
        return SocketChannel(channel, leash)

    def close(self) -> None:
        self._control.close()
        self._starter.kill()
        self._starter.wait()
        if self._starter.stderr:
            self._starter.stderr.close()

    def _wait_until_ready(self) -> None:
        self._control.settimeout(START_SECONDS)
        try:
            if self._control.recv(len(READY)) == READY:
                self._control.settimeout(None)
                return
        except OSError:
            pass
        self._starter.kill()
        _, said = self._starter.communicate()
        self.close()
        raise IsolationMissing(what=_last_line(said) or "the server inside did not start")


def started(command: list[str]) -> ServerWall:
    """Runs `command`, in which `{control}` stands for the number of the control socket's descriptor."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        starter = subprocess.Popen(
            [part.replace("{control}", str(theirs.fileno())) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
            env=ENVIRONMENT,
            start_new_session=True,
        )
    return ServerWall(starter, ours)


def _last_line(said: bytes) -> str:
    """The last line a program said, for the person who looks after this machine."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
