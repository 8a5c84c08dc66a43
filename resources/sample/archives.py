"""Archives within archives, a file cut short, and one that nobody knows."""

import io
import random
import zipfile
from datetime import datetime

from story import File, Files, moment, table


def archives(documents: Files) -> Files:
    """The archives and the unreadable files of the story, by path."""
    story = table("archives.toml")
    files = {each["path"]: _archive(each, moment(each["date"])) for each in story["zip"]}
    for each in story["damaged"]:
        whole = documents[each["of"]].data
        files[each["path"]] = File(whole[: int(len(whole) * each["keep"])], moment(each["date"]))
    for each in story["unknown"]:
        files[each["path"]] = File(_unknown(each["path"], each["size"]), moment(each["date"]))
    return files


def zipped(members: dict[str, bytes], date: datetime) -> bytes:
    """A ZIP archive of `members`, each with the one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, date.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return out.getvalue()


def _unknown(name: str, size: int) -> bytes:
    """Some program's own file: a head that nobody knows, then numbers that are neither text nor locked nor packed."""
    return b"X7D\x00\x01" + bytes(random.Random(name).choices(range(1, 25), k=size))


def _archive(story: dict, date: datetime) -> File:
    members = {member["path"]: _member(member, date) for member in story["member"]}
    return File(zipped(members, date), date)


def _member(story: dict, date: datetime) -> bytes:
    return _archive(story, date).data if "member" in story else story["text"].encode("cp1252")
