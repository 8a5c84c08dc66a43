"""R25, R26: one bundle with an index that leads, page numbers that agree, and no page covered."""

import pymupdf
import pytest

from evidence_triage.errors import NotRendered
from evidence_triage.sandbox import Sandbox


def part(words: str, pages: int = 1, *, to_the_foot: bool = False) -> bytes:
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        page.insert_text((72, 100), f"{words} {number + 1}")
        if to_the_foot:
            page.draw_rect(page.rect, fill=(0.9, 0.8, 0.8))
            page.insert_text((72, 838), "last line")
    return document.tobytes()


def bundle(sandbox: Sandbox, *parts: bytes, **params: object) -> pymupdf.Document:
    product, data = sandbox.merge(
        b"".join(parts), {"title": "Bundle", "subtitle": ["R v Ward"], "parts": described(parts), **params}
    )
    document = pymupdf.open(stream=data, filetype="pdf")
    assert product.pages == document.page_count
    return document


def described(parts: tuple[bytes, ...]) -> list[dict[str, object]]:
    starts = [sum(map(len, parts[:number])) for number in range(len(parts))]
    return [
        {
            "start": start,
            "size": len(each),
            "number": str(at + 1),
            "reference": f"ABC/{at + 1}",
            "description": f"Paper {at + 1}",
            "date": "2026-03-01",
        }
        for at, (start, each) in enumerate(zip(starts, parts, strict=True))
    ]


def test_the_index_leads_to_each_document(sandbox: Sandbox) -> None:
    document = bundle(sandbox, part("first", 3), part("second", 2))
    index = document[0]
    assert all(words in index.get_text() for words in ("Bundle", "R v Ward", "Paper 1", "ABC/2", "2026-03-01"))
    targets = [link["page"] for link in index.get_links()]
    assert targets == [1, 4]
    assert "first 1" in document[1].get_text()
    assert "second 1" in document[4].get_text()


def test_bookmarks_labels_and_stamps_agree(sandbox: Sandbox) -> None:
    document = bundle(sandbox, part("first", 3), part("second", 2), stamp="Volume 2")
    assert document.get_toc() == [[1, "1  Paper 1 (p. 2)", 2], [1, "2  Paper 2 (p. 5)", 5]]
    for page in document:
        assert f"Volume 2 page {page.number + 1}" in " ".join(page.get_text().split())
        assert page.get_label() == str(page.number + 1)
    assert "ABC/2" in document[5].get_text()
    assert "ABC" not in document[0].get_text().split("Volume")[-1]


def test_a_stamp_covers_nothing(sandbox: Sandbox) -> None:
    plain, full = bundle(sandbox, part("short"), part("long", to_the_foot=True)).pages(1, 3)
    assert plain.rect.height == pymupdf.paper_rect("a4").height
    assert full.rect.height > plain.rect.height
    assert "last line" in full.get_text()


def test_an_index_of_many_pages_counts_itself(sandbox: Sandbox) -> None:
    document = bundle(sandbox, *(part(f"paper{number}x") for number in range(120)))
    index_pages = document.page_count - 120
    assert index_pages > 1
    links = [link["page"] for number in range(index_pages) for link in document[number].get_links()]
    assert links == list(range(index_pages, document.page_count))
    assert "paper119x" in document[links[-1]].get_text()


def test_a_long_word_does_not_push_the_page_number_off(sandbox: Sandbox) -> None:
    data = part("x")
    described_long = [{**described((data,))[0], "description": "W" * 500, "reference": "R" * 90}]
    document = bundle(sandbox, data, parts=described_long)
    places = [word for word in document[0].get_text("words") if word[4] == "2"]
    assert places
    assert all(word[2] < document[0].rect.x1 - 20 for word in places)


def test_hostile_descriptions_are_text(sandbox: Sandbox) -> None:
    data = part("x")
    spec = [{**described((data,))[0], "description": "</td><a href='https://evil.test'>x</a>"}]
    document = bundle(sandbox, data, parts=spec)
    assert "</td>" in "".join(document[0].get_text().split())
    assert {link["kind"] for link in document[0].get_links()} == {pymupdf.LINK_GOTO}


def test_a_bundle_has_its_title_and_no_other_metadata(sandbox: Sandbox) -> None:
    metadata = bundle(sandbox, part("x")).metadata
    assert {name: value for name, value in metadata.items() if value and name != "format"} == {"title": "Bundle"}


def test_the_same_bundle_has_the_same_bytes(sandbox: Sandbox) -> None:
    parts = (part("one"), part("two", to_the_foot=True))
    params: dict[str, object] = {"title": "T", "parts": described(parts)}
    assert sandbox.merge(b"".join(parts), params)[1] == sandbox.merge(b"".join(parts), params)[1]


def test_a_part_beyond_the_file_is_refused(sandbox: Sandbox) -> None:
    data = part("x")
    with pytest.raises(NotRendered):
        sandbox.merge(data, {"parts": [{**described((data,))[0], "size": len(data) + 1}]})
