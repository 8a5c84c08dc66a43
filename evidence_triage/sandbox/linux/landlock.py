"""The wall where the machine allows no namespaces (most containers): Landlock for files, seccomp for everything else.

Landlock (Linux 5.13 and later) lets a process give up, for good, every folder that it does not name.
"""

import ctypes
import os
import struct
import sys

assert sys.platform == "linux"

from evidence_triage.errors import IsolationMissing, OfficeMissing
from evidence_triage.sandbox import launch
from evidence_triage.sandbox.linux import seccomp, view
from evidence_triage.sandbox.linux.wall import ServerWall, started
from evidence_triage.sandbox.provider import WallKind
from evidence_triage.words import Reason

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 1, 38
_ALL_FILE_RIGHTS = (1 << 13) - 1
_RUN, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_ALL_TCP_RIGHTS, _ALL_SCOPES = 3, 3
_TCP_SINCE, _SCOPES_SINCE = 4, 6
_CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class Landlocked:
    """Files by Landlock, calls by seccomp; the processes of the machine stay in one list with ours."""

    name = "landlock"
    lacks: tuple[str, ...] = (
        "Readers share the machine's list of processes and its clock settings; they cannot reach into them.",
        "Office files are not made into pages, since that needs a disk in memory of its own.",
    )

    def __init__(self, reader: str = "") -> None:
        self._reader = reader

    def start(self, kind: WallKind) -> ServerWall:
        if not seccomp.installable() or version() < 1:
            raise IsolationMissing(what="the kernel has neither namespaces nor Landlock for us")
        if kind is WallKind.OFFICE:
            raise OfficeMissing(reason=Reason.UNKNOWN_KIND)
        paths = view.visible(self._reader, kind)
        restricted = f"from evidence_triage.sandbox.linux.landlock import restrict_to; restrict_to({paths!r}); "
        return started(launch.python(restricted + view.server_code(self._reader, kind), self._reader))


def version() -> int:
    """Which version of Landlock the kernel has; below 1: none."""
    return int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION))


def restrict_to(paths: list[str]) -> None:
    """From now on this process and all that come from it can read these paths, no other file by its name, and have no capability."""
    attributes = struct.pack("QQQ", _ALL_FILE_RIGHTS, _tcp_rights(), _scopes())
    rules = _done(_libc.syscall(_CREATE_RULESET, attributes, _attribute_bytes(), 0))
    for path in paths:
        _allow(rules, path, _RUN | _READ_FILE | _READ_FOLDER)
    _allow(rules, "/dev/null", _READ_FILE | _WRITE_FILE)
    for path in ("/dev/urandom", f"/proc/{os.getpid()}/statm"):
        _allow(rules, path, _READ_FILE)
    _done(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _done(_libc.syscall(_RESTRICT_SELF, rules, 0))
    os.close(rules)
    _done(_libc.capset(struct.pack("Ii", _CAPABILITY_VERSION, 0), bytes(24)))


def _allow(rules: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        folder = os.path.isdir(path)
        rule = struct.pack("=Qi", rights if folder else rights & ~_READ_FOLDER, place)
        _done(_libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


def _tcp_rights() -> int:
    return _ALL_TCP_RIGHTS if version() >= _TCP_SINCE else 0


def _scopes() -> int:
    return _ALL_SCOPES if version() >= _SCOPES_SINCE else 0


def _attribute_bytes() -> int:
    """How much of the attributes this kernel knows."""
    return 24 if version() >= _SCOPES_SINCE else 16 if version() >= _TCP_SINCE else 8


def _done(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "the kernel refused Landlock")
    return result
