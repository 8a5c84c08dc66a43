"""The lease binds an open case to one machine: any number of our processes there share it, another machine waits.

The file `lease` names the machine, encrypted; a lock on it, which ends with the process, tells the last one to leave.
After a crash the same machine goes on; another opens only knowingly.
"""

import json
import os
import time
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evidence_triage.errors import Busy, OpenElsewhere
from evidence_triage.store.system import machine, try_lock

SIZE = 512
WAIT_SECONDS = 5.0
_NONCE = 12


class Lease:
    """This process's share of the lease. `alone` while no other process of this machine has the case open."""

    def __init__(self, descriptor: int, key: bytes) -> None:
        self._descriptor, self.key = descriptor, key

    @classmethod
    def take(cls, path: Path, key: bytes, since: str, *, over: bool = False) -> "Lease":
        """Takes a share; `over` takes the lease of another machine away, knowingly.

        Raises:
            OpenElsewhere: another machine has the case open, or had it when it crashed.
        """
        lease = cls(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), key)
        try:
            lease._settle(since, over)
        except BaseException:
            os.close(lease._descriptor)
            raise
        return lease

    def _settle(self, since: str, over: bool) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            if try_lock(self._descriptor, exclusive=True):
                self._write(self._checked(since, over))
                if try_lock(self._descriptor, exclusive=False):
                    return
            elif try_lock(self._descriptor, exclusive=False) and self._read() is not None:
                self._checked(since, over=False)
                return
            time.sleep(0.002)
        raise Busy()

    def _checked(self, since: str, over: bool) -> dict[str, str]:
        """What the lease says from now on."""
        mine, name = machine()
        held = self._read()
        if held and held["machine"] != mine and not over:
            raise OpenElsewhere(machine=held["name"], since=held["since"])
        return held if held and held["machine"] == mine else {"machine": mine, "name": name, "since": since}

    def alone(self) -> bool:
        """Whether no other process of this machine has the case open; if so, none gets in until `share`."""
        if try_lock(self._descriptor, exclusive=True):
            return True
        self.share()  # Linux drops the share it had when it cannot change it
        return False

    def share(self) -> None:
        """Lets others in again after `alone`."""
        while not try_lock(self._descriptor, exclusive=False):
            time.sleep(0.002)

    def rekey(self, key: bytes) -> None:
        """Goes on under another key; while `alone`."""
        held, self.key = self._read(), key
        if held is not None:
            self._write(held)

    def let_go(self) -> None:
        """Gives the share back; the last process of the machine ends the lease."""
        if try_lock(self._descriptor, exclusive=True):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _read(self) -> dict[str, str] | None:
        """Who holds the lease; None where nobody does. One that cannot be read is taken for nobody's."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        data = os.read(self._descriptor, SIZE + _NONCE + 16)
        if not data:
            return None
        try:
            held: dict[str, str] = json.loads(AESGCM(self.key).decrypt(data[:_NONCE], data[_NONCE:], b"lease"))
        except (InvalidTag, ValueError):
            return None
        return held

    def _write(self, held: dict[str, str]) -> None:
        nonce = os.urandom(_NONCE)
        plain = json.dumps(held).encode().ljust(SIZE)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, nonce + AESGCM(self.key).encrypt(nonce, plain, b"lease"))
