"""search, terms, record: asking questions of a case, one by one or in files, and keeping them on record."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence_triage.cli.terminal import AsJson, CaseFolder, answer, app, note, opened
from evidence_triage.errors import SourceMissing, UsageError
from evidence_triage.words import Mode

if TYPE_CHECKING:
    from evidence_triage.search import Engine, Hit, Results, SearchRecord, TermHits

How = Annotated[
    Mode, typer.Option("--mode", help="By words and meaning together, by meaning alone, or by words alone.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Take every part of the question as words.")]


class Documents(StrEnum):
    """How documents are named in a run."""

    ITEM = "item"
    STEM = "stem"


class RecordAct(StrEnum):
    SAVE = "save"
    LIST = "list"
    RUN = "run"


@app.command()
def search(
    folder: CaseFolder,
    query: Annotated[
        str | None, typer.Argument(help="The question, in plain language or in the query language.")
    ] = None,
    mode: How = Mode.HYBRID,
    plain: Plain = False,
    limit: Annotated[int, typer.Option(min=0, help="Lines shown.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Lines left out at the top.")] = 0,
    queries: Annotated[Path | None, typer.Option(help="A file of questions: id, tab, plain text.")] = None,
    run: Annotated[Path | None, typer.Option(help="Where the answers to --queries go, as a TREC run.")] = None,
    docid: Annotated[Documents, typer.Option(help="Name documents by item number or by file name.")] = Documents.ITEM,
    as_json: AsJson = False,
) -> None:
    """Search by words and meaning; the search is put on record."""
    from evidence_triage.search import Engine

    if (query is None) == (queries is None) or (queries is None) != (run is None):
        raise UsageError(what="Give either a question, or a file of questions with --queries and --run.")
    asked = _text_of(queries) if queries else ""
    with opened(folder) as case:
        engine = Engine(case)
        if queries is not None and run is not None:
            _answer_file(engine, asked, run, mode, limit, docid)
            return
        results = engine.search(query or "", mode=mode, limit=limit, offset=offset, plain=plain)
        answer([hit_json(hit) for hit in results.hits], lambda: _in_words(results), as_json=as_json)


def _text_of(file: Path) -> str:
    """A person's own file, in UTF-8.

    Raises:
        SourceMissing: it is not there.
        UsageError: it is not text.
    """
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        raise SourceMissing(path=file) from None
    except UnicodeDecodeError:
        raise UsageError(what="The file is not text in UTF-8.") from None


def _answer_file(engine: "Engine", asked: str, run: Path, mode: Mode, limit: int, docid: Documents) -> None:
    from evidence_triage.search import by_number, by_stem, read_questions, run_lines

    questions = read_questions(asked)
    name = by_stem if docid is Documents.STEM else by_number
    lines = list(run_lines(engine, questions, mode, limit, name))
    run.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    note(f"Answered {len(questions)} questions with {len(lines)} lines.")


def hit_json(hit: "Hit") -> dict[str, Any]:
    """A hit as scripts get it; `marks` are [start, stop, word or meaning] in the snippet."""
    return {
        "item": hit.item,
        "title": hit.title,
        "kind": hit.kind,
        "date": hit.date,
        "source": hit.source,
        "path": hit.path,
        "score": hit.score,
        "why": {"meaning": hit.why.meaning, "words": list(hit.why.words)},
        "snippet": hit.snippet.text,
        "marks": [list(mark) for mark in hit.snippet.marks],
        "duplicates": hit.duplicates,
        "tags": list(hit.tags),
    }


def _in_words(results: "Results") -> str:
    """The numbers at the head of the list, and a few lines a hit."""
    return "\n".join([_head(results), *(_line(hit) for hit in results.hits)])


def _head(results: "Results") -> str:
    missed = results.not_searched
    counts = [f"{results.total} found"]
    if results.floor is not None:
        counts += [f"{results.holding_words} hold the words", f"{results.holding_some} more hold some of them"]
        counts += [
            f"{results.near_in_meaning} more near in meaning, to likeness {results.floor:.2f}; there is no natural end"
        ]
    rest = f"{missed.unreadable} unreadable, {missed.no_text} without text, {missed.waiting} still to be read"
    return " · ".join(counts) + f"\nNot searched: {rest}, {missed.sealed} sealed in this case"


def _line(hit: "Hit") -> str:
    likeness = f"likeness {hit.why.meaning:.2f}" if hit.why.meaning is not None else ""
    why = ", ".join(filter(None, [likeness, " ".join(hit.why.words)]))
    copies = f" (+{hit.duplicates} duplicates)" if hit.duplicates else ""
    about = f"{hit.kind}, {hit.date or 'no date'}, {hit.source}: {hit.path}"
    return "\n         ".join([f"\n{hit.item:>7}  {hit.title}{copies}", about, why, hit.snippet.text])


@app.command()
def terms(
    folder: CaseFolder,
    file: Annotated[
        Path, typer.Argument(help="One term a line, in the query language; lines that begin with # are left out.")
    ],
    as_json: AsJson = False,
) -> None:
    """Run a list of search terms: hits, hits of each alone, families, overlap."""
    from evidence_triage.search import Engine, read_terms, run_terms

    asked = read_terms(_text_of(file))
    with opened(folder) as case:
        found = run_terms(Engine(case), asked)
    answer([asdict(line) for line in found], lambda: _term_table(found), as_json=as_json)


def _term_table(found: Sequence["TermHits"]) -> str:
    lines = [f"{'hits':>8}{'alone':>8}{'families':>10}  term"]
    lines += [
        f"{line.hits:>8}{line.unique:>8}{line.families:>10}  {line.term}{f'  ({line.error})' if line.error else ''}"
        for line in found
    ]
    return "\n".join(lines)


@app.command()
def record(
    folder: CaseFolder,
    act: Annotated[RecordAct, typer.Argument(help="Keep a search, list what is kept, or run one again.")],
    what: Annotated[
        str | None, typer.Argument(metavar="[QUERY|N]", help="The question to keep, or the number of a record.")
    ] = None,
    mode: How = Mode.HYBRID,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Keep searches on record and run them again."""
    from evidence_triage.search import Engine, records, save_record

    if (what is None) != (act is RecordAct.LIST):
        raise UsageError(what="record takes: save QUERY, list, or run N.")
    with opened(folder) as case:
        if act is RecordAct.LIST:
            kept = records(case.reader())
            names = {member.id: member.name for member in case.members()}
            answer(
                [record_json(each, names) for each in kept],
                lambda: "\n".join(_record_line(each) for each in kept),
                as_json=as_json,
            )
        elif act is RecordAct.SAVE:
            number, results = save_record(Engine(case), what or "", mode=mode, plain=plain)
            answer(
                {"record": number, "found": len(results.items)},
                f"Kept as record {number}: {len(results.items)} items found.",
                as_json=as_json,
            )
        else:
            _run_again(Engine(case), what or "", as_json=as_json)


def _run_again(engine: "Engine", written: str, *, as_json: bool) -> None:
    from evidence_triage.search import run_record

    if not written.isdecimal():
        raise UsageError(what="record run takes the number of a record.")
    again = run_record(engine, int(written))
    same = (
        "the same items in the same order" if again.same else "not the same as when it was kept: the case has changed"
    )
    found = {
        "record": again.record.record,
        "found": len(again.results.items),
        "same": again.same,
        "items": again.results.items.tolist(),
    }
    answer(found, f"Record {again.record.record}: {len(again.results.items)} items found, {same}.", as_json=as_json)


def record_json(record: "SearchRecord", names: dict[int, str]) -> dict[str, Any]:
    """A search record as scripts get it."""
    return {**asdict(record), "mode": record.mode.value, "person": names.get(record.member, "")}


def _record_line(record: "SearchRecord") -> str:
    return f"{record.record:>4}  {record.time}  {record.found:>7} found  {record.mode}  {record.question}"
