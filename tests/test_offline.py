"""R32: nothing leaves the machine, whatever a library tries; shown without the setting that makes some keep still."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRIES = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "a server": "import socket; socket.create_server(('127.0.0.1', 0))",
    "the C library": "import ctypes, os; c = ctypes.CDLL(None, use_errno=True); c.socket(2, 1, 0) < 0 and exit(1)",
    "another program": "import subprocess, sys; exit(subprocess.run([sys.executable, '-c', "
    '"import ctypes; exit(ctypes.CDLL(None).socket(2, 1, 0) < 0)"]).returncode)',
}
ONLY_THE_KERNEL = {"the C library", "another program"}


def closed(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Runs code after the network was closed, with an empty home and without `CI`."""
    told = {name: value for name, value in os.environ.items() if name != "CI"} | {"HOME": str(home)}
    line = f"from evidence_triage import offline; offline.close(); {code}"
    return subprocess.run([sys.executable, "-c", line], env=told, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", TRIES)
def test_no_way_out(what: str, tmp_path: Path) -> None:
    """R32: by Python, by the C library, by a program that was started."""
    if what in ONLY_THE_KERNEL and sys.platform != "linux":
        pytest.skip("only the kernel of Linux refuses this")
    assert closed(TRIES[what], tmp_path).returncode == 1


def test_the_systems_own_sockets_go_on(tmp_path: Path) -> None:
    """The screen's server and the readers' walls are reached by them."""
    pair = "import socket; a, b = socket.socketpair(); a.send(b'x'); exit(b.recv(1) != b'x')"
    assert closed(pair, tmp_path).returncode == 0


@pytest.mark.parametrize("program", ["evidence_triage.__main__", "ui.app"])
def test_each_program_closes_the_network_first(program: str) -> None:
    """R32: the first thing that a program's start does."""
    source = Path(sys.modules["evidence_triage"].__path__[0]).parent / f"{program.replace('.', '/')}.py"
    assert "offline.close()" in source.read_text("utf-8")
