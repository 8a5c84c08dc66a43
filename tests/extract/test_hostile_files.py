"""R2: files mutated, cut and lying: each costs itself its text, ends with a reason, and breaks no rule of the wall."""

import random
from collections.abc import Callable

import pytest

from evidence_triage.sandbox.checked import Checked
from evidence_triage.sandbox.protocol import End, Limits
from evidence_triage.sandbox.wire import from_frame
from evidence_triage.words import Reason
from tests.extract.made import docx, odf, paragraph, xlsx, zipped
from tests.extract.reading import Read, read
from tests.extract.test_archives import MEMBERS, seven, tarred
from tests.extract.test_pdf import document, saved
from tests.extract.test_pictures import exif
from tests.extract.test_slides_and_odf import show
from tests.extract.test_whatsapp import ANDROID

MUTATIONS = 40


def jpeg() -> bytes:
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "JPEG", exif=exif())
    return file.getvalue()


def mail() -> bytes:
    return (
        b"From: =?utf-8?q?R=C3=A9?= <a@x.test>\nTo: b@x.test\nSubject: s\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>Hi<blockquote>x</blockquote>\n"
        b"--B\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--B--\n"
    )


SAMPLES: dict[str, Callable[[], bytes]] = {
    "eml": mail,
    "mbox": lambda: b"".join(b"From a@x.test Mon Mar  2 10:00:00 2026\n" + mail() + b"\n" for _ in range(3)),
    "pdf": lambda: saved(document("One", "Two")),
    "docx": lambda: docx(paragraph("Words") * 20),
    "xlsx": lambda: xlsx({"a": "<sheetData><row><c r='A1'><v>5</v></c></row></sheetData>"}),
    "pptx": show,
    "odt": lambda: odf("text", "<office:text><text:p>Words</text:p></office:text>"),
    "rtf": lambda: (
        rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}\f0 \'cf\u8364?{\footnote x}{\*\annotation y}\pard a\cell\row}"
    ),
    "html": lambda: b"<html><head><meta charset=koi8-r></head><body><p>x<table><td>y</body></html>",
    "csv": lambda: b"a,b\n1,2\n3,4\n",
    "zip": lambda: zipped(MEMBERS),
    "tar": lambda: tarred(MEMBERS),
    "tgz": lambda: tarred(MEMBERS, "w:gz"),
    "7z": lambda: seven(MEMBERS),
    "jpeg": jpeg,
    "whatsapp": ANDROID.encode,
}


def checked(got: Read) -> None:
    """Every frame passes the side outside, which believes nothing."""
    rules = Checked(Limits())
    for frame in got.frames:
        rules.frame(from_frame(frame))
    assert isinstance(got.frames[-1], End)


@pytest.mark.parametrize("name", SAMPLES)
def test_mutated_files_end_with_an_answer_that_keeps_the_rules(name: str) -> None:
    whole = SAMPLES[name]()
    chance = random.Random(name)
    for _ in range(MUTATIONS):
        checked(read(mutated(whole, chance), f"x.{name}"))


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, a piece cut out, or doubled."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    start = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            del data[start:]
        case 1:
            del data[start : start + chance.randrange(60)]
        case 2:
            data[start:start] = data[start : start + chance.randrange(60)]
    return bytes(data)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_anywhere_says_so_or_is_read_as_far_as_it_goes(name: str) -> None:
    whole = SAMPLES[name]()
    for part in range(1, 8):
        checked(read(whole[: len(whole) * part // 8], f"x.{name}"))


@pytest.mark.parametrize(
    "name", ["x" * 255, "a\nb.eml", "\udcff\udcfe.txt", "..", "/", "a/../../b.pdf", "con.docx", ""]
)
def test_a_name_of_any_kind_is_only_a_hint(name: str) -> None:
    assert read(mail(), name).format == "eml"
    assert read(zipped(MEMBERS), name).format == "zip"


def test_the_detail_of_a_failure_repeats_nothing_of_the_file() -> None:
    for data in (zipped({"word/document.xml": "<secret"}), saved(document("secret"))[:200], b"\xff\xd8\xff secret"):
        got = read(data, "secret.docx")
        assert got.end is not None
        assert "secret" not in got.end.detail


def test_a_document_that_unpacks_to_more_than_it_may_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_triage.extract.formats.office.package.PART_BYTES", 1 << 20)
    got = read(zipped({"word/document.xml": b"<a>" + bytes(30 << 20)}))
    assert got.reason is Reason.TOO_LARGE
