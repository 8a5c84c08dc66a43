"""Texts to word pieces, by the model's own tokenizer and without its framework."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evidence_triage.embedding.quiet import quieten


class Tokens:
    """One model's tokenizer, with its window; safe to share between threads."""

    def __init__(self, file: Path, window: int) -> None:
        quieten()
        from tokenizers import Tokenizer

        self.window = window
        self._whole: Any = Tokenizer.from_file(str(file))
        self._whole.no_padding()
        self._whole.no_truncation()
        self._cut: Any = Tokenizer.from_file(str(file))
        self._cut.no_padding()
        self._cut.enable_truncation(window)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, end marks among them, whether or not they fit the window."""
        return [len(each) for each in self._whole.encode_batch_fast(list(texts))]

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, cut at the window."""
        return [each.ids for each in self._cut.encode_batch_fast(list(texts))]
