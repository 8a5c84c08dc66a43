"""The conversations, as the two kinds of phone export them: Android as a text file, iOS as an archive with `_chat.txt`."""

import re
from datetime import datetime
from typing import NamedTuple

from archives import zipped
from story import STORY, File, Files, moment

LINE = re.compile(r"(?P<time>[\d:]+) (?:\* (?P<system>.*)|(?P<who>\w): (?P<text>.*))")


class Said(NamedTuple):
    """One message; `name` is empty for a line of the program itself."""

    time: datetime
    name: str
    text: str


def chats(pictures: Files) -> Files:
    """Exports by path; `pictures` holds the media that iOS puts into the archive."""
    return dict(_export(path.read_text(encoding="utf-8"), pictures) for path in sorted((STORY / "chats").glob("*.txt")))


def _export(source: str, pictures: Files) -> tuple[str, File]:
    head_text, _, body = source.partition("\n\n")
    head = dict(line.split(": ", 1) for line in head_text.splitlines())
    said = _said(body, dict(pair.split(" = ") for pair in head["Names"].split("; ")))
    last = said[-1].time
    if head["Style"] == "android":
        return head["To"], File("".join(map(_android, said)).encode(), last)
    media = [each.text[1:-1] for each in said if each.text.startswith("<")]
    members = {"_chat.txt": "".join(_ios(each, head["Chat"]) for each in said).encode()}
    members |= {name: pictures[f"In chats/{name}"].data for name in media}
    return head["To"], File(zipped(members, last), last)


def _said(body: str, names: dict[str, str]) -> list[Said]:
    said, day = [], ""
    for line in filter(None, body.splitlines()):
        if line.startswith("= "):
            day = line[2:]
            continue
        found = LINE.fullmatch(line)
        if not found:
            raise ValueError(f"not a line of a chat: {line}")
        time = moment(f"{day} {found['time']}")
        said.append(Said(time, names.get(found["who"] or "", ""), found["system"] or found["text"]))
    return said


def _android(said: Said) -> str:
    text = {"(deleted)": "This message was deleted", "(omitted)": "<Media omitted>"}.get(said.text, said.text)
    text = re.sub(r"^<(IMG\S+)>$", r"\1 (file attached)", text)
    who = f"{said.name}: " if said.name else ""
    return f"{said.time:%d/%m/%Y, %H:%M} - {who}{text}\n"


def _ios(said: Said, chat: str) -> str:
    text = re.sub(r"^<(\S+)>$", "\u200e<attached: \\1>", said.text)
    if text == "(deleted)":
        text = "\u200eThis message was deleted."
    hour = said.time.hour % 12 or 12
    clock = f"{hour}:{said.time:%M:%S}\u202f{'AM' if said.time.hour < 12 else 'PM'}"
    who = f"{said.name}: " if said.name else f"{chat}: \u200e"
    return f"[{said.time:%d/%m/%Y}, {clock}] {who}{text}\n"
