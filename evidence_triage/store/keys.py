"""Keys derived from the case's random keys (HKDF-SHA256), and wrapping a key to a person (HPKE, RFC 9180).

Nothing is put together by hand: HKDF, HPKE (X25519, HKDF-SHA256, AES-256-GCM) and AES key wrapping of `cryptography`.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
WRAP_BYTES = 80

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def random_key() -> bytes:
    """32 bytes from the system."""
    return os.urandom(KEY_BYTES)


def derived(key: bytes, case_id: bytes, purpose: str) -> bytes:
    """The 32-byte key for one purpose under a random key of the case."""
    return HKDF(SHA256(), KEY_BYTES, salt=case_id, info=f"evidence-triage {purpose} 1".encode()).derive(key)


@dataclass(frozen=True, slots=True)
class CaseKeys:
    """What reading and writing the material needs; derived, so that a job's process never holds the case key."""

    database: bytes
    blob: bytes
    name: bytes

    @classmethod
    def of(cls, case_key: bytes, case_id: bytes) -> "CaseKeys":
        return cls(*(derived(case_key, case_id, purpose) for purpose in ("database", "blob", "name")))


def wrap(key: bytes, public: bytes, purpose: str) -> bytes:
    """A 32-byte key as only the holder of the private half of `public` can read it: 80 bytes."""
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), info=purpose.encode())


def unwrap(wrapped: bytes, private: bytes, purpose: str) -> bytes | None:
    """The key, or None where it was wrapped for nobody or for somebody else."""
    try:
        return _SUITE.decrypt(wrapped, X25519PrivateKey.from_private_bytes(private), info=purpose.encode())
    except (InvalidTag, ValueError):
        return None


def wrap_for_nobody(purpose: str) -> bytes:
    """What looks like a wrapped key to all but the holder of the slot: nobody has its private half."""
    return wrap(random_key(), X25519PrivateKey.generate().public_key().public_bytes_raw(), purpose)
