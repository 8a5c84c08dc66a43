"""How far an export is: told by stage, and the place where a person's wish to stop is heard."""

from collections.abc import Callable
from enum import StrEnum

from evidence_triage.errors import Cancelled


class Stage(StrEnum):
    """What an export is doing, in this order."""

    SOURCES = "sources"
    PAGES = "pages"
    BINDING = "binding"
    NATIVES = "natives"
    SIGNING = "signing"


Progress = Callable[[Stage, int, int], None]
"""Is told a stage, how much of it is done, and how much there is."""


def stoppable(progress: Progress | None, should_stop: Callable[[], bool] | None) -> Progress:
    """Tells `progress`, and raises Cancelled where the person wants it stopped."""

    def tell(stage: Stage, done: int, total: int) -> None:
        if should_stop is not None and should_stop():
            raise Cancelled
        if progress is not None:
            progress(stage, done, total)

    return tell
