"""The ladder: the best reader of the format, then the next, then the strings that can be salvaged.

Which rung gave what came is recorded. Whatever a reader raises becomes a reason; the detail names the kind of error and
never repeats what it said, since an error's text may quote the file.
"""

from evidence_triage.extract.identify import Identified
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import Reader, ladder
from evidence_triage.extract.salvage import salvage
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged, Encrypted, TooLarge, UnknownKind, Unreadable
from evidence_triage.sandbox.protocol import End
from evidence_triage.words import Reason

SALVAGE = "salvage"
EMPTY = "empty"


def read_down_the_ladder(source: Source, out: Output, found: Identified, *, salvage_only: bool = False) -> End:
    """Reads the file as well as it can be read; says by which rung, and what was in the way of the best one."""
    if source.size == 0:
        out.finish()
        return End(rung=EMPTY)
    failure: Unreadable | None = UnknownKind("no reader for this kind of file") if not salvage_only else None
    for reader in [] if salvage_only else ladder(found.format):
        failure = _tried(reader, source, out)
        if failure is None or _is_final(failure, out):
            out.finish()
            return _end(reader.name, failure)
        out.forget_text()
    return _salvaged(source, out, found.hindrance or failure)


def _tried(reader: Reader, source: Source, out: Output) -> Unreadable | None:
    """What was in the reader's way; null where it went to the end."""
    source.rewind()
    try:
        if reader.native:
            out.native()
        reader.read(source, out)
    except Unreadable as failure:
        return failure
    except MemoryError:
        return TooLarge("more memory needed than one file may have")
    except RecursionError:
        return Unreadable("nested too deeply")
    except Exception as error:  # noqa: BLE001  # whatever a reader raises costs this rung and nothing else
        return Damaged(f"{reader.name}: {type(error).__name__}")
    return None


def _is_final(failure: Unreadable, out: Output) -> bool:
    """Whether no other reader could do better: it is locked or too large, or something was read before the failure."""
    return isinstance(failure, (Encrypted, TooLarge)) or bool(out.children or out.characters)


def _salvaged(source: Source, out: Output, failure: Unreadable | None) -> End:
    if not isinstance(failure, Encrypted):
        salvage(source, out)
    out.finish()
    return _end(SALVAGE, failure)


def _end(rung: str, failure: Unreadable | None) -> End:
    if failure is None:
        return End(rung=rung) if rung != SALVAGE else End(rung=rung, reason=Reason.READER_FAILED)
    return End(rung=rung, reason=failure.reason, detail=failure.detail)
