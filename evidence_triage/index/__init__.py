"""Makes items findable by words and by meaning, and takes them out again.

`put` indexes items (`Indexable`) in the transaction that makes them visible; `remove` takes them out of everything.
`embed_waiting` makes the full vectors in the background, `is_embedded` and `counts` say how far that is.
`Vectors` finds what is near a question. `window_of` joins a message with its neighbours for the embedder.
"""

from evidence_triage.index.embed import counts, embed_waiting, is_embedded
from evidence_triage.index.passages import Passage
from evidence_triage.index.put import Indexable, put
from evidence_triage.index.remove import remove
from evidence_triage.index.vectors import Vectors
from evidence_triage.index.windows import window_of

__all__ = ["Indexable", "Passage", "Vectors", "counts", "embed_waiting", "is_embedded", "put", "remove", "window_of"]
