"""Texts to word pieces, by the model's own tokenizer and without its framework."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from evidence_triage.embedding.quiet import quieten


class Tokens:
    """One model's tokenizer, with its window; safe to share between threads."""

    def __init__(self, file: Path, window: int) -> None:
        quieten()
        self.window = window
        self._file = file

    @cached_property
    def _whole(self) -> Any:
        tokenizer = self._read()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _cut(self) -> Any:
        tokenizer = self._read()
        tokenizer.enable_truncation(self.window)
        return tokenizer

    def _read(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file))
        tokenizer.no_padding()
        return tokenizer

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, end marks among them, whether or not they fit the window."""
        return [len(each) for each in self._whole.encode_batch_fast(list(texts))]

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, cut at the window."""
        return [each.ids for each in self._cut.encode_batch_fast(list(texts))]
