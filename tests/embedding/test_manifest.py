"""A model is data that a manifest names, file by file; anything else is not loaded."""

import shutil
from pathlib import Path

import pytest

from evidence_triage.embedding import load, manifest, prepared
from evidence_triage.errors import ModelChanged, ModelMissing

TOML = """
name = "other"
licence = "Apache-2.0"
languages = ["en"]
dimensions = 384
window = 256
limits = "none known"
[prompts]
question = ""
passage = ""
[files]
{files}
"""


@pytest.fixture
def dropped_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model folder of one's own, with its files beside the manifest."""
    real = manifest()
    folder = tmp_path / "models" / "other"
    for file in real.files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(real.folder / file, folder / file)
    said = "\n".join(f'"{file}" = "{digest}"' for file, digest in real.files.items())
    (folder / "model.toml").write_text(TOML.format(files=said))
    monkeypatch.setenv("EVIDENCE_TRIAGE_MODELS", str(folder.parent))
    return folder


def test_the_default_model_is_the_published_one() -> None:
    said = manifest()
    said.check()
    assert said.files["model.safetensors"].startswith("53aa51172d142c89")
    assert (said.dimensions, said.window) == (384, 256)


def test_a_dropped_in_model_is_found_beside_its_manifest(dropped_in: Path) -> None:
    said = manifest("other")
    said.check()
    assert said.folder == dropped_in
    assert not prepared("other")


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json"])
@pytest.mark.parametrize("speed", ["full", "static", "question", "reference"])
def test_a_changed_file_is_not_loaded(dropped_in: Path, file: str, speed: str) -> None:
    with (dropped_in / file).open("r+b") as changed:
        changed.seek(200)
        changed.write(b"\0")
    with pytest.raises(ModelChanged, match=file.rsplit("/", 1)[-1]):
        load(speed, model="other")  # type: ignore[arg-type]


def test_a_missing_file_is_named(dropped_in: Path) -> None:
    (dropped_in / "vocab.txt").unlink()
    with pytest.raises(ModelMissing, match=r"vocab\.txt"):
        load("full", model="other")


@pytest.mark.parametrize(
    "file", ["pytorch_model.bin", "model.pkl", "../model.safetensors", "/etc/passwd.json", "modeling.py"]
)
def test_a_manifest_that_names_more_than_data_is_none(dropped_in: Path, file: str) -> None:
    (dropped_in / "model.toml").write_text(TOML.format(files=f'"{file}" = "00"'))
    with pytest.raises(ModelMissing):
        manifest("other")


@pytest.mark.parametrize("text", ["", "name = ", "[files]\n", "files = 3"])
def test_a_file_that_is_no_manifest_is_said_to_be_none(dropped_in: Path, text: str) -> None:
    (dropped_in / "model.toml").write_text(text)
    with pytest.raises(ModelMissing):
        manifest("other")


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelMissing, match="nowhere"):
        load("full", model="nowhere")
