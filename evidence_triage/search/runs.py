"""Many questions at once, answered as a TREC run: one line a hit, `question Q0 document rank score tag`."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence_triage.errors import UsageError
from evidence_triage.search import log
from evidence_triage.search.results import Hit, Results
from evidence_triage.words import Mode

if TYPE_CHECKING:
    from evidence_triage.search.engine import Engine

AT_ONCE = 50  # searches put on record together

DocumentName = Callable[[Hit], str]


def read_questions(text: str) -> list[tuple[str, str]]:
    """Lines of `id<TAB>plain text`.

    Raises:
        UsageError: a line without a tab, or an id with white space in it.
    """
    questions = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        name, tab, asked = line.partition("\t")
        if not tab or not name or name.split() != [name]:
            raise UsageError(what=f"Line {number} of the file of questions is not an id, a tab and the question.")
        questions.append((name, asked))
    return questions


def by_number(hit: Hit) -> str:
    """Documents are named by item number."""
    return str(hit.item)


def by_stem(hit: Hit) -> str:
    """Documents are named by file name without suffix; white space, which would end the column, becomes `_`."""
    return "_".join(PurePosixPath(hit.path.rpartition("!/")[2]).stem.split()) or str(hit.item)


def run_lines(
    engine: "Engine", questions: Sequence[tuple[str, str]], mode: Mode, limit: int, name: DocumentName = by_number
) -> Iterator[str]:
    """Answers each question as plain text, and puts all of them on record."""
    for first in range(0, len(questions), AT_ONCE):
        batch = questions[first : first + AT_ONCE]
        answers = [engine.search(asked, mode=mode, limit=limit, plain=True, log=False) for _, asked in batch]
        log.put_all_on_record(engine.case, answers)
        for (question, _), results in zip(batch, answers, strict=True):
            yield from _lines(question, results, mode, name)


def _lines(question: str, results: Results, mode: Mode, name: DocumentName) -> Iterator[str]:
    """A document counts once, at its best place."""
    named = dict.fromkeys(name(hit) for hit in results.hits)
    scores = {name(hit): hit.score for hit in reversed(results.hits)}
    for rank, document in enumerate(named, 1):
        yield f"{question} Q0 {document} {rank} {scores[document]:.6f} evidence-triage-{mode.value}"
