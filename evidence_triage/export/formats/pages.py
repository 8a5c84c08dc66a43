"""The items as pages, bound into volumes with index, bookmarks and stamps.

Setting and binding are done behind the wall; here only finished pages are put one after the other.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from evidence_triage.disclosure.release import Part, Release, ReleasedItem, Way
from evidence_triage.export.formats.setting import SetItem, set_item
from evidence_triage.export.progress import Progress, Stage
from evidence_triage.sandbox import Sandbox

VOLUME_PAGES = 2000
VOLUME_BYTES = 400 << 20
AHEAD = 8


@dataclass(frozen=True)
class Sheet:
    """An item's own pages as they lie among those of its volume (`start`, `size` in bytes); `way` is how they were made."""

    item: ReleasedItem
    way: Way
    pages: int
    start: int
    size: int


@dataclass(frozen=True)
class Volume:
    """One PDF of the bundle. `front` counts the pages of its index, which stand before the first item's."""

    file: str
    title: str
    sheets: tuple[Sheet, ...]
    front: int

    @property
    def pages(self) -> int:
        return self.front + sum(sheet.pages for sheet in self.sheets)

    def places(self) -> Iterator[tuple[Sheet, int]]:
        """Each sheet with the page it begins on, counted from 1 as the PDF counts."""
        page = self.front + 1
        for sheet in self.sheets:
            yield sheet, page
            page += sheet.pages


def write_pages(release: Release, folder: Path, sandbox: Sandbox, progress: Progress) -> list[Volume]:
    """Writes every part of the release as one PDF, or as several where it is too large for one."""
    bindery = _Bindery(release, folder, sandbox, progress)
    return [volume for part in release.parts for volume in bindery.volumes(part)]


@dataclass
class _Heap:
    """The pages of one volume, one PDF after the other in a file without a name, which goes when it is closed."""

    file: BinaryIO
    sheets: list[Sheet] = field(default_factory=list)
    pages: int = 0
    size: int = 0

    def has_room(self, made: SetItem) -> bool:
        """Whether the pages still go in; an empty one takes anything."""
        return not self.sheets or (
            self.pages + made.pages <= VOLUME_PAGES and self.size + len(made.pdf) <= VOLUME_BYTES
        )

    def put(self, item: ReleasedItem, made: SetItem) -> None:
        self.sheets.append(Sheet(item, made.way, made.pages, self.size, len(made.pdf)))
        self.file.write(made.pdf)
        self.pages += made.pages
        self.size += len(made.pdf)


@dataclass
class _Bindery:
    release: Release
    folder: Path
    sandbox: Sandbox
    progress: Progress
    items_set: int = 0
    items_bound: int = 0

    def volumes(self, part: Part) -> list[Volume]:
        """The PDFs of one part."""
        heaps = self._heaps(part)
        numbers = [0] if len(heaps) == 1 else range(1, len(heaps) + 1)
        return [self._bound(part, heap, number) for number, heap in zip(numbers, heaps, strict=True)]

    def _heaps(self, part: Part) -> list[_Heap]:
        heaps = [self._heap()]
        for item, made in self._set(part.items):
            if not heaps[-1].has_room(made):
                heaps.append(self._heap())
            heaps[-1].put(item, made)
            self.items_set += 1
            self.progress(Stage.PAGES, self.items_set, len(self.release.items))
        return heaps

    def _heap(self) -> _Heap:
        return _Heap(cast(BinaryIO, TemporaryFile(dir=self.folder)))

    def _set(self, items: Sequence[ReleasedItem]) -> Iterator[tuple[ReleasedItem, SetItem]]:
        """Each item with its pages, in order; a few are made ahead at the same time."""
        waiting = iter(items)
        with ThreadPoolExecutor(AHEAD) as pool:
            while batch := list(islice(waiting, AHEAD)):
                yield from zip(batch, pool.map(partial(set_item, sandbox=self.sandbox), batch), strict=True)

    def _bound(self, part: Part, heap: _Heap, number: int) -> Volume:
        """Binds a heap into one PDF; `number` is the volume's, 0 where there is only one."""
        title = f"{part.title}, volume {number}" if number else part.title
        name = f"{part.name}-{number}.pdf" if number else f"{part.name}.pdf"
        params: dict[str, object] = {
            "title": self.release.title,
            "subtitle": [title, f"Times in {self.release.zone}"],
            "parts": [_params(sheet) for sheet in heap.sheets],
            "stamp": f"Volume {number}" if number else "",
        }
        self.progress(Stage.BINDING, self.items_bound, len(self.release.items))
        with heap.file as file:
            file.seek(0)
            product, pdf = self.sandbox.merge(file, params)
        (self.folder / name).write_bytes(pdf)
        self.items_bound += len(heap.sheets)
        self.progress(Stage.BINDING, self.items_bound, len(self.release.items))
        return Volume(name, title, tuple(heap.sheets), product.pages - heap.pages)


def _params(sheet: Sheet) -> dict[str, object]:
    item = sheet.item
    return {
        "start": sheet.start,
        "size": sheet.size,
        "number": str(item.number),
        "reference": item.reference,
        "description": item.description,
        "date": item.date,
    }
