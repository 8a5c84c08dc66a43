"""Static vectors: a text's vector is the mean of one fixed vector a word piece. A hundred times faster, and coarser.

The table is distilled from the full model by model2vec (`making.py`); reading it needs neither model2vec nor torch.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evidence_triage.embedding.embedder import Vectors, unit
from evidence_triage.embedding.tokens import Tokens


class Static:
    """An embedder that looks vectors up. `folder` has model2vec's model.safetensors and tokenizer.json."""

    backend = "static"

    def __init__(self, name: str, folder: Path, tokens: Tokens) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self.name, self.window = name, tokens.window
        self._tokens = tokens
        self._table: Vectors = load_file(folder / "model.safetensors")["embeddings"].astype(np.float32)
        self.dimensions = int(self._table.shape[1])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; a text without a known word piece has a row of zeros, which is near nothing."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for row, encoding in zip(rows, encodings, strict=True):
            self._table.take(encoding.ids, axis=0).sum(axis=0, out=row)
        return unit(rows)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Word pieces as the full model counts them: passages are cut once, for both."""
        return self._tokens.lengths(texts)
