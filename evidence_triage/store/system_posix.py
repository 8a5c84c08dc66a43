"""What Linux and macOS do in their own way: locks between processes, core dumps, durability, kinds of file system."""

import fcntl
import os
import platform
import resource
import sys
import uuid
from pathlib import Path

assert sys.platform != "win32"  # says to the type checker, too, where this file is read

NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "lustre",
        "beegfs",
        "glusterfs",
        "davfs",
        "webdav",
        "afpfs",
        "fuse.sshfs",
        "fuse.davfs",
    }
)


def try_lock(descriptor: int, *, exclusive: bool) -> bool:
    """Takes (or changes to) a lock on an open file without waiting; it ends with the descriptor, after a crash too."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def no_core_dumps() -> None:
    """Sets the size of core dumps to one byte: less than any file, and what Linux takes as "none" where dumps are piped."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    least = 1 if most == resource.RLIM_INFINITY or most >= 1 else 0
    resource.setrlimit(resource.RLIMIT_CORE, (least, least))


def flush(path: Path) -> None:
    """Makes a file, or the names in a folder, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def machine() -> tuple[str, str]:
    """An id of this machine that stays the same from one start to the next, and its name for people.

    The system's own file first: asking for the network card needs a socket, which a process may be without.
    """
    try:
        return f"{platform.node()}/{Path('/etc/machine-id').read_text(encoding='ascii').strip()}", platform.node()
    except OSError:
        number = uuid.getnode()
    hardware = "" if number >> 40 & 1 else f"{number:012x}"  # a multicast address was drawn at random
    return f"{platform.node()}/{hardware}", platform.node()


def is_network_folder(folder: Path) -> bool:
    """Whether a folder lies on a network file system, as far as the system tells (Linux does, macOS does not)."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return mounted_as(mounts, os.path.realpath(folder)) in NETWORK_TYPES


def mounted_as(mounts: str, path: str) -> str:
    """The type of the file system that holds a path, by the text of `/proc/self/mountinfo` (proc(5))."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split()[4].encode().decode("unicode_escape")
        if len(point) >= best and (path == point or path.startswith(point.rstrip("/") + "/")):
            best, kind = len(point), after.split()[0]
    return kind
