"""Writes the pages of docs/ that are made from the code: commands, promises and their tests, tables, decisions.

Usage: pages.py [--check]     with --check writes nothing and fails where a page is not what it would write
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from evidence_triage.cli.terminal import app, load_groups

ROOT = Path(__file__).parent.parent
COMMANDS_HEAD = """# Every command

Made by `.ci/pages.py` from the commands themselves; a test fails when it is out of date.

Progress goes to stderr, answers to stdout: words for people, JSON with `--json` ([what it holds](../json.md)).
Exit status: 0, the job ran to its end, whatever could not be read; 1, it could not, said in one line; 2, the command
was not understood. The passphrase is asked for or taken from `EVIDENCE_TRIAGE_PASSPHRASE`; who acts, where a case has
several people, from `EVIDENCE_TRIAGE_PERSON`. Without a command the window opens.
"""
PROMISES_HEAD = """# Promises and the tests that keep them

Made by `.ci/pages.py` from the tests: a test names the requirement (R1 to R35) that it would fail with.

| promise | tests |
| --- | --- |
"""
TABLES_HEAD = """# The tables of a case

Made by `.ci/pages.py` from each station's `schema.sql`; what a kind means is in [case-format.md](case-format.md).

| station | table | kind | |
| --- | --- | --- | --- |
"""
DECISIONS_HEAD = """# Decisions

What somebody might undo without knowing why it is so: what was decided, why, what else was tried, what would change our
mind. A decision is not rewritten; a later one may replace it. (This list is made by `.ci/pages.py`.)

"""
TABLE = re.compile(r"-- kind: (?P<kind>\w+).*\nCREATE (VIRTUAL )?TABLE (?P<name>\w+)[^\n]*?(-- (?P<words>[^\n]*))?\n")
PROMISE = re.compile(r"\bR\d+[ab]?\b")


def commands() -> str:
    """The page of commands."""
    load_groups()
    return COMMANDS_HEAD + "".join(_section(name, command) for name, command in _shown(typer.main.get_command(app)))


def promises() -> str:
    """The page of promises."""
    kept = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, words in _tests(ast.parse(path.read_text("utf-8"))):
            for promise in PROMISE.findall(words):
                kept[promise].add(f"{path.relative_to(ROOT / 'tests')}::{name}")
    rows = (f"| {promise} | {'<br>'.join(sorted(kept[promise]))} |\n" for promise in sorted(kept, key=_numbered))
    return PROMISES_HEAD + "".join(rows)


def tables() -> str:
    """The page of tables."""
    schemas = sorted((ROOT / "evidence_triage").glob("*/*.sql"))
    found = ((path.parent.name, each) for path in schemas for each in TABLE.finditer(path.read_text("utf-8")))
    rows = (f"| {station} | `{each['name']}` | {each['kind']} | {each['words'] or ''} |\n" for station, each in found)
    return TABLES_HEAD + "".join(rows)


def decisions() -> str:
    """The list of decisions, by the first line of each page."""
    pages = sorted(path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md")
    titles = ((path.name, path.read_text("utf-8").partition("\n")[0].lstrip("# ")) for path in pages)
    return DECISIONS_HEAD + "".join(f"- [{title}]({name})\n" for name, title in titles)


def _shown(group: Any) -> Iterator[tuple[str, Any]]:
    """Commands and the commands below them, in the order of the alphabet."""
    for name, command in sorted(getattr(group, "commands", {}).items()):
        if not command.hidden:
            yield name, command
            yield from ((f"{name} {below}", each) for below, each in _shown(command))


def _section(name: str, command: Any) -> str:
    usage = [_usage(each) for each in command.params if each.param_type_name == "argument"]
    options = "".join(_option(each) for each in command.params if each.param_type_name == "option")
    told = f"\n## {name}\n\n{command.help or ''}\n\n```\nevidence-triage {' '.join([name, *usage])}\n```\n"
    return told + (f"\n| option | |\n| --- | --- |\n{options}" if options else "")


def _usage(argument: Any) -> str:
    word = argument.metavar or str(argument.name).upper()
    return word if argument.required or word.startswith("[") else f"[{word}]"


def _option(option: Any) -> str:
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    return f"| {names} | {(option.help or '').replace('|', '/')} |\n"


def _tests(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every test of a file with its docstring; what the file's own docstring promises counts for each of them."""
    above = ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name, f"{above} {ast.get_docstring(node) or ''}"


def _numbered(promise: str) -> tuple[int, str]:
    number = re.sub(r"\D", "", promise)
    return int(number), promise


PAGES = {
    "docs/guide/commands.md": commands,
    "docs/promises.md": promises,
    "docs/case-tables.md": tables,
    "docs/decisions/README.md": decisions,
}


def main() -> int:
    """Writes the pages, or with `--check` compares them."""
    stale = [
        name for name, make in PAGES.items() if not (ROOT / name).exists() or (ROOT / name).read_text("utf-8") != make()
    ]
    if "--check" in sys.argv:
        return int(bool(stale))
    for name in stale:
        (ROOT / name).write_text(PAGES[name](), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
