"""The embedders against `SentenceTransformer.encode` on the same texts in one run: ratios, which travel between machines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence_triage.embedding.embedder import Embedder
from evidence_triage.embedding.loading import load
from evidence_triage.embedding.manifest import DEFAULT_MODEL, Manifest, manifest
from evidence_triage.embedding.measuring import quickest
from evidence_triage.embedding.peak import operations, peak
from evidence_triage.embedding.preparing import ready
from evidence_triage.embedding.reference import sentence_transformer
from evidence_triage.embedding.sentences import passages, sentences


@dataclass(frozen=True)
class Comparison:
    """Each ratio is how many times the texts a second of stock encode; `peak_share` is of what the processor can do."""

    passages_ratio: float
    messages_ratio: float
    static_ratio: float
    backend: str
    peak_share: float
    stock_passages_per_second: float
    stock_messages_per_second: float


def compare(model: str = DEFAULT_MODEL, *, rounds: int = 3, copies: int = 4) -> Comparison:
    """Measures on the bundled text, each of its passages and sentences `copies` times; the quickest of `rounds` counts.

    Raises:
        ModelMissing, ModelChanged: a file of the model is not there, or not the one its manifest names.
    """
    said = manifest(model)
    long, short = passages() * copies, sentences() * copies
    full = load("full", model=model, device="cpu")
    seconds = _seconds(_runs(said, full, load("static", model=model), long, short), rounds)
    return Comparison(
        passages_ratio=round(seconds["stock long"] / seconds["full long"], 2),
        messages_ratio=round(seconds["stock short"] / seconds["full short"], 2),
        static_ratio=round(seconds["stock long"] / seconds["static long"], 1),
        backend=full.backend,
        peak_share=round(_share(said, full.lengths(long), seconds["full long"]), 3),
        stock_passages_per_second=round(len(long) / seconds["stock long"], 1),
        stock_messages_per_second=round(len(short) / seconds["stock short"], 1),
    )


def _runs(
    said: Manifest, full: Embedder, static: Embedder, long: Sequence[str], short: Sequence[str]
) -> dict[str, Callable[[], object]]:
    stock = sentence_transformer(said, "cpu")
    return {
        "stock long": lambda: stock.encode(list(long)),
        "full long": lambda: full.encode(long),
        "static long": lambda: static.encode(long),
        "stock short": lambda: stock.encode(list(short)),
        "full short": lambda: full.encode(short),
    }


def _seconds(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The quickest time of each, warm; taken in turns, so that what else the machine does is felt by all of them."""
    for run in runs.values():
        run()
    taken = [{name: quickest(run, rounds=1) for name, run in runs.items()} for _ in range(rounds)]
    return {name: min(each[name] for each in taken) for name in runs}


def _share(said: Manifest, lengths: list[int], seconds: float) -> float:
    """Arithmetic done over what the processor reaches on large matrices in the same numbers."""
    return operations(said, lengths) / seconds / peak(ready(said).chosen)
