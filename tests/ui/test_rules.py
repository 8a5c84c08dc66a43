"""What no file of the window may do: name a colour, decode material, write rich text, load models, grow without end."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "ui").rglob("*.py"))
HEAVY = ("torch", "faiss", "openvino", "pymupdf", "sentence_transformers", "model2vec", "lark")


def calls(file):
    """The names called in a file."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_rules_of_a_file(file):
    text, where = file.read_text("utf-8"), str(file.relative_to(ROOT))
    if where != "ui/theme.py":
        assert not re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", text), "a colour outside theme.py"
    for name, _ in calls(file):
        assert name != "QLabel", "labels are ui.widgets.label.Label"
        assert name.split(".")[-1] not in ("setHtml", "setStyleSheet", "insertHtml", "appendHtml"), name
        assert name not in (
            "QPixmap.fromImageReader",
            "QImageReader",
            "QMovie",
            "QImage.fromData",
            "QPixmap.loadFromData",
        ), name
        assert name not in ("QShortcut", "QDesktopServices.openUrl", "QTextBrowser"), name
    if where != "ui/widgets/label.py":
        assert not re.search(r"\bQLabel\b", text)


def test_pixels_come_from_the_sandbox_alone():
    """`QImage` is only made from bytes of known width and height, in one place."""
    makers = [file for file in FILES if any(name == "QImage" and node.args for name, node in calls(file))]
    assert [str(file.relative_to(ROOT)) for file in makers] == ["ui/viewer/opened.py"]


def test_the_main_window_stays_a_frame():
    assert len((ROOT / "ui/main_window.py").read_text("utf-8").splitlines()) < 200


def test_the_window_starts_without_models_and_readers():
    code = f"""
import sys
from ui.app import application, window
application()
made = window()
made.show()
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
