"""A forked parser process: closes itself, then answers what comes over its channel until it may read no more."""

import os
import socket
import sys
from collections.abc import Callable

assert sys.platform == "linux"

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.inside import Sender, answer
from evidence_triage.sandbox.linux import confine
from evidence_triage.sandbox.protocol import SHARE, Limits, Request, Task


def read_files(channel_fd: int, tasks: dict[Task, str], close: Callable[[Limits], None]) -> None:
    """Reads one file, or several that pure Python alone reads, until the program hangs up.

    `close` shuts the process in, for good, before it sees the first.
    """
    channel = socket.socket(fileno=channel_fd)
    first = True
    while (received := _received(channel)) is not None:
        request, fd = received
        if first:
            close(request.limits)
        confine.grant_time(request.limits.seconds)
        answer(request, fd, Sender(channel.sendall, shared=SHARE in request.params), tasks)
        os.close(fd)
        first = False


def _received(channel: socket.socket) -> tuple[Request, int] | None:
    """The next request with its file; None when the program has hung up."""
    head, fds, _, _ = socket.recv_fds(channel, wire.HEADER.size, 1)
    if not head:
        return None
    head += _exactly(channel, wire.HEADER.size - len(head))
    _, length = wire.HEADER.unpack(head)
    return wire.to_request(_exactly(channel, length)), fds[0]


def _exactly(channel: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = channel.recv(min(length - len(data), wire.CHUNK_BYTES))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
