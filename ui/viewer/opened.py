"""What the viewer shows of one item, brought together in one go on a worker's thread."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ui.itemlist.row import Mark
from ui.viewer.pages import PageImage, WordBox

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.items import Detail, Row
    from evidence_triage.sandbox import Sandbox

AROUND = 40
PICTURE_PX = 1600


@dataclass(frozen=True)
class Opened:
    """An item as it was when it was opened. `talk` are the messages round it, with how many stand before and after."""

    detail: "Detail"
    zone: str
    marks: tuple[Mark, ...] = ()
    terms: frozenset[str] = frozenset()
    family: "tuple[Row, ...]" = ()
    copies: "tuple[Row, ...]" = ()
    talk: "tuple[Detail, ...]" = ()
    before: int = 0
    after: int = 0
    why: str = ""
    history: tuple[tuple[str, str], ...] = ()

    @property
    def item(self) -> int:
        return self.detail.row.id

    @property
    def has_pages(self) -> bool:
        """Whether its original is shown as pages."""
        return "pdf" in self.detail.row.format

    @property
    def is_picture(self) -> bool:
        return self.detail.row.kind == "picture"


def read_item(case: "Case", item: int) -> Opened:
    """The item with its family, its copies and, for a message, the conversation round it.

    Raises:
        NoSuchItem: there is none, or it may not be seen.
    """
    from evidence_triage import items

    reader = case.reader()
    detail = items.detail(reader, item)
    copies = dict.fromkeys([*items.copies(reader, item), *items.same_message(reader, item)])
    family, others = items.rows(reader, items.family(reader, item)), items.rows(reader, list(copies))
    opened = Opened(detail, case.time_zone, family=tuple(family), copies=tuple(others))
    if detail.row.place != "message":
        return opened
    stretch = items.conversation(reader, item, AROUND)
    talk = tuple(items.detail(reader, number) for number in stretch.items)
    return replace(opened, talk=talk, before=stretch.before, after=stretch.after)


def page_sizes(case: "Case", sandbox: "Sandbox", item: int, name: str) -> list[tuple[float, float]]:
    """The sizes of the item's pages in points, read inside the walls; none where its bytes are not kept."""
    from evidence_triage import items

    file = items.original(case, item)
    if file is None:
        return []
    with file:
        return list(sandbox.pages(file, name).sizes)


def page_image(case: "Case", sandbox: "Sandbox", item: int, name: str, number: int, scale: float) -> PageImage | None:
    """One page as pixels with its words."""
    from evidence_triage import items

    file = items.original(case, item)
    if file is None:
        return None
    with file:
        pixels, data = sandbox.page(file, name, number, scale=scale)
    words = tuple(WordBox(word.text, word.x0, word.y0, word.x1, word.y1) for word in pixels.words)
    return PageImage(_image(pixels.width, pixels.height, data), scale, words)


def picture_image(case: "Case", sandbox: "Sandbox", item: int, name: str) -> QImage:
    """The picture as pixels, no larger than 1,600 px on a side; null where its bytes are not kept."""
    from evidence_triage import items

    file = items.original(case, item)
    if file is None:
        return QImage()
    with file:
        pixels, data = sandbox.picture(file, name, PICTURE_PX)
    return _image(pixels.width, pixels.height, data)


def _image(width: int, height: int, data: bytes) -> QImage:
    """Pixels of the sandbox as Qt's own copy: rows of RGB888 without padding."""
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
