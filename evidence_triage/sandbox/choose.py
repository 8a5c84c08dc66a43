"""Which isolation this machine gets: the first of its system's that passes a trial."""

import sys

from evidence_triage.errors import IsolationMissing
from evidence_triage.sandbox.front import Sandbox
from evidence_triage.sandbox.provider import Provider


def open_sandbox(workers: int = 2, *, provider: Provider | None = None) -> Sandbox:
    """A sandbox with up to `workers` processes at a time.

    Raises:
        IsolationMissing: no isolation works on this machine; nothing is read without one.
    """
    if provider is not None:
        return Sandbox(provider, workers)
    refusals = []
    for candidate in providers():
        try:
            return Sandbox(candidate, workers)
        except IsolationMissing as refusal:
            refusals.append(f"{candidate.name}: {refusal.values['what']}")
    raise IsolationMissing(what="; ".join(refusals))


def providers() -> list[Provider]:
    """The isolations of this system, the strongest first."""
    if sys.platform == "linux":
        from evidence_triage.sandbox.linux.bubblewrap import Bubblewrap
        from evidence_triage.sandbox.linux.landlock import Landlocked
        from evidence_triage.sandbox.linux.namespaces import Namespaces

        return [Bubblewrap(), Namespaces(), Landlocked()]
    from evidence_triage.sandbox.plain import PlainProcesses

    return [PlainProcesses()]
