"""Rich Text Format (Microsoft, 1.9.1) taken apart: control words, groups and text to what is said, where and in which encoding.

Groups are read with a stack of their own, in pure Python, so that neither nesting nor a picture's megabytes matter.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from evidence_triage.extract.formats.office.rtf_words import (
    BESIDE,
    CHARSETS,
    ENCODING_WORDS,
    INFO,
    NO_TEXT_INSIDE,
    PAGES,
    SHOWN_THOUGH_STARRED,
    SILENT,
    SPELT,
    SYMBOLS,
    TIME_PARTS,
    TIMES,
)
from evidence_triage.extract.unreadable import Damaged

GROUPS = 10_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)


@dataclass(frozen=True)
class Group:
    """What holds inside one pair of braces."""

    destination: str = ""
    silent: bool = False
    encoding: str = ""
    skip: int = 1
    deleted: bool = False
    hidden: bool = False


@dataclass
class Rtf:
    """A document being read: `text` with what is deleted apart, `beside` (role, label, text), `info`, `objects`."""

    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    body: list[tuple[str, str]] = field(default_factory=list)
    beside: list[tuple[str, str, list[str]]] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    objects: list[list[bytes]] = field(default_factory=list)
    _stack: list[Group] = field(default_factory=list)
    _group: Group = field(default_factory=Group)
    _held: bytearray = field(default_factory=bytearray)
    _surrogate: str = ""
    _to_skip: int = 0
    _starred: bool = False
    _font: int = -1
    _author: str = ""

    def read(self, data: bytes) -> None:
        """Reads the whole document.

        Raises:
            Damaged: groups are nested beyond any sense.
        """
        at = 0
        while token := _TOKEN.match(data, at):
            at = token.end()
            if token[1] == b"bin":
                at += max(int(token[2] or 0), 0)
            else:
                self._token(token)
        self._flush()

    def _token(self, token: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, text = token.groups()
        if code is not None:
            self._byte(bytes([int(code, 16)]))
        elif text is not None:
            self._plain(text)
        elif word is not None:
            name = word.decode("ascii")
            if name != "u" or self._to_skip:
                self._flush()
            self._word(name, int(number) if number is not None else None)
        elif brace is not None:
            self._flush()
            self._open() if brace == b"{" else self._close()
        elif symbol is not None:
            self._flush()
            self._symbol(symbol.decode("latin-1"))

    # Groups

    def _open(self) -> None:
        if len(self._stack) > GROUPS:
            raise Damaged("groups nested without end")
        self._stack.append(self._group)
        self._to_skip = 0

    def _close(self) -> None:
        self._starred = False
        self._to_skip = 0
        if self._stack:
            self._group = self._stack.pop()

    # Words

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u":
            self._unicode(number or 0)
        elif word == "uc":
            self._group = replace(self._group, skip=max(number if number is not None else 1, 0))
        elif word in SPELT:
            self._say(SPELT[word])
        elif word in ENCODING_WORDS:
            self._encoding(word, number)
        elif word in ("deleted", "v", "plain"):
            self._appearance(word, number != 0)
        elif word in TIME_PARTS and self._group.destination in TIMES:
            self.info[self._group.destination] = (
                f"{self.info.get(self._group.destination, '')} {number or 0:02}".strip()
            )
        else:
            self._destination(word, starred)

    def _appearance(self, word: str, on: bool) -> None:
        """Text that is deleted (tracked) or hidden, or plain again."""
        if word == "deleted":
            self._group = replace(self._group, deleted=on)
        elif word == "v":
            self._group = replace(self._group, hidden=on)
        else:
            self._group = replace(self._group, hidden=False, deleted=False)

    def _destination(self, word: str, starred: bool) -> None:
        """A word that says where the group's text goes."""
        if word in BESIDE:
            role, label = BESIDE[word]
            self.beside.append((role, label or self._author, []))
            self._group = replace(self._group, destination=word, silent=False)
        elif word in INFO or word in TIMES or word in ("atnauthor", "objdata", "fonttbl"):
            if word == "objdata":
                self.objects.append([])
            self._group = replace(self._group, destination=word, silent=True)
        elif word in ("shptxt", "fldrslt", "result"):
            self._group = replace(self._group, destination=self._of_parent(), silent=self._silent_above())
        elif word in SILENT or (starred and word not in SHOWN_THOUGH_STARRED):
            self._group = replace(self._group, destination=word, silent=True)

    def _of_parent(self) -> str:
        """The place where text goes outside a shape, an object or a field."""
        return next((each.destination for each in reversed(self._stack) if not each.silent), "")

    def _silent_above(self) -> bool:
        """Whether a picture or a table of styles is around, whose shapes are nobody's text."""
        return any(each.destination in NO_TEXT_INSIDE for each in self._stack)

    def _encoding(self, word: str, number: int | None) -> None:
        number = number or 0
        if word == "f":
            self._font = number
            self._group = replace(self._group, encoding=self.fonts.get(number, ""))
        elif word == "fcharset":
            self.fonts[self._font] = CHARSETS.get(number, "") if number > 1 else ""
        elif word == "cpg" and self._group.destination == "fonttbl":
            self.fonts[self._font] = _known(f"cp{number}")
        elif word == "ansicpg":
            self.page = _known(f"cp{number}") or self.page
        elif word in PAGES:
            self.page = PAGES[word]

    # Text

    def _byte(self, byte: bytes) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._held += byte

    def _plain(self, text: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if self._group.destination == "objdata" and self.objects:
            self.objects[-1].append(text)
        elif (
            self._group.destination == "fonttbl"
            or not self._group.silent
            or self._group.destination in (*INFO, "atnauthor")
        ):
            self._held += text

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in SYMBOLS:
            self._say(SYMBOLS[symbol])

    def _unicode(self, code: int) -> None:
        r"""\uN: a UTF-16 unit, followed by as many characters for older readers, which are passed over."""
        self._flush()
        unit = chr(code & 0xFFFF)
        if "\ud800" <= unit <= "\udbff":
            self._say_surrogate()
            self._surrogate = unit
        elif "\udc00" <= unit <= "\udfff":
            pair, self._surrogate = self._surrogate + unit, ""
            self._say(pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
        else:
            self._say(unit)
        self._to_skip = self._group.skip

    def _say_surrogate(self) -> None:
        if self._surrogate:
            self._surrogate = ""
            self._put("\ufffd")

    def _flush(self) -> None:
        if self._held:
            data, encoding = bytes(self._held), self._group.encoding or self.page
            self._held.clear()
            self._say(data.decode("latin-1" if encoding == "symbol" else encoding, "replace"))

    def _say(self, text: str) -> None:
        self._say_surrogate()
        self._put(text)

    def _put(self, text: str) -> None:
        """Text to where the group's text goes."""
        place = self._group.destination
        if place in INFO:
            self.info[place] = self.info.get(place, "") + text
        elif place == "atnauthor":
            self._author = text
        elif self._group.silent:
            return
        elif place in BESIDE and self.beside:
            self.beside[-1][2].append(text)
        else:
            self.body.append((text, "deleted" if self._group.deleted else "hidden" if self._group.hidden else ""))


def _known(encoding: str) -> str:
    """The encoding where Python knows it, else nothing."""
    encoding = {"cp10000": "mac_roman", "cp65001": "utf-8"}.get(encoding, encoding)
    try:
        codecs.lookup(encoding)
    except LookupError:
        return ""
    return encoding
