"""The stages of an exhibit's way, in order: one literal tuple. Each keeps its own state and can be run again alone."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence_triage import embedding, index, privilege
from evidence_triage.pipeline.context import Context
from evidence_triage.pipeline.keep import Keeper
from evidence_triage.pipeline.read import Reading


@dataclass(frozen=True)
class Stage:
    """`version` goes up when what a stage makes changes; `needs` are the stages whose work it uses."""

    name: str
    version: int
    needs: tuple[str, ...]
    run: Callable[[Context], None]


def read(context: Context) -> None:
    """Waiting items become readable or not, and findable by words and static vectors. Its state is the ledger."""
    from evidence_triage.sandbox import open_sandbox

    keeper = Keeper(context.case, embedding.load("static", model=context.model))
    with open_sandbox(context.workers) as sandbox:

        def keep(outcomes: list) -> None:  # type: ignore[type-arg]
            keeper.keep(outcomes)
            context.progress.step(outcomes[-1].unit.path)

        Reading(context.case, sandbox, keep, context.control, context.workers).run()


def seal(context: Context) -> None:
    """What is hidden is taken out of everything. Its state is the table `sealing`."""
    privilege.take_out(context.case, wanted=context.control.ready)


def embed(context: Context) -> None:
    """Full vectors, most promising first. Its state is `embedder_input.full`."""
    if index.is_embedded(context.case.unguarded()):
        return
    index.embed_waiting(
        context.case,
        embedding.load("full", model=context.model, device=context.device),
        on_progress=lambda *_: context.progress.step(),
        should_stop=lambda: not context.control.ready(),
    )


STAGES = (
    Stage("read", 1, (), read),
    Stage("seal", 1, ("read",), seal),
    Stage("embed", 1, ("read",), embed),
)


def run(context: Context, until: str | None = None) -> None:
    """Runs every stage to its end; `until` "words" leaves out what comes after things can be found."""
    for stage in STAGES:
        if stage.name == "embed" and until == "words":
            return
        context.progress.at(stage.name)
        stage.run(context)
        if context.control.stopped:
            return
