"""Where what was made from a model lies: the user's cache, never a case; whole and unchanged, or as good as absent.

One folder a model, version of OpenVINO and processor:

    fp32.xml .bin       the full model for OpenVINO
    int8.xml .bin       the same in whole numbers
    static/             model2vec's table and its tokenizer
    tokenizer.json      a copy, so that a question needs nothing else
    made.json           what was measured and chosen, and the SHA-256 of every file
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evidence_triage import data
from evidence_triage.embedding.compiled import Precision, precisions, processor
from evidence_triage.embedding.manifest import Manifest

MAKING_VERSION = 2  # goes up when what is made from a model changes
RECORD = "made.json"
FOR_QUESTIONS = ("fp32.xml", "fp32.bin", "tokenizer.json")


@dataclass(frozen=True)
class Derived:
    """What was made from a model. `usual_likeness`: mean and deviation of the cosine between texts that have nothing in common."""

    folder: Path
    record: dict[str, Any]

    @property
    def chosen(self) -> Precision:
        """The precision that was fastest here among those that agree with the original."""
        return next(each for each in precisions() if each.numbers == self.record["chosen"])

    @property
    def usual_likeness(self) -> tuple[float, float]:
        mean, deviation = self.record["usual_likeness"]
        return float(mean), float(deviation)


def place_of(manifest: Manifest) -> Path:
    """The folder for this model on this processor, whether or not anything is in it."""
    said = [manifest.hash, MAKING_VERSION, version("openvino"), processor()]
    key = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
    return data.cache() / "models" / f"{manifest.name}-{key}"


def find(manifest: Manifest, files: Collection[str] = ()) -> Derived | None:
    """What was made from the model here, if it is whole: a missing or changed file makes it absent.

    Where only some `files` are wanted, only they are read and compared.
    """
    folder = place_of(manifest)
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        known: dict[str, str] = record["files"]
        wanted = files or {*known, *FOR_QUESTIONS}
        whole = digests(folder, wanted) == {file: known[file] for file in wanted}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Derived(folder, record) if whole else None


def digests(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 (hex) of files of the folder.

    Raises:
        OSError: one of them cannot be read.
    """
    found = {}
    for name in files:
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
