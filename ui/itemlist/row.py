"""What one line of a list shows, ready to paint."""

from dataclasses import dataclass

from ui.case.words import reason_words
from ui.translate import counted, tr

Mark = tuple[int, int, str]  # start, stop in characters, and word or meaning

_KINDS = {
    "email": "e-mail",
    "message": "chat message",
    "picture": "picture",
    "document": "document",
    "spreadsheet": "spreadsheet",
    "presentation": "presentation",
    "conversation": "conversation",
    "mailbox": "mailbox",
    "archive": "archive",
    "image": "disk image",
    "other": "other file",
}


def kind_words(kind: str) -> str:
    """A kind of item as people call it."""
    return tr(_KINDS.get(kind, kind))


@dataclass(frozen=True)
class ListRow:
    """`likeness` is 0 to 1 or null where meaning did not find it; `words` are those of the question that it holds."""

    id: int
    kind: str
    title: str
    snippet: str
    marks: tuple[Mark, ...]
    likeness: float | None
    words: tuple[str, ...]
    date: str
    exhibit: str
    tags: tuple[str, ...]
    seen: bool
    duplicates: int
    attachments: int
    reason: str = ""
    path: str = ""

    @property
    def why(self) -> str:
        """Why it was found, in words."""
        if self.reason:
            return tr("could not be read: {reason}", reason=reason_words(self.reason))
        if self.likeness is None:
            return " · ".join(self.words)
        return tr("meaning") + " · " + (" · ".join(self.words) if self.words else tr("no word in common"))

    @property
    def sentence(self) -> str:
        """The line as a screen reader says it."""
        parts = [kind_words(self.kind), self.title, self.date, self.exhibit, self.snippet, *self.tags]
        parts += [tr("seen") if self.seen else tr("not seen")]
        if self.duplicates:
            parts.append(counted(self.duplicates, "copy", "copies"))
        if self.attachments:
            parts.append(counted(self.attachments, "attachment", "attachments"))
        return ", ".join(part for part in parts if part)
