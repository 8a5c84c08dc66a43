"""Makes what is derived from a model where it is missing: once, in a child process, whole or not at all."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from evidence_triage.embedding import derived
from evidence_triage.embedding.derived import Derived
from evidence_triage.embedding.manifest import DEFAULT_MODEL, Manifest, manifest
from evidence_triage.errors import JobFailed

OnStep = Callable[[int, int, str], None]  # step, of, its name


def prepared(model: str = DEFAULT_MODEL) -> bool:
    """Whether everything derived from the model is there and whole."""
    return derived.find(manifest(model)) is not None


def prepare(model: str = DEFAULT_MODEL, on_step: OnStep = lambda *_: None) -> None:
    """Makes what is derived from the model, some 40 seconds on two cores; does nothing where it is there.

    Two processes at once make it once: the second waits. A kill leaves nothing that counts.

    Raises:
        ModelMissing, ModelChanged: a file of the model is not there, or not the one its manifest names.
        JobFailed: the making itself failed.
    """
    ready(manifest(model), on_step)


def ready(said: Manifest, on_step: OnStep = lambda *_: None, *, files: Collection[str] = ()) -> Derived:
    """What is derived from the model, made first where it is missing; only `files` are looked at where some are named."""
    found = derived.find(said, files)
    if found is not None:
        return found
    said.check()
    from filelock import FileLock

    folder = derived.place_of(said)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        return derived.find(said) or _made(said, folder, on_step)


def _made(said: Manifest, folder: Path, on_step: OnStep) -> Derived:
    """Makes all of it beside its place, and renames it there."""
    _clear(folder)
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}.making-", dir=folder.parent) as beside:
        into = Path(beside) / "made"
        into.mkdir()
        _run_child(said.name, into, on_step)
        into.rename(folder)
    found = derived.find(said)
    if found is None:
        raise JobFailed(what=f"the model {said.name} could not be prepared in {folder.parent}")
    return found


def _clear(folder: Path) -> None:
    """Takes away what a kill left, or what is no longer whole; under the lock, so that nobody else is making it."""
    for left in [folder, *folder.parent.glob(f"{folder.name}.making-*")]:
        shutil.rmtree(left, ignore_errors=True)


def _run_child(model: str, into: Path, on_step: OnStep) -> None:
    package = str(Path(__file__).resolve().parents[2])
    environment = {name: value for name, value in os.environ.items() if "PASSPHRASE" not in name}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "evidence_triage.embedding.making", model, str(into)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, env=environment
    ) as child:
        try:
            _follow(child, model, on_step)
        finally:
            child.kill()


def _follow(child: "subprocess.Popen[str]", model: str, on_step: OnStep) -> None:
    """Passes each step on; what else the libraries print is of no use to anyone."""
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith('{"step"'):
            said = json.loads(line)
            on_step(said["step"], said["of"], said["name"])
    if child.wait() != 0:
        raise JobFailed(what=f"the model {model} could not be prepared for this processor")
