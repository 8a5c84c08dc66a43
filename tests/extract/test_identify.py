"""R2: what a file is, is told by its content; a name that lies changes nothing."""

import os

import pytest

from evidence_triage.extract.task import run
from evidence_triage.sandbox.protocol import Request, Task
from evidence_triage.words import Kind, Reason
from tests.extract.made import docx, odf, paragraph, xlsx, zipped
from tests.extract.reading import Read, read

MAIL = b"From: a@x.test\nTo: b@x.test\nSubject: s\n\nx\n"


@pytest.mark.parametrize(
    ("data", "form", "kind"),
    [
        (MAIL, "eml", Kind.EMAIL),
        (b"Received: from a\n by b\nFrom: a@x.test\n\nx", "eml", Kind.EMAIL),
        (b"From a@x.test Mon Mar  2 10:00:00 2026\n" + MAIL, "mbox", Kind.MAILBOX),
        (b"\n\nFrom - Mon Mar  2 10:00:00 2026\nX-Mozilla-Status: 0001\n" + MAIL, "mbox", Kind.MAILBOX),
        (docx(paragraph("x")), "docx", Kind.DOCUMENT),
        (xlsx({"a": "<sheetData/>"}), "xlsx", Kind.SPREADSHEET),
        (odf("presentation", ""), "odp", Kind.PRESENTATION),
        (zipped({"a.txt": "x"}), "zip", Kind.ARCHIVE),
        (zipped({"word/readme.txt": "x"}), "zip", Kind.ARCHIVE),
        (zipped({"AndroidManifest.xml": "x"}), "apk", Kind.ARCHIVE),
        (b"{\\rtf1 x}", "rtf", Kind.DOCUMENT),
        (b"<html><body>x</body></html>", "html", Kind.PAGE),
        (b"<?xml version='1.0'?><a>x</a>", "xml", Kind.DOCUMENT),
        (b"name;score\nWard;5\n", "csv", Kind.TABLE),
        (b"Dear Kofi,\nhello.\n", "text", Kind.DOCUMENT),
        (b"BMW is a make of cars\n", "text", Kind.DOCUMENT),
        (b"MZ stands for nothing\n", "text", Kind.DOCUMENT),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "bmp", Kind.PICTURE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic", Kind.PICTURE),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "mp4", Kind.VIDEO),
        (b"SQLite format 3\0" + bytes(100), "sqlite", Kind.TABLE),
        (b"!BDN" + bytes(600), "pst", Kind.MAILBOX),
        (b"EVF\x09\x0d\x0a\xff\0" + bytes(100), "ewf", Kind.IMAGE),
        (b"ID3\x03\0\0" + bytes(50), "mp3", Kind.AUDIO),
        (bytes(32769) + b"CD001" + bytes(100), "iso9660", Kind.IMAGE),
        (b"\x7fELF" + bytes(100), "elf", Kind.OTHER),
        (bytes(500), "unknown", Kind.OTHER),
    ],
)
@pytest.mark.parametrize("name", ["", "holiday.jpg", "x.docx"])
def test_the_kind_is_told_by_content_whatever_the_name_says(data: bytes, form: str, kind: Kind, name: str) -> None:
    got = read(data, name)
    assert (got.format, got.kind) == (form, kind)


def asked(data: bytes) -> Read:
    sent = Read()
    fd = os.memfd_create("x")
    os.write(fd, data)
    run(Request(Task.IDENTIFY, "x"), fd, sent)
    os.close(fd)
    return sent


def test_identifying_alone_tells_the_kind_and_reads_nothing() -> None:
    sent = asked(MAIL)
    assert (sent.kind, sent.format, sent.text, sent.reason) == (Kind.EMAIL, "eml", "", None)


def test_what_no_reader_knows_keeps_its_kind_and_its_readable_strings() -> None:
    data = (
        b"\0\1\2\3" * 50
        + b"transfer to Larch Ltd"
        + bytes(90)
        + "Überweisung an Lärche".encode("utf-16-le")
        + bytes(40)
    )
    got = read(b"SQLite format 3\0" + data, "x.db")
    assert (got.kind, got.format, got.reason) == (Kind.TABLE, "sqlite", Reason.UNKNOWN_KIND)
    assert "transfer to Larch Ltd" in got.text
    assert "Überweisung an Lärche" in got.text
    assert got.end is not None
    assert got.end.rung == "salvage"


def test_bytes_without_any_structure_are_taken_for_encrypted_and_packed_ones_are_not() -> None:
    assert read(os.urandom(200_000)).reason is Reason.ENCRYPTED
    assert read(b"\x01\x02" + bytes(range(256)) * 500).reason is Reason.UNKNOWN_KIND


@pytest.mark.parametrize(
    "opening", [b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", b"LUKS\xba\xbe" + bytes(90), b"age-encryption.org/v1\n"]
)
def test_what_says_that_it_is_encrypted_is(opening: bytes) -> None:
    assert read(opening).reason is Reason.ENCRYPTED
