"""No network, for this process and all that come from it (R32): the kernel refuses where it can, Python's own hook as well.

Called once, before anything else is imported that could want one. There is no way back, and no setting.
"""

import sys

REFUSED = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})
LOCAL_FAMILY = "AF_UNIX"


def close() -> bool:
    """Closes the network to this process; whether the kernel keeps it closed (else Python's hook does, alone)."""
    sys.addaudithook(_refuse)
    return _by_the_kernel()


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raises for every socket call that could leave the machine; sockets of the system's own go on."""
    if event in REFUSED and getattr(getattr(arguments[0], "family", None), "name", "") != LOCAL_FAMILY:
        raise PermissionError("this program makes no network connection")


def _by_the_kernel() -> bool:
    if sys.platform != "linux":
        return False
    from evidence_triage.sandbox.linux import seccomp

    if not seccomp.installable():
        return False
    try:
        seccomp.install(seccomp.network_filter())
    except OSError:
        return False
    return True
