"""One mail (RFC 5322, MIME): headers as found, people, date, thread; what was written now apart from what is quoted.

Attachments and mails within the mail become parts with their very bytes. Where a body stands twice, as text and as
HTML, the text is read, unless it is only a note that the mail is HTML; where the two say different things, both are.
"""

import re

from evidence_triage.extract.encodings import decode, named
from evidence_triage.extract.formats.mail import headers, quoting
from evidence_triage.extract.formats.mail.mime import PARTS, Part, parsed
from evidence_triage.extract.formats.mail.same import message_key
from evidence_triage.extract.formats.web.markup import text_of
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import TooLarge
from evidence_triage.sandbox.protocol import Span
from evidence_triage.words import Kind, Place

TELLING = re.compile(
    r"(?:Received|From|To|Cc|Subject|Date|Message-ID|Return-Path|MIME-Version|Delivered-To|Content-Type|X-[\w-]+|"
    r"Reply-To|Sender|DKIM-Signature|Status|Importance|References|In-Reply-To|Thread-[\w]+|Content-[\w-]+|List-[\w-]+|"
    r"ARC-[\w-]+|Authentication-Results|Envelope-To|Sent|Organization|User-Agent|Bcc|Resent-[\w-]+|Mailing-List|"
    r"Precedence|Lines|Xref|Path|Newsgroups):",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[\x21-\x39\x3b-\x7e]{1,76}:")
_WORD = re.compile(r"\w+")
_INSTEAD_OF_HTML = 0.3
_OTHER_WORDS = 0.15


def is_mail(text: str) -> bool:
    """Whether the text opens with headers of a mail: at least two, one of them of those that mails carry."""
    lines = text.lstrip("\r\n").splitlines()[:40]
    names: list[str] = []
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not _HEADER.match(line):
            if names or not line.startswith(("From ", ">From ")):
                return False
            continue
        names.append(line)
    telling = {line.partition(":")[0].lower() for line in names if TELLING.match(line)}
    return len(telling) >= 2 and bool(telling & _ONE_OF)


_ONE_OF = frozenset(
    {"from", "to", "received", "subject", "date", "message-id", "return-path", "mime-version", "newsgroups"}
)


@reader("mail/eml", formats=("eml",), kind=Kind.EMAIL, sniff=is_mail, suffixes=(".eml",), precision=80)
def read(source: Source, out: Output) -> None:
    """Gives the head, the text, the parts in their order.

    Raises:
        TooLarge: it is made of more parts than are ever read.
    """
    mail = parsed(_without_envelope(source.whole()))
    text, spans, shown = _body(mail)
    attached = [part for part in _leaves(mail) if not any(part is each for each in shown)]
    _tell(mail, text, attached, out)
    out.write_spanned(text, spans)
    for number, part in enumerate(attached, 1):
        _hand_over(part, number, out)
    if any(part.cut for part in mail.walk()):
        raise TooLarge(f"more than {PARTS:,} parts side by side")


def _without_envelope(raw: bytes) -> bytes:
    """The mail without a line of a mailbox (`From `) that still stands above it, or empty lines."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return raw[raw.find(b"\n") + 1 :] if raw.startswith((b"From ", b">From ")) else raw


def _tell(mail: Part, text: str, attached: list[Part], out: Output) -> None:
    date, found = headers.date(mail.headers)
    people, subject = headers.people(mail.headers), headers.subject(mail.headers)
    out.head(
        kind=Kind.PAGE if _is_saved_page(mail) else None,
        title=subject,
        date=date,
        date_as_found=found,
        people=people,
        properties=headers.as_found(mail.headers),
        message_key=message_key(people, date, subject, text, (part.content for part in attached)),
        thread=headers.thread(mail.headers),
    )


def _is_saved_page(mail: Part) -> bool:
    """Whether the headers are those with which a browser saves a page (MHTML)."""
    return "Snapshot-Content-Location" in mail.headers or str(mail.headers.get("From", "")).startswith("<Saved by")


def _leaves(mail: Part) -> list[Part]:
    """The parts that are not made of parts; a mail within the mail is one."""
    return [part for part in mail.walk() if not part.parts and (part is mail or part.body or part.name)]


def _is_text(part: Part) -> bool:
    return part.type in ("text/plain", "text/html") and part.disposition != "attachment" and not part.name


def _body(mail: Part) -> tuple[str, list[Span], list[Part]]:
    """The text to read with its spans, and the parts that it comes from."""
    pieces: list[tuple[str, list[Span]]] = []
    shown: list[Part] = []
    for group in _groups(mail):
        pieces.append(_read_group(group))
        shown += group
    return *_joined(pieces), shown


def _groups(part: Part) -> list[list[Part]]:
    """The parts of the body; those that say the same in several ways stand together."""
    if not part.parts:
        return [[part]] if _is_text(part) else []
    below = [group for each in part.parts for group in _groups(each)]
    return [[each for group in below for each in group]] if part.type == "multipart/alternative" and below else below


def _read_group(group: list[Part]) -> tuple[str, list[Span]]:
    """The text of a body that stands in one or two ways; where these say different things, both."""
    plain = "\n".join(_text(part) for part in group if part.type == "text/plain").strip("\r\n")
    marked_up = [part for part in group if part.type == "text/html"]
    if not marked_up:
        return plain, quoting.spans(plain)
    text, spans = text_of("\n".join(_text(part) for part in marked_up))
    as_html = text, spans or quoting.spans(text)
    if not plain.strip() or _says_less(plain, text):
        return as_html
    as_plain = plain, quoting.spans(plain)
    return as_plain if _says_the_same(plain, text) else _joined([as_plain, as_html])


def _says_less(plain: str, text: str) -> bool:
    """Whether the plain text only tells that the mail is HTML."""
    return len(plain) < 200 and len(plain) < _INSTEAD_OF_HTML * len(text)


def _says_the_same(plain: str, text: str) -> bool:
    """Whether no number and next to no word of the HTML is missing from the plain text."""
    words = set(_WORD.findall(text.casefold()))
    other = words - set(_WORD.findall(plain.casefold()))
    return len(other) <= _OTHER_WORDS * len(words) and not any(word.isdigit() for word in other)


def _text(part: Part) -> str:
    """A text part in the encoding that it names, else in the one that its bytes tell."""
    data = part.content
    charset = str(part.headers.get_content_charset() or "")
    told = named(data, charset) if charset and charset not in ("us-ascii", "ascii", "unknown-8bit") else None
    told = told or decode(data) or named(data, "cp1252")
    return told.text.replace("\r\n", "\n").replace("\r", "\n") if told else ""


def _joined(pieces: list[tuple[str, list[Span]]]) -> tuple[str, list[Span]]:
    """The pieces of the body, an empty line between them, with their spans moved to where they now stand."""
    text, spans = "", []
    for piece, its_spans in pieces:
        if not piece:
            continue
        text += "\n\n" if text else ""
        spans += [Span(span.start + len(text), span.stop + len(text), span.role, span.label) for span in its_spans]
        text += piece
    return text, spans


def _hand_over(part: Part, number: int, out: Output) -> None:
    """A part as a child; a mail within the mail bears its subject as name."""
    nested = part.type in ("message/rfc822", "message/global")
    name = part.name or (_subject_of(part) if nested else "") or f"part {number}{_SUFFIXES.get(part.type, '')}"
    out.child(
        Place.ATTACHMENT,
        name,
        f"{number}/{name}",
        part.content,
        properties=headers.as_found(part.headers),
        inline=_is_inline(part),
    )


def _subject_of(part: Part) -> str:
    subject = headers.subject(parsed(part.content).headers)
    return f"{subject}.eml" if subject else ""


def _is_inline(part: Part) -> bool:
    """Whether a picture stands in the text rather than beside it."""
    return part.type.startswith("image/") and part.disposition != "attachment" and "Content-ID" in part.headers


_SUFFIXES = {
    "message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "image/jpeg": ".jpg", "image/png": ".png",
    "image/gif": ".gif", "application/pdf": ".pdf", "text/calendar": ".ics",
}  # fmt: skip
