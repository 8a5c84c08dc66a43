"""Hostile bytes are read behind a wall, in processes that can do nothing but answer.

- `open_sandbox` gives a `Sandbox`: the wall of this machine, chosen by trial.
- `Sandbox.extract` reads a file into validated frames; it always ends with `protocol.End`.
- `Sandbox.pages`, `page`, `picture` give sizes and pixels; `set_pages` and `merge` give clean PDF.
- `Sandbox.kill_current` ends one reading from another thread; `warm` builds the wall for pages ahead.
"""

from evidence_triage.sandbox.choose import open_sandbox
from evidence_triage.sandbox.front import Sandbox

__all__ = ["Sandbox", "open_sandbox"]
