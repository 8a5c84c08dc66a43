"""Makes everything that is derived from a model, once a workstation. Runs in a process of its own, since it needs torch.

`python -m evidence_triage.embedding.making MODEL FOLDER` fills the folder and says each step as a line of JSON; the end
of its standard input ends it, so that it never outlives whoever wanted it.
"""

import json
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from evidence_triage.embedding.compiled import Compiled, precisions, processor
from evidence_triage.embedding.derived import RECORD, digests
from evidence_triage.embedding.manifest import Manifest, manifest
from evidence_triage.embedding.measuring import Measured, choose, likeness, measure
from evidence_triage.embedding.quiet import quieten
from evidence_triage.embedding.reference import Reference
from evidence_triage.embedding.sentences import passages, sentences
from evidence_triage.embedding.tokens import Tokens

STEPS = ("reading the model", "full precision", "whole numbers", "static vectors", "measuring")
STATIC_DIMENSIONS = 256


def make(model: str, folder: Path) -> None:
    """Fills `folder` with what is derived from `model`.

    Raises:
        ModelMissing, ModelChanged: a file of the model is not there, or not the one its manifest names.
    """
    quieten()
    said = manifest(model)
    _say(0)
    reference = Reference(said, "cpu")
    shutil.copyfile(said.folder / "tokenizer.json", folder / "tokenizer.json")
    tokens = Tokens(folder / "tokenizer.json", said.window)
    _say(1)
    _to_openvino(reference, folder / "fp32.xml")
    _say(2)
    _to_whole_numbers(folder / "fp32.xml", folder / "int8.xml", tokens)
    _say(3)
    _to_static(reference, folder / "static")
    _say(4)
    measured = _measured(said, folder, tokens, reference)
    _keep_record(said, folder, measured, reference)


def _say(step: int) -> None:
    sys.stdout.write(json.dumps({"step": step + 1, "of": len(STEPS), "name": STEPS[step]}) + "\n")
    sys.stdout.flush()


def _to_openvino(reference: Reference, file: Path) -> None:
    """The whole way from word pieces to unit vectors as one graph of any batch and length."""
    import openvino
    import torch

    class Way(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = reference.transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            said = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(said["sentence_embedding"], dim=1)

    some = torch.ones((2, 8), dtype=torch.int64)
    shape = openvino.PartialShape([-1, -1])
    made = openvino.convert_model(
        Way().eval(),
        example_input={"input_ids": some, "attention_mask": some},
        input=[("input_ids", shape, openvino.Type.i64), ("attention_mask", shape, openvino.Type.i64)],
    )
    openvino.save_model(made, str(file), compress_to_fp16=False)


def _to_whole_numbers(file: Path, into: Path, tokens: Tokens) -> None:
    """Post-training quantisation by NNCF, on bundled text; what it costs in likeness is measured afterwards."""
    import nncf
    import openvino

    pieces = [np.array([each], np.int64) for each in tokens.pieces([*passages(), *sentences()])]
    texts = [{"input_ids": each, "attention_mask": np.ones_like(each)} for each in pieces]
    made = nncf.quantize(
        openvino.Core().read_model(str(file)),
        nncf.Dataset(texts),
        subset_size=len(texts),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
    )
    openvino.save_model(made, str(into), compress_to_fp16=False)


def _to_static(reference: Reference, folder: Path) -> None:
    from model2vec.distill import distill_from_model

    transformer = reference.transformer[0]
    made = distill_from_model(transformer.auto_model, transformer.tokenizer, device="cpu", pca_dims=STATIC_DIMENSIONS)
    made.save_pretrained(folder)
    for file in folder.iterdir():
        if file.name not in {"model.safetensors", "tokenizer.json"}:
            file.unlink()


def _measured(said: Manifest, folder: Path, tokens: Tokens, reference: Reference) -> list[Measured]:
    """Each precision that this processor can run: how like the original, and how fast."""
    originals = reference.encode([*passages(), *sentences()])
    return [
        measure(Compiled(said.name, folder, each, tokens, prompt=said.passage_prompt), each.numbers, originals)
        for each in precisions()
    ]


def _keep_record(said: Manifest, folder: Path, measured: Sequence[Measured], reference: Reference) -> None:
    unrelated = likeness(reference.encode(sentences()))
    record = {
        "model": said.name,
        "model_hash": said.hash,
        "made_with": {name: version(name) for name in ("openvino", "nncf", "model2vec", "torch")},
        "processor": processor(),
        "measured": [each.as_json() for each in measured],
        "chosen": choose(measured),
        "usual_likeness": (float(unrelated.mean()), float(unrelated.std())),
        "files": digests(
            folder, sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        ),
    }
    (folder / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")


def _end_with_input() -> None:
    """Ends the process at once when whoever started it is gone."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_input, daemon=True).start()
    make(sys.argv[1], Path(sys.argv[2]))
