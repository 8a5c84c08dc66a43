"""The one verifier: what is hashed and signed, said once, in the standard library and `cryptography` alone.

The log writes through these functions, `verify CASE` and `verify BUNDLE` check through them, and a bundle carries this
very file, so that whoever believes nothing can compute everything again. Formats: docs/case-format.md.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Value = int | float | str | bytes | None
Row = Mapping[str, Value]

ROW_VERSION = 1
GENESIS = bytes(32)
EVENT_DOMAIN = "evidence-triage event 1"
SAFE_INTEGER = 2**53 - 1

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


# --- what is hashed -------------------------------------------------------------------------------------------------


def canonical(value: object) -> bytes:
    """Canonical JSON (RFC 8785) of a value made of objects with ASCII names, lists, texts, whole numbers and null.

    Within these, sorted names without spaces are the RFC's form exactly (a test compares with another library).
    """
    return _encode(value).encode()


def _plain(value: Value) -> object:
    """A database value as JSON holds it without loss: bytes as hex, great numbers and reals as text, each named so."""
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, float):
        return {"real": value.hex()}
    if isinstance(value, int) and abs(value) > SAFE_INTEGER:
        return {"integer": str(value)}
    return value


def row_digest(salt: bytes, table: str, row: Row | None, version: int = ROW_VERSION) -> bytes:
    """Salted SHA-256 of one row as it stands; empty columns are left out, so that a later column changes nothing.

    `row` is None for a row that was removed.
    """
    held = None if row is None else {name: _plain(value) for name, value in row.items() if value is not None}
    return hashlib.sha256(salt + canonical([version, table, held])).digest()


@dataclass(frozen=True, slots=True)
class RowMark:
    """That an event made or changed one row: its table, its primary key, and the salted digest of the row."""

    table: str
    key: int | str
    version: int
    digest: bytes


def rows_digest(marks: Iterable[RowMark]) -> bytes:
    """One SHA-256 over all rows of an event, in order of table and key (numbers before texts)."""
    ordered = sorted(marks, key=lambda mark: (mark.table, isinstance(mark.key, str), mark.key))
    whole = hashlib.sha256()
    for mark in ordered:
        whole.update(canonical([mark.table, mark.key, mark.version, mark.digest.hex()]) + b"\n")
    return whole.digest()


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one person, as it stands in the log. `time` is ISO 8601 with offset; `rows` is `rows_digest`."""

    sequence: int
    previous: bytes
    time: str
    person: int
    role: str
    act: str
    about: str
    people_head: str
    rows: bytes
    hash: bytes = b""
    signature: bytes = b""


def event_hash(chain: bytes, event: Event) -> bytes:
    """SHA-256 of an event's head. `chain` names case and chain: 16 bytes of case id, then `case` or `people`."""
    head = [
        EVENT_DOMAIN,
        chain.hex(),
        event.sequence,
        event.previous.hex(),
        event.time,
        event.person,
        event.role,
        event.act,
        event.about,
        event.people_head,
        event.rows.hex(),
    ]
    return hashlib.sha256(canonical(head)).digest()


# --- what is signed -------------------------------------------------------------------------------------------------


def signed_bytes(domain: str, subject: bytes, data: bytes) -> bytes:
    """What an Ed25519 key signs: domain and subject with their lengths, then the data; one domain for one purpose."""
    name = domain.encode()
    return b"".join((len(name).to_bytes(2, "big"), name, len(subject).to_bytes(2, "big"), subject, data))


def event_bytes(chain: bytes, sequence: int, digest: bytes) -> bytes:
    """What the acting person signs of an event: domain, case and chain, sequence, hash."""
    return signed_bytes(EVENT_DOMAIN, chain, sequence.to_bytes(8, "big") + digest)


def signature_holds(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the Ed25519 key `public` (32 bytes) signed `data`."""
    try:
        _key(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def _key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def fingerprint(public: bytes) -> str:
    """A signing key as people compare it: the first 20 bytes of its SHA-256, in groups of four hex digits."""
    digest = hashlib.sha256(b"evidence-triage key 1" + public).hexdigest()[:40]
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


# --- the chain ------------------------------------------------------------------------------------------------------


def link_fault(chain: bytes, before: Event | None, event: Event) -> str | None:
    """What is wrong with an event's place in the chain, in words, or None: number, link, hash."""
    if event.sequence != (before.sequence + 1 if before else 1):
        return f"act {event.sequence} does not follow act {before.sequence if before else 0}"
    if event.previous != (before.hash if before else GENESIS):
        return f"act {event.sequence} does not continue the act before it"
    if event.hash != event_hash(chain, event):
        return f"act {event.sequence} was changed after it was written"
    return None


def signature_fault(chain: bytes, event: Event, public: bytes | None) -> str | None:
    """What is wrong with an event's signature, in words, or None."""
    if public is None:
        return f"act {event.sequence} is by nobody whose key is known"
    if not signature_holds(public, event.signature, event_bytes(chain, event.sequence, event.hash)):
        return f"act {event.sequence} is not signed by the person it names"
    return None


# --- a bundle -------------------------------------------------------------------------------------------------------

BUNDLE_DOMAIN = "evidence-triage bundle 1"
BAGIT_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DECLARATION, ABOUT, SIGNATURE = "bagit.txt", "bag-info.txt", "signature.json"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
TAG_FILES = frozenset({DECLARATION, ABOUT, MANIFEST})
LISTING_BYTES = 256 << 20
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
LISTED = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What verifying a bundle found: the first thing that is wrong (None: nothing), and whose key signed it.

    `fingerprint` is empty where no signature could be read; `claimed` is the name that the signed bundle itself gives;
    `compared` says whether the fingerprint was compared with one that came another way.
    """

    fault: str | None
    files: int = 0
    fingerprint: str = ""
    claimed: str = ""
    compared: bool = False

    @property
    def intact(self) -> bool:
        return self.fault is None

    def words(self) -> str:
        """The report in one line for people; never a bare OK."""
        if self.fault is not None:
            return f"NOT intact: {self.fault}"
        compared = (
            "was compared with the one given" if self.compared else "was not compared with one that came another way"
        )
        return (
            f"Intact: {self.files} files, each as listed and signed. Signed by key {self.fingerprint}, which claims to be "
            f"that of {self.claimed or 'nobody named'}; this fingerprint {compared}."
        )


class _Fault(Exception):
    """The first thing that is wrong with a bundle, in words."""


def verify_bundle(folder: Path, fingerprint: str | None = None) -> BundleReport:
    """Checks everything that a bundle says of itself; opens none of the files handed over, only hashes them.

    `fingerprint` is the key's, as it came another way (by telephone, on paper); spaces and case do not matter.
    """
    files, name, claimed = 0, "", ""
    try:
        _require(folder.is_dir(), "there is no such folder")
        tags = _small(folder, TAG_MANIFEST)
        name = _signing_key(folder, tags)
        listed = _listing(folder, tags)
        claimed = _claimed(folder)
        _nothing_else(folder, listed)
        files = _every_hash(folder, listed)
        _require(fingerprint is None or _same(fingerprint, name), "it is signed by another key than the one given")
    except _Fault as fault:
        return BundleReport(str(fault), files, name, claimed, fingerprint is not None)
    except OSError as error:
        return BundleReport(f"a file cannot be read ({error.strerror})", files, name, claimed, fingerprint is not None)
    return BundleReport(None, files, name, claimed, fingerprint is not None)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise _Fault(otherwise)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\s", "", one).casefold() == re.sub(r"\s", "", other).casefold()


def _small(folder: Path, name: str) -> bytes:
    """A file that the verifier itself reads: one of the bag's own, never one that was handed over."""
    file = folder / name
    _require(file.is_file() and not file.is_symlink(), f"{name} is missing")
    _require(file.stat().st_size <= LISTING_BYTES, f"{name} is too large to be true")
    return file.read_bytes()


def _signing_key(folder: Path, tags: bytes) -> str:
    """The fingerprint of the key that signed the list of lists."""
    try:
        signed = json.loads(_small(folder, SIGNATURE))
        subject, public, signature = (bytes.fromhex(signed[name]) for name in ("subject", "public_key", "signature"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _Fault(f"{SIGNATURE} is not a signature") from error
    held = signature_holds(public, signature, signed_bytes(BUNDLE_DOMAIN, subject, tags))
    _require(held, f"the signature does not fit {TAG_MANIFEST}")
    return fingerprint(public)


def _listing(folder: Path, tags: bytes) -> dict[str, str]:
    """Every file that must be there, with its SHA-256, in both lists."""
    listed = _entries(tags, TAG_MANIFEST)
    missing = sorted(TAG_FILES - set(listed))
    _require(not missing, f"{TAG_MANIFEST} does not list {missing[0] if missing else ''}")
    _require(_small(folder, DECLARATION) == BAGIT_DECLARATION.encode(), f"{DECLARATION} does not declare BagIt 1.0")
    manifest = _small(folder, MANIFEST)
    _require(hashlib.sha256(manifest).hexdigest() == listed[MANIFEST], f"{MANIFEST} was changed")
    payload = _entries(manifest, MANIFEST)
    _require(all(name.startswith("data/") for name in payload), f"{MANIFEST} lists a file outside data/")
    _require(not any(name.startswith("data/") for name in listed), f"{TAG_MANIFEST} lists a file inside data/")
    return listed | payload


def _entries(listing: bytes, name: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for number, line in enumerate(listing.decode("ascii", "replace").splitlines(), 1):
        matched = LISTED.fullmatch(line)
        path = matched[2] if matched else ""
        _require(SAFE_NAME.fullmatch(path) is not None, f"{name}, line {number} is not a hash and a plain name")
        _require(path not in entries, f"{name} lists {path} twice")
        entries[path] = matched[1] if matched else ""
    return entries


def _claimed(folder: Path) -> str:
    """Whose the key is, as the bundle says (bag-info.txt, already found among what is signed); printable characters only."""
    lines = _small(folder, ABOUT).decode("utf-8", "replace").splitlines()
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("Contact-Name:")), "")
    return "".join(character for character in name if character.isprintable())


def _nothing_else(folder: Path, listed: dict[str, str]) -> None:
    """Each file listed is there, and nothing is there beside; links count as nothing that may be there."""
    found = {entry.relative_to(folder).as_posix() for entry in _walk(folder)}
    expected = set(listed) | {TAG_MANIFEST, SIGNATURE}
    missing, extra = sorted(expected - found), sorted(found - expected)
    _require(not missing, f"{missing[0] if missing else ''} is missing")
    _require(not extra, f"{ascii(extra[0]) if extra else ''} does not belong to it")


def _walk(folder: Path) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        for entry in waiting.pop().iterdir():
            if entry.is_dir() and not entry.is_symlink():
                waiting.append(entry)
            else:
                yield entry


def _every_hash(folder: Path, listed: dict[str, str]) -> int:
    """How many files there are, once each is what its list says."""
    for name, expected in sorted(listed.items()):
        file = folder / name
        _require(file.is_file() and not file.is_symlink(), f"{name} is not a plain file")
        with file.open("rb") as opened:
            actual = hashlib.file_digest(opened, "sha256").hexdigest()
        _require(actual == expected, f"{name} was changed")
    return len(listed)


def main(arguments: list[str]) -> int:
    """`python verify.py [BUNDLE] [--fingerprint F]`: 0 intact, 1 not; without BUNDLE the folder that this file lies in."""
    parser = argparse.ArgumentParser(description="Says whether a bundle is as it was signed, and by which key.")
    parser.add_argument("bundle", type=Path, nargs="?", default=Path(__file__).resolve().parent)
    parser.add_argument("--fingerprint", help="the signing key's fingerprint, as it came to you another way")
    given = parser.parse_args(arguments)
    report = verify_bundle(given.bundle, given.fingerprint)
    print(report.words(), file=sys.stdout if report.intact else sys.stderr)
    return 0 if report.intact else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
