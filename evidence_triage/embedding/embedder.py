"""The face that every embedder shows, whatever makes its vectors."""

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Speed = Literal["full", "static", "question", "reference"]


class Embedder(Protocol):
    """Text to vectors of unit length, so that an inner product is a cosine."""

    @property
    def name(self) -> str:
        """The model's name, as in its manifest."""

    @property
    def backend(self) -> str:
        """What does the arithmetic, and in which numbers: "openvino int8", "reference cuda", "static"."""

    @property
    def dimensions(self) -> int:
        """Columns of `encode`'s answer."""

    @property
    def window(self) -> int:
        """Word pieces that the full model reads of a text, its two end marks among them; what is longer is cut off."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order. Split texts by `lengths` first: nothing beyond the window is read."""

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces of the window each text takes."""


def unit(rows: Vectors) -> Vectors:
    """The rows brought to length 1; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Vectors = rows / np.maximum(norms, 1e-12)
    return result
