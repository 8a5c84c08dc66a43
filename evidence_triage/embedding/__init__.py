"""Text to vectors; knows no case. Torch is never imported but by the reference and where models are made.

`load` gives an `Embedder`: "full" for passages, "static" for the same at once and coarser, "question" for what is asked,
"reference" for the model as published. `prepare` makes what is derived from a model beforehand, `prepared` says whether
it is there. `manifest` and `models` tell what is installed. `usual_likeness` tells how like the
full model finds texts that have nothing in common; `tokens` measures texts by its window.
"""

from evidence_triage.embedding.embedder import Embedder, Speed, Vectors
from evidence_triage.embedding.loading import load, tokens, usual_likeness
from evidence_triage.embedding.manifest import DEFAULT_MODEL, Manifest, manifest, models
from evidence_triage.embedding.preparing import prepare, prepared

__all__ = [
    "DEFAULT_MODEL",
    "Embedder",
    "Manifest",
    "Speed",
    "Vectors",
    "load",
    "manifest",
    "models",
    "prepare",
    "prepared",
    "tokens",
    "usual_likeness",
]
