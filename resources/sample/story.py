"""Reading the texts of `story/`: records of headers and a body, parted by `====`; people; dates in British time."""

import os
import tomllib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

STORY = Path(__file__).parent / "story"
SHARE = "ABC-9 Finance share"
SUMMER_TIME_BEGINS = datetime(2026, 3, 29, 1, 0)  # all of the story before it is in winter, all after it in summer
SUMMER_TIME_ENDED = datetime(2025, 10, 26, 2, 0)


class File(NamedTuple):
    """A file's bytes and its date."""

    data: bytes
    date: datetime


class Record(NamedTuple):
    """One record of a text source: headers by lower-case name, and the body."""

    head: dict[str, str]
    body: str

    @property
    def date(self) -> datetime:
        return moment(self.head["date"])


Files = dict[str, File]


def records(name: str) -> list[Record]:
    """The records of the source `name`, in their order."""
    text = (STORY / name).read_text(encoding="utf-8")
    return [_record(part.strip("\n")) for part in text.split("\n====\n")]


def table(name: str) -> dict:
    """A TOML source."""
    return tomllib.loads((STORY / name).read_text(encoding="utf-8"))


def read_exhibits() -> list[dict[str, str]]:
    """The exhibits in the order in which they are added."""
    return table("exhibits.toml")["exhibit"]


def moment(text: str | datetime) -> datetime:
    """A date of the story with its British offset; `text` is `2026-03-14 21:07` with or without seconds."""
    naive = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    summer = naive >= SUMMER_TIME_BEGINS or naive < SUMMER_TIME_ENDED
    return naive.replace(tzinfo=timezone(timedelta(hours=1 if summer else 0)))


def placed(path: str) -> str:
    """The path below the material's folder; what names no exhibit lies on the shared drive."""
    return path if path.startswith("ABC-") else f"{SHARE}/{path}"


def written(path: Path, file: File) -> None:
    """Writes a file with its date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    os.utime(path, (file.date.timestamp(),) * 2)


def _record(text: str) -> Record:
    head, _, body = text.partition("\n\n")
    lines = (line.partition(":") for line in head.splitlines())
    return Record({name.strip().lower(): value.strip() for name, _, value in lines}, body)
