"""Filters of system calls (seccomp, Linux 3.17 and later), written out as the kernel's BPF and installed by prctl.

No kept library does this without a system package, and the filters are short. Everything not named is answered as if
the kernel did not have it (ENOSYS), so that libraries take their older way instead of dying.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from functools import cache

assert sys.platform == "linux"

from evidence_triage.sandbox.linux import calls

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16

_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CLONE_THREAD = 0x00010000
_AF_UNIX, _AF_NETLINK = 1, 16
_HARMLESS_IOCTL = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
_HARMLESS_FCNTL = (0, 1, 2, 3, 4, 5, 1030, 1034)  # duplicate, flags, reading locks and seals
_HARMLESS_PRCTL = (15, 16, 0x53564D41)  # name of a thread, name of a mapping


def installable() -> bool:
    """Whether this processor's numbers are known here."""
    return platform.machine() in _AUDIT_ARCH


def install(program: bytes) -> None:
    """Puts this process and all that come from it under the filter, for good."""
    libc = ctypes.CDLL(None, use_errno=True)
    instructions = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused the filter of system calls")


def reader_filter(process: int) -> bytes:
    """What a process that reads one file may do: read what is open, compute, and answer. `process`: its own number."""
    to_itself = _when("kill", [_argument(0, process)]) + _when("tgkill", [_argument(0, process)])
    return _beginning() + to_itself + _reading() + _answer_errno(errno.ENOSYS)


def server_filter() -> bytes:
    """What the fork server and an office program may do: all but other sockets than the system's own, and the kernel's doors."""
    refused = b"".join(_call(name, _answer_errno(errno.EPERM)) for name in calls.KERNEL_ONLY)
    return _beginning() + _when("socket", [_argument(0, _AF_UNIX)]) + refused + _answer(_ALLOW)


def network_filter() -> bytes:
    """What the program itself may do, which needs no network: everything but sockets of the internet.

    The kernel's own (netlink) stay, since bubblewrap makes the walls of the readers with one.
    """
    return _beginning() + _when("socket", [_argument(0, _AF_UNIX, _AF_NETLINK)]) + _answer(_ALLOW)


@cache
def _reading() -> bytes:
    """The part of the reader's filter that is the same for every process."""
    plain = b"".join(_call(name, _answer(_ALLOW)) for name in calls.READING)
    refused = b"".join(_call(name, _answer_errno(errno.EPERM)) for name in (*calls.REFUSED, "socket"))
    return plain + refused + _by_argument()


def _by_argument() -> bytes:
    """Calls that are harmless with some arguments only: opening for reading, threads, own limits."""
    reading_only = [_no_bit(_WRITING_FLAGS)]
    return b"".join(
        (
            _when("open", [_load_argument(1), *reading_only], errno.EROFS),
            _when("openat", [_load_argument(2), *reading_only], errno.EROFS),
            _when("clone", [_load_argument(0), _with_bit(_CLONE_THREAD)]),
            _when("prlimit64", [_argument(0, 0)]),
            _when("ioctl", [_argument(1, *_HARMLESS_IOCTL)], errno.ENOTTY),
            _when("fcntl", [_argument(1, *_HARMLESS_FCNTL)]),
            _when("prctl", [_argument(0, *_HARMLESS_PRCTL)], errno.EINVAL),
        )
    )


def _beginning() -> bytes:
    """Dies on a foreign architecture's call; refuses the x32 table; leaves the call's number loaded."""
    arch = _step(_LOAD, _ARCH_AT) + _step(_EQUAL, _AUDIT_ARCH[platform.machine()], 1, 0) + _answer(_KILL)
    number = _step(_LOAD, _NUMBER_AT)
    if platform.machine() == "x86_64":
        number += _step(_AT_LEAST, _X32_BIT, 0, 1) + _answer_errno(errno.ENOSYS)
    return arch + number


def _call(name: str, then: bytes) -> bytes:
    """`then` for the call of this name; goes on for every other."""
    number = _number(name)
    return b"" if number is None else _step(_EQUAL, number, 0, len(then) // 8) + then


def _when(name: str, tests: list[bytes], otherwise: int = errno.EPERM) -> bytes:
    """Allows the call where its arguments pass, answers with an error where they do not."""
    return _call(name, b"".join(tests) + _answer_errno(otherwise))


def _argument(index: int, *values: int) -> bytes:
    """Allows where the argument is one of the values."""
    return _load_argument(index) + b"".join(_step(_EQUAL, value, 0, 1) + _answer(_ALLOW) for value in values)


def _load_argument(index: int) -> bytes:
    return _step(_LOAD, _ARGUMENTS_AT + 8 * index)


def _no_bit(bits: int) -> bytes:
    """Allows where the loaded argument has none of the bits."""
    return _step(_ANY_BIT, bits, 1, 0) + _answer(_ALLOW)


def _with_bit(bit: int) -> bytes:
    """Allows where the loaded argument has the bit."""
    return _step(_ANY_BIT, bit, 0, 1) + _answer(_ALLOW)


def _answer(what: int) -> bytes:
    return _step(_RETURN, what)


def _answer_errno(number: int) -> bytes:
    return _answer(_ERRNO | number)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction of the filter (struct sock_filter)."""
    return struct.pack("HBBI", code, if_true, if_false, value)


def _number(name: str) -> int | None:
    """The call's number on this processor."""
    for table in (calls.READING, calls.BY_ARGUMENT, calls.REFUSED, calls.KERNEL_ONLY):
        if name in table:
            return table[name][0 if platform.machine() == "x86_64" else 1]
    raise KeyError(name)
