"""Takes items out of everything by which they could be found, as when they are sealed."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from evidence_triage.embedding import load
from evidence_triage.index import wordlists
from evidence_triage.index.put import forget
from evidence_triage.index.windows import neighbours, renew

if TYPE_CHECKING:
    from evidence_triage.case import Change
    from evidence_triage.embedding import Embedder


def remove(change: "Change", items: Iterable[int]) -> None:
    """Removes words, passages, inputs and vectors of items; call it while their texts still stand.

    What another item holds as well stays for that item. Windows of a conversation in which a removed message stood are
    made anew without it.
    """
    items = list(items)
    for item in items:
        held = change.value("SELECT content FROM ledger WHERE item = ?", (item,))
        content = wordlists.take_out(change, item) or held
        if content is not None and not _is_held(change, content):
            forget(change, content)
    near = {number for item in items for number in neighbours(change, item)}.difference(items)
    if near:
        renew(change, sorted(near), _static())


@cache
def _static() -> "Embedder":
    """For the new windows, so that they are findable at once; loaded only where a message is taken out."""
    return load("static")


def _is_held(change: "Change", content: int) -> bool:
    """Whether an item that may be found still has this content."""
    return change.value("SELECT 1 FROM item_words WHERE content = ?", (content,)) is not None
