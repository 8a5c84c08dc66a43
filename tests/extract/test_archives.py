"""R2, R3: every member of an archive is an item; a bomb, a trick or a lock costs that member and nothing else."""

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile

import py7zr
import pytest

from evidence_triage.extract.formats.archive.names import locator, plays_tricks
from evidence_triage.sandbox.protocol import Limits
from evidence_triage.words import Kind, Place, Reason
from tests.extract.made import zipped
from tests.extract.reading import Read, read

MEMBERS = {"docs/minutes.txt": b"The panel met.", "scores.csv": b"a;5"}


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_772_445_600
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def seven(members: dict[str, bytes], **how: str) -> bytes:
    file = io.BytesIO()
    with py7zr.SevenZipFile(file, "w", **how) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (zipped(MEMBERS), "zip"),
        (zipped(MEMBERS, zipfile.ZIP_STORED), "zip"),
        (zipped(MEMBERS, zipfile.ZIP_LZMA), "zip"),
        (tarred(MEMBERS), "tar"),
        (tarred(MEMBERS, "w:gz"), "gzip"),
        (tarred(MEMBERS, "w:bz2"), "bzip2"),
        (tarred(MEMBERS, "w:xz"), "xz"),
        (seven(MEMBERS), "7z"),
    ],
)
def test_members_of_every_kind_of_archive(data: bytes, form: str) -> None:
    got = read(data, "x.bin")
    assert (got.kind, got.format, got.reason) == (Kind.ARCHIVE, form, None)
    assert {part.child.locator: part.data for part in got.parts} == MEMBERS
    assert [part.name for part in got.parts] == ["minutes.txt", "scores.csv"]
    assert all(part.child.place is Place.MEMBER for part in got.parts)
    assert got.was_native


@pytest.mark.parametrize(("pack", "form"), [(gzip.compress, "gzip"), (bz2.compress, "bzip2"), (lzma.compress, "xz")])
def test_a_single_packed_file_is_one_member_under_its_own_name(pack: object, form: str) -> None:
    got = read(pack(b"Some words " * 100_000), "log.txt.gz")  # type: ignore[operator]
    assert (got.format, got.parts[0].name, len(got.parts[0].data)) == (form, "log.txt", 1_100_000)


def test_gzip_tells_the_name_and_time_that_it_keeps() -> None:
    file = io.BytesIO()
    with gzip.GzipFile("real name.txt", "wb", fileobj=file, mtime=1_772_445_600) as packed:
        packed.write(b"x")
    part = read(file.getvalue(), "disguise.gz").parts[0]
    assert part.name == "real name.txt"
    assert dict(part.child.properties)["modified"] == "2026-03-02T10:00:00+00:00"


def locked_zip() -> bytes:
    """A ZIP whose second member says that it is encrypted."""
    data = bytearray(zipped(MEMBERS))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def test_an_encrypted_member_is_named_and_the_others_are_read() -> None:
    got = read(locked_zip())
    assert got.reason is None
    assert [(part.name, part.child.reason, part.data) for part in got.parts] == [
        ("minutes.txt", None, b"The panel met."),
        ("scores.csv", Reason.ENCRYPTED, b""),
    ]


def test_an_encrypted_7z_names_its_members_and_one_with_a_locked_directory_names_none() -> None:
    got = read(seven(MEMBERS, password="x"))
    assert got.reason is Reason.ENCRYPTED
    assert {part.child.reason for part in got.parts} <= {Reason.ENCRYPTED}


def test_a_zip_without_its_directory_gives_the_members_that_can_be_found() -> None:
    whole = zipped(MEMBERS)
    got = read(whole[: whole.index(b"PK\x01\x02")])
    assert got.reason is Reason.DAMAGED
    assert {part.child.locator: part.data for part in got.parts} == MEMBERS


RANDOM = {"a": random.Random(1).randbytes(5000), "b": random.Random(2).randbytes(5000)}


@pytest.mark.parametrize(
    "data",
    [tarred(RANDOM, "w:gz")[:-3000], tarred(RANDOM)[:6500], gzip.compress(random.Random(3).randbytes(1 << 20))[:-900]],
)
def test_what_comes_before_an_archive_breaks_off_is_kept(data: bytes) -> None:
    got = read(data, "x.gz")
    assert got.parts
    assert got.reason is Reason.DAMAGED or got.parts[-1].end.reason is Reason.DAMAGED  # type: ignore[union-attr]


NAMES = {
    "../../etc/cron.d/x": "etc/cron.d/x",
    "/etc/passwd": "etc/passwd",
    "C:\\Windows\\system32\\x.dll": "C:/Windows/system32/x.dll",
    "..\\..\\x": "x",
    "a/./b//c": "a/b/c",
    "line\nbreak": "line\\nbreak",
    "invoice\u202efdp.exe": "invoice\\u202efdp.exe",
    "..": "unnamed",
    "x" * 255: "x" * 255,
}


@pytest.mark.parametrize("name", list(NAMES))
def test_a_name_is_only_a_name(name: str) -> None:
    assert locator(name) == NAMES[name]
    got = read(zipped({name: b"x"}))
    assert [part.child.locator for part in got.parts] == [NAMES[name]]
    assert got.parts[0].data == b"x"
    assert ("name as found" in dict(got.parts[0].child.properties)) == plays_tricks(name)


def test_tricks_of_tar_and_7z_are_only_names_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("py7zr.py7zr.check_archive_path", lambda _: True)  # it writes no such name by itself
    for data in (tarred({"../../x": b"1", "/abs": b"2"}), seven({"../../x": b"1", "/abs": b"2"})):
        assert {part.child.locator for part in read(data).parts} == {"x", "abs"}


def test_links_devices_and_pipes_of_a_tar_are_named_and_never_followed() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("device", tarfile.BLKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    got = read(file.getvalue())
    assert [(part.name, part.child.reason, part.data) for part in got.parts] == [
        (name, Reason.SPECIAL, b"") for name in ("link", "device", "pipe")
    ]


def bombed(data: bytes) -> Read:
    return read(data, "bomb", limits=Limits(output_bytes=8 << 20))


@pytest.mark.parametrize(
    "data",
    [
        zipped({"bomb": bytes(64 << 20), "after": b"x"}),
        gzip.compress(bytes(64 << 20)),
        tarred({"bomb": bytes(64 << 20)}, "w:xz"),
        seven({"bomb": bytes(64 << 20)}),
    ],
    ids=["zip", "gzip", "tar", "7z"],
)
def test_a_bomb_is_stopped_at_the_limit(data: bytes) -> None:
    assert len(data) < 1 << 20
    got = bombed(data)
    assert got.reason is Reason.TOO_LARGE
    assert got.kind is Kind.ARCHIVE
    assert sum(len(part.data) for part in got.parts) <= 8 << 20


def test_an_archive_of_more_members_than_an_item_may_have_is_stopped() -> None:
    got = read(zipped({f"{n}": b"" for n in range(300)}), limits=Limits(children=100))
    assert len(got.parts) == 100
    assert got.reason is Reason.TOO_LARGE


def test_a_zip_in_a_zip_in_a_zip_is_one_member_at_a_time() -> None:
    data = b"deep"
    for n in range(40):
        data = zipped({f"{n}.zip": data})
    got = read(data)
    assert [part.name for part in got.parts] == ["39.zip"]


def test_names_in_old_code_pages_and_in_utf8_without_a_mark() -> None:
    data = zipped({"xxxx.txt": b"1"}).replace(b"xxxx.txt", "Prüf".encode("cp437") + b".txt")
    assert read(data).parts[0].name == "Prüf.txt"
    data = zipped({"xxxxx.txt": b"1"}).replace(b"xxxxx.txt", "Prüf".encode() + b".txt")
    assert read(data).parts[0].name == "Prüf.txt"
