"""A case of one's own, and material in which everything may go wrong a little."""

import tarfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from evidence_triage.case import Case, create
from evidence_triage.words import Role


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An empty case, open as a supervisor."""
    made = create(tmp_path / "case", title="T", person="Jo Bloggs", role=Role.SUPERVISOR, passphrase="correct horse")
    yield made
    made.lock()


def mail(number: int, body: str, *, reply_to: int | None = None, attachment: bytes | None = None) -> EmailMessage:
    """A mail of 1 March 2026, answering another where asked."""
    message = EmailMessage()
    message["From"], message["To"] = "M. Ward <ward@example.test>", "osei@example.test"
    message["Subject"], message["Message-ID"] = f"Lot {number}", f"<{number}@example.test>"
    message["Date"] = f"Sun, 01 Mar 2026 10:{number % 60:02}:00 +0000"
    if reply_to is not None:
        message["In-Reply-To"] = message["References"] = f"<{reply_to}@example.test>"
    message.set_content(body)
    if attachment is not None:
        message.add_attachment(attachment, maintype="text", subtype="csv", filename="scores.csv")
    return message


CHAT = (
    "".join(f"01/03/2026, 10:{n:02} - {'Mo' if n % 3 else 'Li'}: message number {n}\n" for n in range(39))
    + "31/03/2026, 10:00 - Mo: message number 39\n"
)


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """Some 100 items: mails with attachments and copies, a mailbox, a chat, an archive in an archive, a damaged file."""
    folder = tmp_path / "src"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.eml").write_bytes(bytes(mail(n, f"The panel meets on day {n}.", attachment=b"score;%d" % n)))
    (folder / "copy of 1.eml").write_bytes((folder / "1.eml").read_bytes())
    with (folder / "box.mbox").open("wb") as box:
        for n in range(10, 40):
            box.write(b"From x@y Mon Mar  2 10:00:00 2026\n" + bytes(mail(n, f"Note {n} about the tender.")) + b"\n\n")
    (folder / "WhatsApp Chat with Li.txt").write_text(CHAT)
    (folder / "outer.zip").write_bytes(
        zipped({"inner.zip": zipped({"deep.txt": b"the deepest words"}), "a.txt": b"alpha"})
    )
    with tarfile.open(folder / "t.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("b.txt")
        info.size = 4
        tar.addfile(info, BytesIO(b"beta"))
    (folder / "broken.docx").write_bytes(b"PK\3\4 not a document")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP with these members."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()
