"""The mails: mailboxes of M. Ward, and single messages saved on the shared drive."""

import mimetypes
import re
from collections import defaultdict
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from story import File, Files, Record, records, table

MAILBOX = "ABC-3 Ward mailbox"
BOXES = {"Inbox": "Inbox.mbox", "Sent": "Sent.mbox", "Cc": "Copied to me.mbox"}
PEOPLE = table("people.toml")
KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".csv": "text/csv",
}


def boxes(documents: Files) -> Files:
    """Mailboxes and single messages by path; `documents` holds what is attached."""
    mails = {mail.head["id"]: mail for mail in records("mails.txt")}
    files: Files = {}
    filed = defaultdict(list)
    for mail in sorted(mails.values(), key=lambda mail: mail.date):
        message = bytes(_message(mail, mails, documents))
        box = mail.head["box"]
        if box in BOXES:
            filed[box].append((mail, message))
        else:
            folder = f"{MAILBOX}/Recovered deleted items" if box == "Deleted" else box
            files[f"{folder}/{_file_name(mail)}"] = File(message, mail.date)
        if "also" in mail.head:
            files[f"{mail.head['also']}/{_file_name(mail)}"] = File(message, mail.date)
    for box, held in filed.items():
        files[f"{MAILBOX}/{BOXES[box]}"] = File(b"".join(_in_mbox(*each) for each in held), held[-1][0].date)
    return files


def _message(mail: Record, mails: dict[str, Record], documents: Files) -> EmailMessage:
    """One message as its sender's program wrote it."""
    message = EmailMessage(policy=SMTP)
    _address(message, mail)
    _thread(message, mail, mails)
    charset = mail.head.get("charset", "utf-8")
    text = _text(mail, mails)
    message.set_content(text, charset=charset, cte="8bit" if charset == "utf-8" else "quoted-printable")
    if "html" in mail.head:
        message.add_alternative(_html(text), subtype="html", cte="quoted-printable")
    for path in filter(None, mail.head.get("attach", "").split(", ")):
        _attach(message, path, documents[path])
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_larch_{mail.head['id']}_{number}")
    return message


def _address(message: EmailMessage, mail: Record) -> None:
    message["From"] = _person(mail.head["from"])
    message["To"] = ", ".join(map(_person, mail.head["to"].split(", ")))
    if "cc" in mail.head:
        message["Cc"] = ", ".join(map(_person, mail.head["cc"].split(", ")))
    message["Subject"] = mail.head["subject"]
    message["Date"] = format_datetime(mail.date)
    message["X-Mailer"] = "Harrowmere Mail 11.4" if "harrowmere" in message["From"] else "Postbox for Home"


def _thread(message: EmailMessage, mail: Record, mails: dict[str, Record]) -> None:
    message["Message-ID"] = _identity(mail)
    before = []
    while "re" in mail.head:
        mail = mails[mail.head["re"]]
        before.insert(0, _identity(mail))
    if before:
        message["In-Reply-To"] = before[-1]
        message["References"] = " ".join(before)


def _text(mail: Record, mails: dict[str, Record]) -> str:
    """The body with what it answers quoted under it, or forwarded."""
    if "re" not in mail.head:
        return mail.body + "\n"
    before = mails[mail.head["re"]]
    name = PEOPLE[before.head["from"]]["name"]
    quoted = _text(before, mails)
    if mail.head["subject"].startswith("Fwd:"):
        head = f"---------- Forwarded message ----------\nFrom: {name}\nSubject: {before.head['subject']}\n"
        return f"{mail.body}\n\n{head}\n{quoted}"
    lines = "\n".join(f"> {line}".rstrip() for line in quoted.rstrip().splitlines())
    return f"{mail.body}\n\nOn {_spoken(before.date)}, {name} wrote:\n{lines}\n"


def _attach(message: EmailMessage, path: str, file: File) -> None:
    name = path.rpartition("/")[2]
    suffix = name[name.rindex(".") :]
    kind = KINDS.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    main, sub = kind.split("/")
    message.add_attachment(file.data, maintype=main, subtype=sub, filename=name)


def _html(text: str) -> str:
    paragraphs = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>\n" for paragraph in text.strip().split("\n\n"))
    return (
        f"<html><head><title>Bulletin</title></head><body style='font-family:sans-serif'>\n{paragraphs}</body></html>\n"
    )


def _in_mbox(mail: Record, message: bytes) -> bytes:
    """A message as it stands in an MBOX file (lines that begin with `From ` get a `>`)."""
    sender = PEOPLE[mail.head["from"]]["address"]
    body = re.sub(rb"(?m)^(>*From )", rb">\1", message.replace(b"\r\n", b"\n"))
    return f"From {sender} {mail.date:%a %b %d %H:%M:%S %Y}\n".encode() + body + b"\n"


def _person(key: str) -> str:
    return formataddr((PEOPLE[key]["name"], PEOPLE[key]["address"]))


def _identity(mail: Record) -> str:
    return f"<{mail.date:%Y%m%d%H%M}.{mail.head['id']}@{PEOPLE[mail.head['from']]['address'].partition('@')[2]}>"


def _spoken(date: datetime) -> str:
    return f"{date:%a}, {date.day} {date:%b %Y} at {date:%H:%M}"


def _file_name(mail: Record) -> str:
    subject = re.sub(r'[\\/:*?"<>|]+', "", mail.head["subject"])
    return f"{mail.date:%Y-%m-%d %H%M} {subject}.eml"
