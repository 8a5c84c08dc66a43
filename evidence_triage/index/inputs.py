"""What is given to the embedder: equal inputs are kept and embedded once, and have a static vector from the start."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence_triage.index.segments import take_out, write_segment

if TYPE_CHECKING:
    from evidence_triage.case import Change
    from evidence_triage.embedding import Embedder


def keep_inputs(change: "Change", texts: Sequence[str], static: "Embedder | None") -> list[int]:
    """The number of each input, in order; those that are new get their static vectors at once."""
    numbers: dict[str, int] = {}
    new: dict[str, int] = {}
    for text in dict.fromkeys(texts):
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        known = change.value("SELECT id FROM embedder_input WHERE key = ?", (key,))
        if known is None:
            new[text] = numbers[text] = change.insert("embedder_input", key=key, text=text)
        else:
            numbers[text] = int(known)
    if new and static is not None:
        write_segment(change, static, "static", list(new.values()), static.encode(list(new)))
    return [numbers[text] for text in texts]


def drop_unused(change: "Change", inputs: set[int]) -> None:
    """Removes those of the inputs that no passage has any more, with their vectors."""
    unused = {number for number in inputs if change.value("SELECT 1 FROM passage WHERE input = ?", (number,)) is None}
    for number in unused:
        change.delete("embedder_input", id=number)
    if unused:
        take_out(change, unused)
