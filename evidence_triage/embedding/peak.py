"""How much arithmetic an embedder does, and how much the processor can: what is left to gain is the rest."""

import json
from typing import Any

import numpy as np

from evidence_triage.embedding.compiled import Precision
from evidence_triage.embedding.manifest import Manifest
from evidence_triage.embedding.measuring import quickest
from evidence_triage.embedding.quiet import quieten

FACTORS = 4
SIDE = 2048  # of the square matrices multiplied to find the peak: large enough to be bound by arithmetic alone


def operations(said: Manifest, lengths: list[int]) -> float:
    """Additions and multiplications that the full model needs for texts of these lengths (word pieces), padding left out."""
    shape = json.loads((said.folder / "config.json").read_text(encoding="utf-8"))
    width, layers, inner = shape["hidden_size"], shape["num_hidden_layers"], shape["intermediate_size"]
    a_piece = 2 * (4 * width * width + 2 * width * inner)
    return float(sum(layers * (a_piece * each + 4 * each * each * width) for each in lengths))


def peak(precision: Precision) -> float:
    """Operations a second that this processor reaches on large matrices in the same numbers, by the same library."""
    quieten()
    from openvino import Core

    hint = {"INFERENCE_PRECISION_HINT": precision.hint, "PERFORMANCE_HINT": "LATENCY"}  # all cores on one request
    model = Core().compile_model(_product(whole_numbers=precision.numbers == "int8"), "CPU", hint)
    request = model.create_infer_request()
    some = np.random.default_rng(0).uniform(-1, 1, (SIDE, SIDE)).astype(np.float32)
    return FACTORS * 2.0 * SIDE**3 / quickest(lambda: request.infer([some]), rounds=5)


def _product(*, whole_numbers: bool) -> Any:
    """A matrix times several fixed ones in turn, in whole numbers of eight bits where asked."""
    from openvino import Model, Type
    from openvino import opset13 as ops

    def number(node: Any, bound: float) -> Any:
        low, high = np.float32(-bound), np.float32(bound)
        return ops.fake_quantize(node, low, high, low, high, 255) if whole_numbers else node

    left = product = ops.parameter([SIDE, SIDE], Type.f32)
    for seed in range(FACTORS):
        fixed = np.random.default_rng(seed).uniform(-1, 1, (SIDE, SIDE)).astype(np.float32) / np.float32(np.sqrt(SIDE))
        product = ops.matmul(number(product, 1.0), number(ops.constant(fixed), 1.0 / np.sqrt(SIDE)), False, True)
    return Model([product], [left])
