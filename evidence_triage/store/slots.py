"""A person's slot: two private keys behind a passphrase (Argon2id, RFC 9106), and the keys wrapped to them.

Every slot looks the same from outside: what a person does not hold is wrapped for nobody. A slot names nobody; four bits
of a salted hash of the name say which slots to try first, so that a case of many people opens as quickly as one of few.
"""

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from evidence_triage.store.keys import KEY_BYTES, unwrap, wrap, wrap_for_nobody

MEMORY_KIB, ITERATIONS, LANES = 64 * 1024, 3, 4  # RFC 9106, second recommended choice
MOST_MEMORY_KIB, MOST_ITERATIONS, MOST_LANES = 2 * 1024 * 1024, 10, 16
SALT_BYTES = 16
HINTS = 16
WRAPS = ("people", "case", "privilege")  # what a slot may carry, always all three

_NONCE = bytes(12)  # the key comes from a fresh salt and encrypts once


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """A person's private keys: X25519 opens what was wrapped to them, Ed25519 signs what they do."""

    wrapping: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "PersonKeys":
        return cls(X25519PrivateKey.generate().private_bytes_raw(), Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public_wrapping(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.wrapping).public_key().public_bytes_raw()

    @property
    def public_signing(self) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in `case.toml` for one person; `secret` is both private keys under the passphrase."""

    id: str
    hint: int
    salt: bytes
    memory_kib: int
    iterations: int
    lanes: int
    secret: bytes
    wraps: dict[str, bytes]

    def acceptable(self) -> bool:
        """Whether the work asked for is neither too little to be safe nor too much to be honest."""
        return (
            MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB
            and ITERATIONS <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
        )

    def open(self, passphrase: str) -> PersonKeys | None:
        """The private keys, or None for another passphrase (or a slot that asks for unacceptable work)."""
        if not self.acceptable():
            return None
        key = _stretched(passphrase, self.salt, self.memory_kib, self.iterations, self.lanes)
        try:
            plain = AESGCM(key).decrypt(_NONCE, self.secret, self.id.encode())
        except InvalidTag:
            return None
        return PersonKeys(plain[:KEY_BYTES], plain[KEY_BYTES:])

    def held(self, which: str, keys: PersonKeys) -> bytes | None:
        """The wrapped key `which` (one of WRAPS), or None where the person does not hold it."""
        return unwrap(self.wraps[which], keys.wrapping, _purpose(which))

    def holding(self, public_wrapping: bytes, **keys: bytes | None) -> "Slot":
        """The same slot with these keys wrapped to it, or taken from it (None)."""
        wraps = {which: _wrapped(which, key, public_wrapping) for which, key in keys.items()}
        return replace(self, wraps={**self.wraps, **wraps})


def new_slot(keys: PersonKeys, name: str, passphrase: str, **held: bytes | None) -> Slot:
    """A slot for a person and their passphrase; `held` are the keys wrapped to it, by the names in WRAPS."""
    salt, slot_id = os.urandom(SALT_BYTES), os.urandom(8).hex()
    stretched = _stretched(passphrase, salt, MEMORY_KIB, ITERATIONS, LANES)
    secret = AESGCM(stretched).encrypt(_NONCE, keys.wrapping + keys.signing, slot_id.encode())
    wraps = {which: _wrapped(which, held.get(which), keys.public_wrapping) for which in WRAPS}
    return Slot(slot_id, name_hint(salt, name), salt, MEMORY_KIB, ITERATIONS, LANES, secret, wraps)


def plain_name(name: str) -> str:
    """A name as it is compared: composed, without outer or double spaces, case folded."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def name_hint(salt: bytes, name: str) -> int:
    """Four bits of a salted hash of the name: enough to try fewer slots, too few to tell who somebody is."""
    return hashlib.sha256(salt + plain_name(name).encode()).digest()[0] % HINTS


def _stretched(passphrase: str, salt: bytes, memory_kib: int, iterations: int, lanes: int) -> bytes:
    """The key behind a passphrase; composed first, so that two keyboards type the same one."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(salt=salt, length=KEY_BYTES, iterations=iterations, lanes=lanes, memory_cost=memory_kib).derive(
        secret
    )


def _wrapped(which: str, key: bytes | None, public: bytes) -> bytes:
    return wrap_for_nobody(_purpose(which)) if key is None else wrap(key, public, _purpose(which))


def _purpose(which: str) -> str:
    return f"evidence-triage {which} key 1"
