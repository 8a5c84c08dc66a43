"""For tests of searching: a small case filled by hand, with its word index, and what should be found in it by reading it all."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_triage import embedding, index
from evidence_triage.items.concluded import Party
from evidence_triage.search.query import tokens
from evidence_triage.words import Kind, Role
from tests.handing import Desk, desk

WARD = Party("from", "Ann Ward", "ward@example.test")
OSEI = Party("to", "José Osei", "osei@example.test")
COPY = Party("cc", "Warden of the Park", "office@park.test")
MARCH_1 = 1_772_359_200.0  # 2026-03-01T10:00:00Z
DAY = 86_400.0


@dataclass
class Shelf:
    """A case whose items are in the index; `texts` are title, parties, name and text of each, `static` embeds them at once."""

    desk: Desk
    static: embedding.Embedder | None = None
    texts: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)

    @property
    def case(self) -> Any:
        return self.desk.case

    def puts(self, path: str, text: str, *, title: str = "", people: tuple[Party, ...] = (), **more: Any) -> int:
        """An item, found by its words at once."""
        item = self.desk.writes(path, text, title=title, people=people, **more)
        name = path.rsplit("/", 1)[-1]
        parties = " ".join(f"{party.name} {party.address}" for party in people)
        self.texts[item] = (title or name, parties, name, text)
        content = self.case.unguarded().value("SELECT content FROM ledger WHERE item = ?", (item,))
        new = self.case.unguarded().value("SELECT 1 FROM passage WHERE content = ?", (content,)) is None
        with self.case.derive() as change:
            index.put(change, [index.Indexable(item, content, new, *self.texts[item])], self.static)
        return item

    def embeds(self) -> None:
        """Gives every passage its full vector."""
        index.embed_waiting(self.case, embedding.load("full"))

    def holding(self, words: str, *, prefix: bool = False) -> set[int]:
        """By reading everything: the items in which the words stand side by side in one column."""
        sought = " ".join(tokens(words))
        pattern = re.compile(rf"(?<!\w){re.escape(sought)}" + ("" if prefix else r"(?!\w)"))
        return {
            item
            for item, columns in self.texts.items()
            if any(pattern.search(" ".join(tokens(text))) for text in columns)
        }


def shelf(folder: Path, role: Role = Role.SUPERVISOR, static: embedding.Embedder | None = None) -> Shelf:
    """Mails, documents and copies enough to tell one question from another."""
    made = Shelf(desk(folder, role), static)
    mail = {"kind": Kind.EMAIL, "form": "eml"}
    made.puts(
        "box/0.eml",
        "The evaluation panel meets on Thursday.",
        title="Lot 4",
        people=(WARD, OSEI),
        instant=MARCH_1,
        message_key="a",
        **mail,
    )
    made.puts(
        "box/1.eml",
        "Sandwiches at noon?",
        title="Lunch",
        people=(WARD, OSEI, COPY),
        instant=MARCH_1 + DAY,
        message_key="b",
        **mail,
    )
    made.puts(
        "box/2.eml",
        "He would be very grateful for your help at the café.",
        title="Re: Lot 4",
        people=(WARD, OSEI),
        instant=MARCH_1 + 40 * DAY,
        message_key="c",
        **mail,
    )
    made.puts(
        "box/copy of 1.eml",
        "Sandwiches at noon?",
        title="Lunch",
        people=(WARD, OSEI),
        instant=MARCH_1 + DAY,
        message_key="b",
        **mail,
    )
    made.puts("drive/scores.csv", "bidder;score\nHarwell;5", kind=Kind.TABLE)
    made.puts(
        "drive/minutes.txt", "Minutes of the panel: lot 4 was discussed; the meeting began at 12:30.", exhibit="ABC/2"
    )
    made.puts(
        "drive/old minutes.txt",
        "Minutes of the panel: lot 3. Gratitude was expressed.",
        exhibit="ABC/2",
        instant=MARCH_1 - 400 * DAY,
    )
    return made
