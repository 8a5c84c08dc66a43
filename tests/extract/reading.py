"""Reads bytes as a parser process would, and collects what it sends."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from evidence_triage.extract.task import run
from evidence_triage.sandbox.protocol import Child, ChildEnd, End, Frame, Head, Limits, Message, Request, Task, Text
from evidence_triage.words import Kind, Reason


@dataclass
class Part:
    child: Child
    data: bytes = b""
    end: ChildEnd | None = None

    @property
    def name(self) -> str:
        return self.child.name


@dataclass
class Read:
    """A collecting `send`; also what came of one reading."""

    frames: list[Frame] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    head: Head | None = None
    found: Text | None = None
    end: End | None = None
    messages: list[Message] = field(default_factory=list)
    was_native: bool = False

    def __call__(self, what: Frame | bytes) -> None:
        if isinstance(what, bytes):
            self.parts[-1].data += what
            return
        self.frames.append(what)
        match what:
            case Head():
                assert self.head is None, "a second head"
                self.head = what
            case Text():
                assert self.found is None, "a second text"
                self.found = what
            case Child():
                self.parts.append(Part(what))
            case ChildEnd():
                self.parts[-1].end = what
            case Message():
                self.messages.append(what)
            case End():
                self.end = what

    def native(self) -> None:
        self.was_native = True

    @property
    def text(self) -> str:
        return self.found.text if self.found else ""

    @property
    def kind(self) -> Kind | None:
        return self.head.kind if self.head else None

    @property
    def format(self) -> str:
        return self.head.format if self.head else ""

    @property
    def reason(self) -> Reason | None:
        assert self.end is not None
        return self.end.reason

    @property
    def properties(self) -> dict[str, str]:
        return dict(self.head.properties) if self.head else {}

    def stretches(self, role: str) -> list[tuple[str, str]]:
        """The label and text of each span with this role."""
        spans = self.found.spans if self.found else []
        return [(span.label, self.text[span.start : span.stop]) for span in spans if span.role == role]


def read(data: bytes | Path, name: str = "", *, limits: Limits | None = None, **params: object) -> Read:
    """What extracting these bytes gives."""
    sent = Read()
    with _opened(data) as file:
        shown = name or (data.name if isinstance(data, Path) else "")
        run(Request(Task.EXTRACT, shown, params, limits or Limits()), file.fileno(), sent)
    assert sent.end is not None, "an answer without an end"
    assert isinstance(sent.frames[-1], End)
    return sent


def _opened(data: bytes | Path):
    if isinstance(data, Path):
        return data.open("rb")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by who reads it
    file.write(data)
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    return file


def everything(data: bytes | Path, name: str = "", depth: int = 8) -> str:
    """All that is told of a file and of what lies in it: titles, people, properties, names, texts."""
    got = read(data, name)
    head = got.head
    told = [head.title, head.date_as_found, *(f"{each.name} {each.address}" for each in head.people)] if head else []
    told += [f"{key}: {value}" for key, value in head.properties] if head else []
    told += [span.label for span in got.found.spans] if got.found else []
    told += [got.text, *(f"{each.sender}: {each.text}" for each in got.messages)]
    for part in got.parts:
        told += [part.name, part.child.locator, *(value for _, value in part.child.properties)]
        if depth and part.end is not None and part.data:
            told.append(everything(part.data, part.name, depth - 1))
    return "\n".join(told)
