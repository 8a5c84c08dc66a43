"""Parsers as an attacker would have them: what a reader does once hostile bytes have taken it over.

The sandbox is told to use this module in place of the readers; the file's name says which of them runs.
"""

import ctypes
import json
import os
import pickle
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path

from evidence_triage.sandbox.protocol import Child, ChildEnd, End, Head, Request, Send, Text
from evidence_triage.words import Kind, Place

CHANNEL = 3
BIG = 1 << 20


def run(request: Request, fd: int, send: Send) -> None:
    ATTACKS[request.name](request, fd, send)


def raw(letter: bytes, body: bytes, length: int | None = None) -> None:
    """Writes a frame past the sender, as code that has taken over the process can."""
    data = struct.pack("!cI", letter, len(body) if length is None else length) + body
    while data:
        data = data[os.write(CHANNEL, data) :]


def well(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text", title=os.pread(fd, 100, 0).decode()))
    send(End(rung="well"))


def with_pickle(request: Request, fd: int, send: Send) -> None:
    raw(b"J", pickle.dumps(Bomb()))


class Bomb:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch /tmp/pickled",)


def json_without_end(request: Request, fd: int, send: Send) -> None:
    chunk = b'{"frame":"text","text":"' + b"x" * BIG
    for _ in range(10_000):
        raw(b"J", chunk, length=(4 << 30) - 1)
        chunk = b"x" * BIG


def frames_without_end(request: Request, fd: int, send: Send) -> None:
    while True:
        send(Child(Place.MEMBER, "x" * 4_000, "y" * 16_000))
        send(b"z" * BIG)
        send(ChildEnd())


def deep_json(request: Request, fd: int, send: Send) -> None:
    raw(b"J", b'{"frame":"text","text":"x","more":' + b"[" * 5_000_000 + b"]" * 5_000_000 + b"}")


def forged(request: Request, fd: int, send: Send) -> None:
    child = {
        "frame": "child",
        "place": "attachment",
        "name": "a",
        "locator": "a",
        "sha256": "0" * 64,
        "size": 5,
        "properties": [["sha256", "0" * 64]],
    }
    raw(b"J", json.dumps(child).encode())
    send(b"the bytes themselves")
    send(ChildEnd())
    send(End(rung="forged"))


def climbing_names(request: Request, fd: int, send: Send) -> None:
    for name in ("../../../../etc/passwd", "/etc/shadow", "..\\..\\boot.ini", "CON", "a\x00b", "\u202egnp.exe"):
        send(Child(Place.MEMBER, name, name))
        send(b"x")
        send(ChildEnd())
    send(End(rung="names"))


def fork_bomb(request: Request, fd: int, send: Send) -> None:
    while True:
        os.fork()


def thread_bomb(request: Request, fd: int, send: Send) -> None:
    while True:
        threading.Thread(target=threading.Event().wait).start()


def memory_bomb(request: Request, fd: int, send: Send) -> None:
    held = []
    while True:
        held.append(bytearray(64 * BIG))


def endless(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text", title="before"))
    while True:
        pass


def asleep(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text", title="before"))
    threading.Event().wait()


def drop_by_drop(request: Request, fd: int, send: Send) -> None:
    while True:
        os.write(CHANNEL, b"")
        threading.Event().wait(0.05)
        send(Child(Place.MEMBER, "x", "x"))
        send(ChildEnd())


def crash(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text", title="before"))
    send(Child(Place.ATTACHMENT, "half", "half"))
    send(b"half of it")
    ctypes.string_at(0)


def exits(request: Request, fd: int, send: Send) -> None:
    os._exit(0)


def raises(request: Request, fd: int, send: Send) -> None:
    raise ValueError("a mistake of the reader's own")


def recursion(request: Request, fd: int, send: Send) -> None:
    recursion(request, fd, send)


def no_end(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text"))


def long_text(request: Request, fd: int, send: Send) -> None:
    send(Text("x" * 30_000_000))
    send(End(rung="long"))


def half_letters(request: Request, fd: int, send: Send) -> None:
    send(Head(kind=Kind.DOCUMENT, format="text", title="a\ud800b"))
    send(End(rung="half"))


def native(request: Request, fd: int, send: Send) -> None:
    send.native()
    send(Head(kind=Kind.DOCUMENT, format="native"))
    send(End(rung="native"))


def tries(request: Request, fd: int, send: Send) -> None:
    """Does everything that it must not be able to, and says what came of each."""
    outcomes = {name: _outcome(attempt) for name, attempt in _attempts(request, fd).items()}
    send(Head(kind=Kind.DOCUMENT, format="text", properties=list(outcomes.items())))
    send(End(rung="tries"))


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        return f"worked: {str(attempt())[:300]}"
    except Exception as error:  # noqa: BLE001 - whatever refuses it, it was refused
        return f"refused: {type(error).__name__}"


def _attempts(request: Request, fd: int) -> dict[str, Callable[[], object]]:
    outside, server = str(request.params["outside"]), os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    return {
        "internet socket": lambda: socket.socket(socket.AF_INET),
        "internet socket v6": lambda: socket.socket(socket.AF_INET6),
        "local socket": lambda: socket.socket(socket.AF_UNIX),
        "raw packets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
        "name lookup": lambda: socket.getaddrinfo("example.test", 80),
        "a file of the case": lambda: Path(outside).read_text(),
        "the folder of the case": lambda: list(Path(outside).parent.iterdir()),
        "homes": lambda: (
            [
                *Path("/home").iterdir(),
                *(each for each in Path("/root").iterdir() if not each.name.startswith(".pyenv")),
            ]
            or 1 / 0
        ),
        "the password file": lambda: Path("/etc/shadow").read_text(),
        "the server's environment": lambda: Path(f"/proc/{server}/environ").read_bytes(),
        "the server's memory": lambda: Path(f"/proc/{server}/mem").open("rb"),
        "a secret of the environment": lambda: os.environ["EVIDENCE_TRIAGE_PASSPHRASE"],
        "write beside": lambda: Path(outside).write_text("changed"),
        "write to /tmp": lambda: Path("/tmp/written").write_text("x"),
        "write to shared memory": lambda: Path("/dev/shm/written").write_text("x"),
        "write to the package": lambda: Path(__file__).with_name("written").write_text("x"),
        "open the exhibit for writing": lambda: os.open(f"/proc/self/fd/{fd}", os.O_WRONLY),
        "empty the exhibit": lambda: os.open(f"/proc/self/fd/{fd}", os.O_RDONLY | os.O_TRUNC),
        "write through the descriptor": lambda: os.write(fd, b"x"),
        "shorten the exhibit": lambda: os.ftruncate(fd, 0),
        "change the exhibit's rights": lambda: os.fchmod(fd, 0o777),
        "change the exhibit's times": lambda: os.utime(fd, (0, 0)),
        "remove": lambda: Path(outside).unlink(),
        "memory file": lambda: os.write(os.memfd_create("x"), b"x"),
        "fork": os.fork,
        "start a program": lambda: os.execv("/bin/true", ["true"]),
        "kill the server": lambda: os.kill(server, 9),
        "kill everyone": lambda: os.kill(-1, 9),
        "trace the server": lambda: _checked(libc.ptrace(16, server, 0, 0)),
        "new namespaces": lambda: _checked(libc.unshare(0x10000000)),
        "mount": lambda: _checked(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)),
        "io_uring": lambda: _checked(libc.syscall(425, 1, ctypes.create_string_buffer(256))),
        "kernel keys": lambda: _checked(libc.syscall(250, 0, 0)),
        "more rights to open files": lambda: __import__("resource").setrlimit(7, (100_000, 100_000)),
        "become dumpable": lambda: _checked(libc.prctl(4, 1, 0, 0, 0)),
    }


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


ATTACKS: dict[str, Callable[[Request, int, Send], None]] = {
    each.__name__: each
    for each in (
        *(
            well,
            with_pickle,
            json_without_end,
            frames_without_end,
            deep_json,
            forged,
            climbing_names,
            fork_bomb,
            thread_bomb,
        ),
        *(memory_bomb, endless, asleep, drop_by_drop, crash, exits, raises, recursion, no_end, long_text, half_letters),
        *(native, tries),
    )
}
