"""The full model on the processor, by OpenVINO: no torch, and several times as fast.

Texts are sorted by length and run in batches of about as many word pieces, each padded to its own longest, several at a
time. A batch's order never shows: the rows come back in the order of the texts.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from evidence_triage.embedding.embedder import Vectors
from evidence_triage.embedding.quiet import quieten
from evidence_triage.embedding.tokens import Tokens

Numbers = Literal["fp32", "bf16", "int8"]
BATCH_PIECES = 2048  # padded word pieces in one batch: enough for the matrix units, small enough for the caches
BATCH_TEXTS = 128
_MANY = {"PERFORMANCE_HINT": "THROUGHPUT"}
_ONE_AT_ONCE = {
    "PERFORMANCE_HINT": "LATENCY",
    "INFERENCE_NUM_THREADS": 1,
}  # 2 to 4 ms, and no more beside a running intake


@dataclass(frozen=True)
class Precision:
    """Which of the two files is run (full precision or whole numbers), and in which numbers what is not whole is done."""

    numbers: Numbers
    file: str
    hint: str


def precisions() -> list[Precision]:
    """What this processor can run, full precision first."""
    half = "BF16" in processor()
    return [
        Precision("fp32", "fp32.xml", "f32"),
        *([Precision("bf16", "fp32.xml", "bf16")] if half else []),
        Precision("int8", "int8.xml", "bf16" if half else "f32"),
    ]


@cache
def processor() -> str:
    """The processor's name and what it can calculate with, as OpenVINO sees it: derived models are chosen for it."""
    core = _core()
    able = sorted(core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"))
    return f"{core.get_property('CPU', 'FULL_DEVICE_NAME').strip()} ({' '.join(able)})"


class Compiled:
    """An embedder by OpenVINO. `prompt` stands before each text; `quick` is for one text at once, as a question is."""

    def __init__(
        self, name: str, folder: Path, precision: Precision, tokens: Tokens, *, prompt: str = "", quick: bool = False
    ) -> None:
        quieten()
        from openvino import AsyncInferQueue

        self.name, self.window = name, tokens.window
        self.backend = f"openvino {precision.numbers}"
        self._tokens, self._prompt = tokens, prompt
        settings = {"INFERENCE_PRECISION_HINT": precision.hint, **(_ONE_AT_ONCE if quick else _MANY)}
        self._model = _core().compile_model(str(folder / precision.file), "CPU", settings)
        self.dimensions = int(self._model.output(0).get_partial_shape()[1].get_length())
        self._queue = AsyncInferQueue(self._model, 0)  # 0: as many at a time as OpenVINO finds best
        self._queue.set_callback(_put_rows)
        self._running = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, unit length; calls from several threads wait for each other."""
        pieces = self._tokens.pieces([self._prompt + text for text in texts] if self._prompt else texts)
        rows = np.empty((len(pieces), self.dimensions), np.float32)
        with self._running:
            for numbers in batches([len(each) for each in pieces]):
                ids, mask = _padded([pieces[n] for n in numbers])
                self._queue.start_async({"input_ids": ids, "attention_mask": mask}, (rows, numbers))
            self._queue.wait_all()
        return rows

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Word pieces of each text, the prompt among them."""
        return self._tokens.lengths([self._prompt + text for text in texts])


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts, longest first, in groups that take about `BATCH_PIECES` once padded."""
    order = sorted(range(len(lengths)), key=lambda n: -lengths[n])
    start = 0
    while start < len(order):
        fitting = max(1, min(BATCH_TEXTS, BATCH_PIECES // max(1, lengths[order[start]])))
        yield order[start : start + fitting]
        start += fitting


def _padded(pieces: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Word pieces as one matrix, and which of it is text."""
    longest = max(len(each) for each in pieces)
    ids = np.zeros((len(pieces), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, each in enumerate(pieces):
        ids[row, : len(each)] = each
        mask[row, : len(each)] = 1
    return ids, mask


def _put_rows(request: Any, place: tuple[Vectors, list[int]]) -> None:
    rows, numbers = place
    rows[numbers] = request.get_output_tensor(0).data


def _core() -> Any:
    quieten()
    from openvino import Core

    return Core()
