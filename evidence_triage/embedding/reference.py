"""The model as its makers publish it, by sentence-transformers: what the derived ones are held against, and what runs on a GPU."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence_triage.embedding.embedder import Vectors, unit
from evidence_triage.embedding.manifest import Manifest
from evidence_triage.embedding.quiet import quieten
from evidence_triage.embedding.tokens import Tokens

BATCH_ON_GPU = 512
BATCH_ON_CPU = 32  # what `encode` does by default


class Reference:
    """An embedder by sentence-transformers. Takes seconds to import; never used in the window's process."""

    def __init__(self, manifest: Manifest, device: str = "auto") -> None:
        device = best_device() if device == "auto" else device
        self.name, self.dimensions, self.window = manifest.name, manifest.dimensions, manifest.window
        self.backend = f"reference {device}"
        self._prompt = manifest.passage_prompt
        self._batch = BATCH_ON_CPU if device == "cpu" else BATCH_ON_GPU
        self.transformer = sentence_transformer(manifest, device)
        self._tokens = Tokens(manifest.folder / "tokenizer.json", manifest.window)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in full precision."""
        rows = self.transformer.encode(
            list(texts),
            prompt=self._prompt or None,
            batch_size=self._batch,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return unit(np.asarray(rows, np.float32))

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Word pieces of each text, the prompt among them."""
        return self._tokens.lengths([self._prompt + text for text in texts])


def sentence_transformer(manifest: Manifest, device: str) -> Any:
    """The library's own object, from checked files: safetensors only, no code of the model's, no network.

    Raises:
        ModelMissing, ModelChanged: a file is not there, or not the one its manifest names.
    """
    manifest.check()
    quieten()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(manifest.folder),
        device=device,
        trust_remote_code=False,
        local_files_only=True,
        model_kwargs={"use_safetensors": True},
    )
    model.max_seq_length = manifest.window
    return model.eval()


def best_device() -> str:
    """The fastest device that torch can use here."""
    quieten()
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
