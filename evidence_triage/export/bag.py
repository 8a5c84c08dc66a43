"""The bag around what is handed over (BagIt, RFC 8493), signed; made so that common tools check it too.

`data/` holds what is handed over; beside it lie the lists of hashes, the signature over them, and the verifier.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from evidence_triage import verify

DATA = "data"
VERIFIER = "verify.py"

Sign = Callable[[str, bytes], bytes]


def close_bag(folder: Path, about: Mapping[str, str]) -> bytes:
    """Writes the lists and the description around `folder/data`; gives the bytes to be signed.

    `about` are labels and values of bag-info.txt, each value on one line.
    """
    payload = _listed(folder, sorted(file for file in (folder / DATA).rglob("*") if file.is_file()))
    (folder / VERIFIER).write_bytes(Path(verify.__file__).read_bytes())
    _write(folder / verify.DECLARATION, verify.BAGIT_DECLARATION)
    _write(folder / verify.ABOUT, _labels({**about, "Payload-Oxum": _oxum(folder)}))
    _write(folder / verify.MANIFEST, payload)
    tags = [folder / name for name in sorted((*verify.TAG_FILES, VERIFIER))]
    _write(folder / verify.TAG_MANIFEST, _listed(folder, tags))
    return (folder / verify.TAG_MANIFEST).read_bytes()


def sign_bag(folder: Path, subject: bytes, public_key: bytes, sign: Sign) -> None:
    """Puts the person's signature over the list of lists beside it, with the key that checks it.

    `subject` is what the signing key binds every signature to (the case's id).
    """
    signature = sign(verify.BUNDLE_DOMAIN, (folder / verify.TAG_MANIFEST).read_bytes())
    said = {
        "format": verify.BUNDLE_DOMAIN,
        "signed": verify.TAG_MANIFEST,
        "subject": subject.hex(),
        "public_key": public_key.hex(),
        "signature": signature.hex(),
    }
    _write(folder / verify.SIGNATURE, json.dumps(said, indent=1) + "\n")


def _listed(folder: Path, files: list[Path]) -> str:
    """A line a file, as `sha256sum` writes and reads them."""
    return "".join(f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _oxum(folder: Path) -> str:
    """Bytes and number of files handed over, in BagIt's form."""
    sizes = [file.stat().st_size for file in (folder / DATA).rglob("*") if file.is_file()]
    return f"{sum(sizes)}.{len(sizes)}"


def _labels(values: Mapping[str, str]) -> str:
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in sorted(values.items()))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
