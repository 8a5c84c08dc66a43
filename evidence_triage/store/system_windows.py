"""What Windows does in its own way: locks between processes, durability, kinds of drive."""

import ctypes
import msvcrt
import os
import platform
import sys
import uuid
from ctypes import wintypes
from pathlib import Path

assert sys.platform == "win32"  # says to the type checker, too, where this file is read

_EXCLUSIVE, _AT_ONCE, _REMOTE = 2, 1, 4
_FAR = 1 << 30  # the locked byte lies far behind the file's content, which stays readable


class _Overlapped(ctypes.Structure):
    _fields_ = (
        ("internal", ctypes.c_void_p),
        ("internal_high", ctypes.c_void_p),
        ("offset", wintypes.DWORD),
        ("offset_high", wintypes.DWORD),
        ("event", wintypes.HANDLE),
    )


def try_lock(descriptor: int, *, exclusive: bool) -> bool:
    """Takes (or changes to) a lock on an open file without waiting; it ends with the descriptor, after a crash too."""
    kernel = ctypes.windll.kernel32
    handle, place = msvcrt.get_osfhandle(descriptor), _Overlapped(offset=_FAR)
    kernel.UnlockFileEx(wintypes.HANDLE(handle), 0, 1, 0, ctypes.byref(place))
    flags = _AT_ONCE | (_EXCLUSIVE if exclusive else 0)
    return bool(kernel.LockFileEx(wintypes.HANDLE(handle), flags, 0, 1, 0, ctypes.byref(place)))


def no_core_dumps() -> None:
    """Windows writes none by itself; its error reports are closed for this process."""
    ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)


def flush(path: Path) -> None:
    """Makes a file durable; names in folders need nothing."""
    if path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def machine() -> tuple[str, str]:
    """An id of this machine that stays the same from one start to the next, and its name for people."""
    number = uuid.getnode()
    hardware = "" if number >> 40 & 1 else f"{number:012x}"
    return f"{platform.node()}/{hardware}", platform.node()


def is_network_folder(folder: Path) -> bool:
    """Whether a folder lies on a network drive or behind a UNC path."""
    root = str(folder.resolve().anchor)
    return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE
