"""What is known of a model (`models/NAME/model.toml`), where its files are, and that they are the ones it names."""

import hashlib
import importlib.util
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_triage import data
from evidence_triage.errors import ModelChanged, ModelMissing

DEFAULT_MODEL = "all-MiniLM-L6-v2"
LOADABLE = frozenset({".safetensors", ".onnx", ".json", ".txt"})  # data alone; nothing that can carry code


@dataclass(frozen=True)
class Manifest:
    """`files`: path in `folder` to SHA-256 (hex). `window`: word pieces read of a text. Prompts stand before each text."""

    name: str
    folder: Path
    files: dict[str, str]
    dimensions: int
    window: int
    licence: str
    languages: tuple[str, ...]
    limits: str
    question_prompt: str = ""
    passage_prompt: str = ""

    @property
    def hash(self) -> str:
        """Names what the model is: SHA-256 (hex) over its files' hashes and how it is used."""
        said = [sorted(self.files.items()), self.dimensions, self.window, self.question_prompt, self.passage_prompt]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def check(self) -> None:
        """Reads every file and compares its SHA-256.

        Raises:
            ModelMissing: a file is not there.
            ModelChanged: a file is another than the manifest names.
        """
        for file, expected in self.files.items():
            if sha256_of(self.folder / file, self.name) != expected:
                raise ModelChanged(file=file, model=self.name)


def sha256_of(path: Path, model: str) -> str:
    """The SHA-256 (hex) of a model's file.

    Raises:
        ModelMissing: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissing(model=model, what=f"{path.name} cannot be read") from error


def manifest(model: str = DEFAULT_MODEL) -> Manifest:
    """The manifest of an installed model.

    Raises:
        ModelMissing: there is no such model, its manifest is not one, or its package is not installed.
    """
    path = data.models() / model / "model.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return _manifest(path.parent, said)
    except FileNotFoundError as error:
        raise ModelMissing(model=model, what="models/ has no manifest of that name") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelMissing(model=model, what="its model.toml is not a manifest") from error


def models() -> list[str]:
    """The names of all models that have a manifest."""
    return sorted(path.parent.name for path in data.models().glob("*/model.toml"))


def _manifest(folder: Path, said: dict[str, Any]) -> Manifest:
    files = {str(file): str(digest) for file, digest in said["files"].items()}
    for file in files:
        if (
            PurePosixPath(file).suffix not in LOADABLE
            or ".." in PurePosixPath(file).parts
            or PurePosixPath(file).is_absolute()
        ):
            raise ValueError(file)
    return Manifest(
        name=said["name"],
        folder=_weights(said, folder),
        files=files,
        dimensions=int(said["dimensions"]),
        window=int(said["window"]),
        licence=said["licence"],
        languages=tuple(said["languages"]),
        limits=said["limits"],
        question_prompt=said["prompts"]["question"],
        passage_prompt=said["prompts"]["passage"],
    )


def _weights(said: dict[str, Any], folder: Path) -> Path:
    """Beside the manifest, or in the package it names (found without running it)."""
    if "package" not in said:
        return folder
    spec = importlib.util.find_spec(said["package"])
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(model=said["name"], what=f"its package {said['package'].replace('_', '-')} is missing")
    return Path(spec.submodule_search_locations[0], said["package_folder"])
