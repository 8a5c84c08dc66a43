"""What one parser process may cost and do, set by itself before it sees a byte, for good.

Outside it stand the namespaces; here stand the resource limits and the filter of system calls.
"""

import ctypes
import os
import resource
import signal
import sys

assert sys.platform == "linux"

from evidence_triage.sandbox.linux import seccomp
from evidence_triage.sandbox.protocol import Limits
from evidence_triage.sandbox.provider import WallKind

PROCESSES = 1024
OFFICE_MEMORY_BYTES = 6 << 30
OFFICE_FILE_BYTES = 512 << 20
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def die_with_server() -> None:
    """Ends this process when the one that forked it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def hide() -> None:
    """Keeps other processes of the same user out of this one's memory, and its memory out of crash files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def confine(limits: Limits, kind: WallKind, loaded_bytes: int) -> None:
    """Closes the process: little memory, no byte to a disk, few files, no call that a reader does not need.

    `loaded_bytes`: the address space that it began with; what it may use comes on top.

    An office program has to start programs and write: it gets more memory, the wall's memory disk, and the wall alone.
    """
    office = kind is WallKind.OFFICE
    _limit(resource.RLIMIT_AS, loaded_bytes + (OFFICE_MEMORY_BYTES if office else limits.memory_bytes))
    _limit(resource.RLIMIT_FSIZE, OFFICE_FILE_BYTES if office else 0)
    _limit(resource.RLIMIT_NPROC, PROCESSES)
    _limit(resource.RLIMIT_CORE, 0)
    if not office:
        _limit(resource.RLIMIT_NOFILE, limits.open_files)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        seccomp.install(seccomp.reader_filter(os.getpid()))


def grant_time(seconds: float) -> None:
    """Allows so much more computing from now on; beyond it the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, resource.RLIM_INFINITY))


def memory_in_use() -> int:
    """Bytes of address space that this process has now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _limit(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(kind, (amount, amount))
