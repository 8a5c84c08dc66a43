"""WhatsApp text exports: one message after another, each opened by its stamp, in the phone's own order and clock.

No published format; seen in exports of Android and iOS, 2015 to 2026 (docs/formats.md, "WhatsApp").
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_triage.extract.formats.chat import said
from evidence_triage.extract.formats.chat.stamps import MARKS, Order, Stamp, order_of, stamp_of
from evidence_triage.extract.formats.text.plain import decoded, encoding_words
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.sandbox.protocol import Message, Person
from evidence_triage.words import Kind

APP = "WhatsApp"
LINE_CHARACTERS = 1 << 20
NAME_CHARACTERS = 120
SNIFFED_LINES = 60

_NUMBER = re.compile(r"\+?[\d\u00a0 ()\-‑]{7,25}$")
_FILE_NAME = re.compile(
    r"WhatsApp[ -]?Chat (?:with|mit|-) (.+)|"
    r"(?:Conversación de|Conversa do|Discussion|Chat|Conversation) WhatsApp (?:con|com|avec|with) (.+)|"
    r"WhatsApp-chat met (.+)|Чат WhatsApp с (?:контактом )?(.+)|Chat WhatsApp con (.+)"
)


def is_export(text: str) -> bool:
    """Whether the text opens with a stamp and someone speaks within the first lines."""
    lines = [line for line in text.lstrip(MARKS).splitlines()[:SNIFFED_LINES] if line.strip()]
    if not lines or stamp_of(lines[0]) is None:
        return False
    stamped = [found for line in lines if (found := stamp_of(line))]
    return any(_parted(rest)[0] for _, rest in stamped)


@reader(
    "chat/whatsapp-text",
    formats=("whatsapp-text",),
    kind=Kind.CONVERSATION,
    sniff=is_export,
    suffixes=(".txt",),
    precision=85,
)
def read(source: Source, out: Output) -> None:
    """Gives the conversation, then each message; a line that opens no message continues the one before."""
    encoding = decoded(source, out)
    survey = Survey()
    for raw in _messages(source, encoding.encoding):
        survey.take(raw)
    order, told = order_of(survey.stamps)
    conversation = survey.name or _name_of_file(source.name) or ", ".join(sorted(survey.members)[:20])
    begun, ended = survey.stamps[0], survey.last or survey.stamps[-1]
    out.head(
        title=conversation,
        date=_iso(begun, order),
        date_as_found=begun.as_found,
        people=[_person(name) for name in survey.members],
        properties=[
            ("app", APP),
            ("messages", str(survey.count)),
            ("first message", _iso(begun, order) or begun.as_found),
            ("last message", _iso(ended, order) or ended.as_found),
            (
                "order of dates",
                f"{order.name.lower().replace('_', ' ')}{'' if told else ' (assumed; no date in it tells)'}",
            ),
            ("encoding", encoding_words(encoding)),
        ],
    )
    for number, raw in enumerate(_messages(source, encoding.encoding), 1):
        out.message(_message(raw, number, conversation, order, survey))


@dataclass
class Raw:
    """A message as it stands: its stamp, and its lines after the stamp."""

    stamp: Stamp
    lines: list[str]

    @property
    def parted(self) -> tuple[str, str]:
        """Sender ("" for a line of the app) and text."""
        sender, first = _parted(self.lines[0])
        return sender, "\n".join([first, *self.lines[1:]]).rstrip("\n")


@dataclass
class Survey:
    """What the whole export tells before its first message is given: stamps, members, the group's name."""

    stamps: list[Stamp] = field(default_factory=list)
    members: dict[str, None] = field(default_factory=dict)
    name: str = ""
    announcer: str = ""
    last: Stamp | None = None
    count: int = 0

    def take(self, raw: Raw) -> None:
        """Notes one message. Of stamps, one a day is enough to tell their order."""
        sender, text = raw.parted
        self.count += 1
        self.last = raw.stamp
        if not self.stamps or self.stamps[-1].numbers != raw.stamp.numbers:
            self.stamps.append(raw.stamp)
        if said.is_notice(text) and sender and text.startswith("\u200e"):
            self.announcer = sender
            self.name = self.name or sender
        elif sender and not _is_apps_own(text):
            self.members[sender] = None  # a conversation of two bears the name of one of them, who speaks too
        if not sender or text.startswith("\u200e"):
            self.name = said.group_name(text) or self.name


def _messages(source: Source, encoding: str) -> Iterator[Raw]:
    """The export's messages in order. Lines before the first stamp belong to none and are passed over."""
    source.rewind()
    lines = io.TextIOWrapper(source.file, encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
    try:
        held: Raw | None = None
        while line := lines.readline(LINE_CHARACTERS):
            found = stamp_of(line)
            if found is None:
                if held is not None:
                    held.lines.append(line.rstrip("\r\n"))
                continue
            if held is not None:
                yield held
            held = Raw(found[0], [found[1].rstrip("\r\n")])
        if held is not None:
            yield held
    finally:
        lines.detach()


def _parted(rest: str) -> tuple[str, str]:
    """Sender and text of what follows a stamp; no sender where the app itself speaks."""
    sender, colon, text = rest.partition(":")
    sender = sender.strip(MARKS + " ~\u00a0\u202f")
    if not colon or not sender or len(sender) > NAME_CHARACTERS or (text and text[0] not in f" \u00a0{MARKS}"):
        return "", rest.strip(" ")
    if any(sign in sender for sign in '“”"'):
        return "", rest.strip(" ")
    return sender, text.removeprefix(" ")


def _is_apps_own(text: str) -> bool:
    """Whether the app wrote the line, which iOS marks at its beginning, rather than a member."""
    return text.startswith("\u200e") and said.is_apps_own(text.strip(MARKS))


def _message(raw: Raw, number: int, conversation: str, order: Order, survey: Survey) -> Message:
    sender, text = raw.parted
    by_app = not sender or _is_apps_own(text)
    text, edited = said.without_edit_mark(text)
    text = text.strip(MARKS)
    attached = said.attachments(text)
    marks = {
        "system": by_app,
        "edited": edited,
        "deleted": said.is_deleted(text),
        "media-missing": said.is_left_out(text),
    }
    return Message(
        locator=str(number),
        app=APP,
        conversation=conversation,
        sender="" if by_app and sender == survey.announcer else sender,
        date=_iso(raw.stamp, order),
        date_as_found=raw.stamp.as_found,
        text=text,
        attachments=attached,
        marks=[mark for mark, set_ in marks.items() if set_],
    )


def _iso(stamp: Stamp, order: Order) -> str | None:
    """ISO 8601 without offset: an export keeps none."""
    moment = stamp.moment(order)
    return moment.isoformat() if moment else None


def _person(name: str) -> Person:
    """A member by name, or by number where the phone knew no name."""
    return Person("member", "", name) if _NUMBER.match(name) else Person("member", name)


def _name_of_file(name: str) -> str:
    match = _FILE_NAME.match(name.rpartition("/")[2].removesuffix(".txt"))
    return next(filter(None, match.groups()), "") if match else ""
