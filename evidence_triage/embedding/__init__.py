"""Text to vectors; knows no case. Torch is never imported but by the reference and where models are made.

`load` gives an `Embedder`: "full" for passages, "static" for the same at once and coarser, "question" for what is asked,
"reference" for the model as published. `prepare` makes what is derived from a model beforehand, `prepared` says whether
it is there. `manifest` and `models` tell what is installed. `usual_likeness` tells how like the
full model finds texts that have nothing in common; `tokens` measures texts by its window. `compare`
measures all of them against stock encode on the bundled `sentences`.
"""

from evidence_triage.embedding.comparing import Comparison, compare
from evidence_triage.embedding.embedder import Embedder, Speed, Vectors
from evidence_triage.embedding.loading import load, tokens, usual_likeness
from evidence_triage.embedding.manifest import DEFAULT_MODEL, Manifest, manifest, models
from evidence_triage.embedding.preparing import prepare, prepared
from evidence_triage.embedding.sentences import sentences

__all__ = [
    "DEFAULT_MODEL",
    "Comparison",
    "Embedder",
    "Manifest",
    "Speed",
    "Vectors",
    "compare",
    "load",
    "manifest",
    "models",
    "prepare",
    "prepared",
    "sentences",
    "tokens",
    "usual_likeness",
]
