"""Enters fresh namespaces with a root of our own making, and becomes the fork server: what bubblewrap does, where it is missing.

Run as a program of its own, with one thread. The order follows pivot_root(2) and user_namespaces(7).
"""

import ctypes
import os
import signal
import struct
import sys
from pathlib import Path
from typing import NoReturn

assert sys.platform == "linux"

NOBODY = 65534
MEMORY_DISK = "size=1g,mode=0700"
DEVICES = ("null", "zero", "random", "urandom")

_NEW_NAMESPACES = (
    0x10000000 | 0x00020000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x20000000
)  # user, mount, net, ipc, uts, pid
_MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE, _MS_RDONLY = 2, 4, 32, 4096, 16384, 1 << 18, 1
_MNT_DETACH, _AT_FDCWD, _AT_RECURSIVE = 2, -100, 0x8000
_PIVOT_ROOT, _MOUNT_SETATTR = {"x86_64": (155, 442), "aarch64": (41, 442)}.get(os.uname().machine, (0, 0))
_ATTRIBUTES_READ_ONLY = 1 | 2 | 4  # read-only, nosuid, nodev

_libc = ctypes.CDLL(None, use_errno=True)


def main(paths: list[str], command: list[str]) -> NoReturn:
    """Shows the `paths` read-only at their places, and nothing else; then runs the command as process 1 inside."""
    uid, gid = os.geteuid(), os.getegid()
    _done(_libc.unshare(_NEW_NAMESPACES), "separate from the system")
    _become_nobody(uid, gid)
    process = os.fork()
    if process == 0:
        _build_root(paths)
        _run_inside(command)
    _, status = os.waitpid(process, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _become_nobody(uid: int, gid: int) -> None:
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1", encoding="ascii")


def _build_root(paths: list[str]) -> None:
    """A root in memory with the paths bound into it, and the processes of this namespace; the old root is gone at the end."""
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount("tmpfs", "/tmp", "tmpfs", _MS_NOSUID | _MS_NODEV, "mode=0755")
    for folder in ("/tmp/old", "/tmp/new"):
        Path(folder).mkdir()
    _pivot("/tmp", "/tmp/old")
    _mount("tmpfs", "/new", "tmpfs", _MS_NOSUID | _MS_NODEV, "mode=0755")
    _memory_disk()
    for path in paths:
        _show(path)
    for name in DEVICES:
        _bind(f"/old/dev/{name}", f"/new/dev/{name}")
    _mount("proc", "/new/proc", "proc", _MS_NOSUID | _MS_NODEV)
    os.chdir("/new")
    _pivot(".", ".")
    _done(_libc.umount2(b".", _MNT_DETACH), "let go of the old root")
    os.chdir("/")


def _memory_disk() -> None:
    for folder in ("/new/tmp", "/new/dev", "/new/proc"):
        Path(folder).mkdir()
    _mount("tmpfs", "/new/tmp", "tmpfs", _MS_NOSUID | _MS_NODEV, MEMORY_DISK)


def _show(path: str) -> None:
    """Binds a path read-only; a link of the root stays a link."""
    old, new = f"/old{path}", f"/new{path}"
    if Path(old).is_symlink():
        Path(new).symlink_to(os.readlink(old))
        return
    _bind(old, new)
    attributes = struct.pack("QQQQ", _ATTRIBUTES_READ_ONLY, 0, 0, 0)
    result = _libc.syscall(_MOUNT_SETATTR, _AT_FDCWD, new.encode(), _AT_RECURSIVE, attributes, len(attributes))
    _done(result, "make a folder read-only")


def _bind(old: str, new: str) -> None:
    place = Path(new)
    place.parent.mkdir(parents=True, exist_ok=True)
    if Path(old).is_dir():
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    _mount(old, new, None, _MS_BIND | _MS_REC)


def _run_inside(command: list[str]) -> NoReturn:
    """Process 1: cannot write its root, and loses every capability by the exec."""
    _mount(None, "/", None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.execv(command[0], command)  # noqa: S606 - this process becomes the server


def _pivot(new: str, old: str) -> None:
    _done(_libc.syscall(_PIVOT_ROOT, new.encode(), old.encode()), "change the root")
    if new != ".":
        os.chdir("/")


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    given = (source and source.encode(), target.encode(), kind and kind.encode(), flags, options.encode() or None)
    _done(_libc.mount(given[0], given[1], given[2], ctypes.c_ulong(given[3]), given[4]), f"mount {target}")


def _done(result: int, what: str) -> None:
    """Ends the program, in words, where the kernel refused."""
    if result != 0:
        sys.exit(f"could not {what}: {os.strerror(ctypes.get_errno())}")
