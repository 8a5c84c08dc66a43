"""A release as pages: index, links, bookmarks, stamps, labels, text, upright (R25)."""

import io
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from evidence_triage.disclosure import Release, Way
from evidence_triage.export.formats import pages, write_pages
from evidence_triage.export.formats.pages import Volume
from evidence_triage.export.formats.setting import FROM_TEXT, NO_PAGES
from evidence_triage.export.progress import Stage
from evidence_triage.sandbox import Sandbox
from tests.export.releases import bytes_item, mail, release


def quiet(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody wants to know."""


def written(made: Release, folder: Path, sandbox: Sandbox) -> tuple[list[Volume], Any]:
    volumes = write_pages(made, folder, sandbox, quiet)
    return volumes, pymupdf.open(folder / volumes[0].file)


def a_pdf(*texts: str, rotation: int = 0, script: str = "") -> bytes:
    document = pymupdf.open()
    for text in texts:
        page = document.new_page()
        page.insert_text((72, 72), text)
        page.set_rotation(rotation)
    document.set_metadata({"author": "Tom Secret", "title": "secret title"})
    if script:
        action = document.get_new_xref()
        document.update_object(action, f"<</S/JavaScript/JS({script})>>")
        document.xref_set_key(document.pdf_catalog(), "OpenAction", f"{action} 0 R")
    return bytes(document.tobytes())


def a_picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(held, "JPEG", exif=_sideways())
    return held.getvalue()


def _sideways() -> Any:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "secret maker"
    return exif


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> tuple[list[Volume], Any]:
    made = release(
        mail(1, "first mail\n\nwith ünïcode and Кириллица"),
        bytes_item(2, Way.PDF, ".pdf", a_pdf("one thing", "another thing", rotation=90, script="app.alert(1)")),
        bytes_item(3, Way.PICTURE, ".jpg", a_picture()),
        bytes_item(4, Way.PDF, ".pdf", b"%PDF-1.7 not at all"),
        bytes_item(5, Way.PICTURE, ".png", b"not at all", text=""),
        mail(6, kind="archive", way=Way.SLIP, remark="It is a container.", native=None),
        mail(7, "x\n" * 300),
    )
    return written(made, tmp_path_factory.mktemp("bundle"), sandbox)


def test_each_item_has_its_way_and_none_costs_the_bundle(bundle: tuple[list[Volume], Any]) -> None:
    (volume,), _ = bundle
    assert [sheet.way.value for sheet in volume.sheets] == ["text", "pdf", "picture", "text", "slip", "slip", "text"]


def test_index_and_links_lead_to_each_document(bundle: tuple[list[Volume], Any]) -> None:
    (volume,), pdf = bundle
    index = "".join(pdf[number].get_text() for number in range(volume.front))
    links = [link for number in range(volume.front) for link in pdf[number].get_links()]
    for (sheet, page), link in zip(volume.places(), links, strict=True):
        for said in (sheet.item.description, sheet.item.reference, sheet.item.date, str(page)):
            assert said in " ".join(index.split())
        assert link["page"] == page - 1


def test_bookmarks_labels_and_stamps_agree_with_the_pdfs_own_pages(bundle: tuple[list[Volume], Any]) -> None:
    (volume,), pdf = bundle
    assert pdf.page_count == volume.pages
    assert [entry[2] for entry in pdf.get_toc()] == [page for _, page in volume.places()]
    assert [page.get_label() for page in pdf] == [str(number + 1) for number in range(pdf.page_count)]
    for sheet, first in volume.places():
        for page in range(first, first + sheet.pages):
            foot = pdf[page - 1].get_text("words")
            assert f"page {page} · {sheet.item.reference}" in " ".join(word[4] for word in foot)


def test_pages_are_upright_and_their_text_searchable(bundle: tuple[list[Volume], Any]) -> None:
    _, pdf = bundle
    assert all(page.rotation == 0 for page in pdf)
    text = "".join(page.get_text() for page in pdf)
    assert all(said in text for said in ("Кириллица", "ünïcode", "one thing", "another thing"))


def test_what_is_set_from_text_or_not_shown_is_headed_as_such(bundle: tuple[list[Volume], Any]) -> None:
    (volume,), pdf = bundle
    said = {sheet.item.number: " ".join(pdf[page - 1].get_text().split()) for sheet, page in volume.places()}
    assert FROM_TEXT not in said[1]
    assert FROM_TEXT in said[4]
    assert NO_PAGES in said[5]
    assert "SHA-256" in said[5]
    assert "It is a container." in said[6]
    assert "SHA-256" not in said[6]


def test_nothing_acts_and_nothing_tells_of_its_making(bundle: tuple[list[Volume], Any]) -> None:
    _, pdf = bundle
    raw = b"".join(pdf.xref_object(xref).encode() for xref in range(1, pdf.xref_length()))
    assert not any(
        sign in raw for sign in (b"JavaScript", b"OpenAction", b"secret", b"Secret", b"/URI", b"CreationDate")
    )
    assert {name: value for name, value in pdf.metadata.items() if value} == {
        "format": pdf.metadata["format"],
        "title": "Operation Larch",
    }


def test_the_same_release_gives_the_same_bytes(tmp_path: Path, sandbox: Sandbox) -> None:
    made = release(mail(1), bytes_item(2, Way.PICTURE, ".jpg", a_picture()), bytes_item(3, Way.PDF, ".pdf", a_pdf("x")))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_pages(made, tmp_path / name, sandbox, quiet)
    assert (tmp_path / "one" / "bundle.pdf").read_bytes() == (tmp_path / "two" / "bundle.pdf").read_bytes()


def test_what_is_too_large_for_one_pdf_comes_in_volumes(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "VOLUME_PAGES", 2)
    volumes, pdf = written(release(*(mail(number) for number in range(1, 6))), tmp_path, sandbox)
    assert [(volume.file, len(volume.sheets)) for volume in volumes] == [
        ("bundle-1.pdf", 2),
        ("bundle-2.pdf", 2),
        ("bundle-3.pdf", 1),
    ]
    assert "Volume 1 page 2 · ABC/1-1" in " ".join(pdf[1].get_text().split())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bundle-1.pdf", "bundle-2.pdf", "bundle-3.pdf"]


def test_each_part_has_its_own_pdf(tmp_path: Path, sandbox: Sandbox) -> None:
    volumes, pdf = written(release(mail(1), sensitive=(mail(1, reference="ABC/1-S1"),)), tmp_path, sandbox)
    assert [volume.file for volume in volumes] == ["bundle.pdf", "sensitive.pdf"]
    assert not any("S1" in page.get_text() for page in pdf)


def test_pages_of_bytes_that_stay_are_never_released() -> None:
    with pytest.raises(ValueError, match="do not go along"):
        mail(1, way=Way.PDF, native=None)
