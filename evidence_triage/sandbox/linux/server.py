"""The clean fork server inside the wall: loads what readers need once, then forks a process for each that is asked for.

It never sees a byte of material, nor the channel over which a process talks with the program: it gets both ends'
descriptors and hands them on. For each process it keeps a *leash*, a socket whose other end the program holds. Let go
there, the process is killed; ended here, the leash carries the exit status out. It is process 1 of its namespace, so
that no process inside can kill it, and all of them end with it.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from functools import partial
from typing import NoReturn

assert sys.platform == "linux"

from evidence_triage.sandbox.inside import TASKS, preload
from evidence_triage.sandbox.linux import confine, seccomp
from evidence_triage.sandbox.linux.reader import read_files
from evidence_triage.sandbox.protocol import Task
from evidence_triage.sandbox.provider import WallKind

READY = b"ready"
STATUS = struct.Struct("!i")
CHANNEL_FD = 3


class Server:
    """Forks, watches and reaps; `tasks` is the fixed table of what a process may be asked."""

    def __init__(self, control: socket.socket, tasks: dict[Task, str], kind: WallKind) -> None:
        self._control = control
        self._tasks = tasks
        self._close_in = partial(confine.confine, kind=kind, loaded_bytes=confine.memory_in_use())
        self._leashes: dict[int, tuple[int, socket.socket]] = {}
        self._poller = select.poll()

    def serve(self) -> None:
        """Answers until the program lets go of the control socket."""
        waking, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for fd in (waking, self._control.fileno()):
            self._poller.register(fd, select.POLLIN)
        while self._turn(waking):
            pass

    def _turn(self, waking: int) -> bool:
        """Deals with what has happened; False once the program is gone.

        Leashes come first and new processes last: a descriptor closed in this turn may be given out again in it.
        """
        happened = {fd for fd, _ in self._poller.poll()}
        for leash in happened.intersection(self._leashes):
            self._poller.unregister(leash)
            os.kill(self._leashes[leash][0], signal.SIGKILL)
        if waking in happened:
            os.read(waking, 4096)
            self._reap()
        return self._control.fileno() not in happened or self._fork_one()

    def _fork_one(self) -> bool:
        """Takes one request for a process: two descriptors, its channel and its leash."""
        message, fds, _, _ = socket.recv_fds(self._control, 16, 2)
        if len(message) == 0 or len(fds) != 2:
            return False
        channel, leash = fds
        process = os.fork()
        if process == 0:
            self._become_reader(channel)
        os.close(channel)
        held = socket.socket(fileno=leash)
        self._leashes[leash] = (process, held)
        self._poller.register(leash, 0)
        return True

    def _become_reader(self, channel: int) -> NoReturn:
        """In the forked process: forgets all that is the server's, then reads what comes over the channel."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(channel, CHANNEL_FD)
            os.closerange(CHANNEL_FD + 1, 1 << 20)
            confine.die_with_server()
            read_files(CHANNEL_FD, self._tasks, self._close_in)
            status = 0
        finally:
            os._exit(status)

    def _reap(self) -> None:
        """Collects every ended process; its status goes out over its leash."""
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if process == 0:
                return
            self._tell(process, os.waitstatus_to_exitcode(status))

    def _tell(self, process: int, code: int) -> None:
        for fd, (owner, leash) in list(self._leashes.items()):
            if owner == process:
                del self._leashes[fd]
                with suppress(KeyError):
                    self._poller.unregister(fd)
                with leash, suppress(OSError):
                    leash.send(STATUS.pack(code))


def main(control_fd: int, reader: str, kind: str) -> NoReturn:
    """Runs the server over the control socket. `reader`: the module that answers EXTRACT ("" for the program's own).

    `kind`: the name of a `WallKind`.
    """
    os.umask(0o077)
    control = socket.socket(fileno=control_fd)
    tasks = {**TASKS, Task.EXTRACT: reader} if reader else dict(TASKS)
    preload(tasks, native=WallKind[kind] is not WallKind.PURE)
    confine.hide()
    seccomp.install(seccomp.server_filter())
    gc.collect()
    gc.freeze()
    _mute()
    control.send(READY)
    Server(control, tasks, WallKind[kind]).serve()
    os._exit(0)


def _mute() -> None:
    """From here on nothing is printed: what libraries say may be material."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
