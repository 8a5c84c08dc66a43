"""Which embedder does what: the one choice between the implementations."""

from functools import lru_cache
from importlib.metadata import version

from evidence_triage.embedding.compiled import Compiled, precisions
from evidence_triage.embedding.derived import FOR_QUESTIONS
from evidence_triage.embedding.embedder import Embedder, Speed
from evidence_triage.embedding.manifest import DEFAULT_MODEL, Manifest, manifest
from evidence_triage.embedding.preparing import ready
from evidence_triage.embedding.reference import Reference, best_device
from evidence_triage.embedding.static import Static
from evidence_triage.embedding.tokens import Tokens


def load(speed: Speed, *, model: str = DEFAULT_MODEL, device: str = "auto") -> Embedder:
    """An embedder of one model. What must be derived from it first is made first (see `prepare`).

    "full": the fastest that agrees with the original (a GPU where torch has one; else OpenVINO in what was measured best).
    "static": coarse and a hundred times faster. "question": full precision, without torch, quick to load.
    "reference": the model as published.

    Raises:
        ModelMissing, ModelChanged: a file of the model is not there, or not the one its manifest names.
    """
    said = manifest(model)
    if speed == "question":
        return _question(said)
    if speed == "reference" or (speed == "full" and _on_gpu(device)):
        return Reference(said, device)
    said.check()
    found = ready(said)
    tokens = Tokens(found.folder / "tokenizer.json", said.window)
    if speed == "static":
        return Static(said.name, found.folder / "static", tokens)
    return Compiled(said.name, found.folder, found.chosen, tokens, prompt=said.passage_prompt)


def _question(said: Manifest) -> Compiled:
    found = ready(said, files=FOR_QUESTIONS)
    tokens = Tokens(found.folder / "tokenizer.json", said.window)
    return Compiled(said.name, found.folder, precisions()[0], tokens, prompt=said.question_prompt, quick=True)


def _on_gpu(device: str) -> bool:
    """Whether the full model runs by torch on a device of its own; a CPU build of torch is not even imported."""
    if device != "auto":
        return device != "cpu"
    return "+cpu" not in version("torch") and best_device() != "cpu"


@lru_cache(maxsize=4)
def usual_likeness(model: str = DEFAULT_MODEL) -> tuple[float, float]:
    """Mean and standard deviation of the full model's cosine between texts that have nothing in common."""
    return ready(manifest(model)).usual_likeness


@lru_cache(maxsize=4)
def tokens(model: str = DEFAULT_MODEL) -> Tokens:
    """The model's tokenizer alone, to measure texts by.

    Raises:
        ModelMissing: the model is not installed.
    """
    said = manifest(model)
    return Tokens(said.folder / "tokenizer.json", said.window)
