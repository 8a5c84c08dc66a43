"""The force's recovery keys: two private files to be kept apart, and one public file that every new case is given.

The first opens people and material when passphrases are lost; the second opens nothing but what is privileged, to admit
a reviewer. Texts of hex lines, so that they can be printed and put into an envelope.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from evidence_triage.errors import UsageError
from evidence_triage.store import PersonKeys

PUBLIC = "evidence-triage recovery public key 1"
RECOVERY = "evidence-triage recovery private key 1"
PRIVILEGE = "evidence-triage privilege recovery private key 1"
PRIVILEGE_RECOVERY = "evidence-triage privilege recovery 1"  # what the privilege key in its box is bound to
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class RecoveryPublic:
    """What a case is given: X25519 and Ed25519 of the recovery key, X25519 of the privilege recovery key."""

    wrapping: bytes
    signing: bytes
    privilege: bytes


@dataclass(frozen=True, slots=True)
class RecoveryFiles:
    """The three texts; the two private ones belong to different people."""

    public: str
    recovery: str
    privilege: str


def make_recovery_keys() -> RecoveryFiles:
    """New recovery keys of a force."""
    keys, privilege = PersonKeys.new(), X25519PrivateKey.generate()
    public = _text(PUBLIC, keys.public_wrapping, keys.public_signing, privilege.public_key().public_bytes_raw())
    return RecoveryFiles(
        public, _text(RECOVERY, keys.wrapping, keys.signing), privilege_text(privilege.private_bytes_raw())
    )


def privilege_text(private: bytes) -> str:
    """The text of a privilege recovery key."""
    return _text(PRIVILEGE, private)


def read_public(data: bytes) -> RecoveryPublic:
    """The public keys in a file.

    Raises:
        UsageError: it is another file.
    """
    return RecoveryPublic(*_keys(data, PUBLIC, 3))


def read_recovery(data: bytes) -> PersonKeys:
    """The private recovery keys in a file.

    Raises:
        UsageError: it is another file.
    """
    return PersonKeys(*_keys(data, RECOVERY, 2))


def read_privilege(data: bytes) -> bytes:
    """The private privilege recovery key in a file.

    Raises:
        UsageError: it is another file.
    """
    return _keys(data, PRIVILEGE, 1)[0]


def _text(title: str, *keys: bytes) -> str:
    return "\n".join([title, *(key.hex(" ", 4) for key in keys)]) + "\n"


def _keys(data: bytes, title: str, count: int) -> list[bytes]:
    try:
        first, *lines = data.decode("ascii").split("\n")
        keys = [bytes.fromhex(line) for line in lines if line.strip()]
    except ValueError:
        first, keys = "", []
    if first.strip() != title or len(keys) != count or any(len(key) != KEY_BYTES for key in keys):
        raise UsageError(what=f"This file is not an {title.removesuffix(' 1')}.")
    return keys
