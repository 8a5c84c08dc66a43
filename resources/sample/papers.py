"""Documents: word processing, sheets, slides, PDF, web pages and plain text, each from a few lines of the story."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import docx
import openpyxl
import pptx
import pymupdf
from archives import zipped
from story import File, Files, Record, records

NUMBER = re.compile(r"-?\d+(\.\d+)?")
PAGE = pymupdf.paper_rect("a4")
TYPE_AREA = pymupdf.Rect(64, 64, PAGE.width - 64, PAGE.height - 64)
STYLE = "body {font-family: sans-serif; font-size: 11pt; line-height: 1.4} h1 {font-size: 15pt}"


def documents() -> Files:
    """Every document by path, those among them that are only ever attached to a mail included."""
    files: Files = {}
    for record in records("documents.txt"):
        path = record.head["path"]
        same = record.head.get("same as")
        files[path] = files[same] if same in files else _file(path, record) if not same else _later(same)
    return files


def _later(path: str) -> File:
    return next(_file(path, record) for record in records("documents.txt") if record.head["path"] == path)


def _file(path: str, record: Record) -> File:
    write = WRITERS.get(path[path.rindex(".") :], _plain)
    return File(write(record), record.date)


def _plain(record: Record) -> bytes:
    return (record.body + "\n" if record.body else "").encode(record.head.get("encoding", "utf-8"))


def _docx(record: Record) -> bytes:
    document = docx.Document()
    document.add_heading(record.head["title"], 1)
    for block in _blocks(record.body):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        grid = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    return _office(document.save, document.core_properties, record)


def _xlsx(record: Record) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, body in _sections(record.body):
        sheet = book.create_sheet(name)
        for row in _table(body.splitlines()):
            sheet.append([float(cell) if NUMBER.fullmatch(cell) else cell or None for cell in row])
        sheet.column_dimensions["A"].width = sheet.column_dimensions["C"].width = 28
    return _office(book.save, book.properties, record)


def _pptx(record: Record) -> bytes:
    show = pptx.Presentation()
    for title, body in _sections(record.body):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body.strip()
    return _office(show.save, show.core_properties, record)


def _pdf(record: Record) -> bytes:
    paper = pymupdf.open()
    heading = f"<h1>{html.escape(record.head['title'])}</h1>"
    for page in record.body.split("\n%%\n"):
        sheet = paper.new_page(width=PAGE.width, height=PAGE.height)
        sheet.insert_htmlbox(TYPE_AREA, heading + _paragraphs(page), css=STYLE)
        heading = ""
    paper.subset_fonts()
    stamp = f"D:{record.date:%Y%m%d%H%M%S}Z"
    paper.set_metadata({"title": record.head["title"], "author": record.head["author"], "creationDate": stamp})
    return paper.tobytes(garbage=3, deflate=True, no_new_id=True, **_lock(record))


def _lock(record: Record) -> dict[str, object]:
    """What locks a file for the ledger. The one thing here that differs from run to run: its cipher draws random numbers."""
    password = record.head.get("password")
    if not password:
        return {}
    return {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": password, "user_pw": password}


def _html(record: Record) -> bytes:
    title = html.escape(record.head["title"])
    head = f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>{title}</title></head>\n"
    return f"{head}<body>\n{_paragraphs(record.body)}</body></html>\n".encode()


WRITERS: dict[str, Callable[[Record], bytes]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pptx": _pptx,
    ".pdf": _pdf,
    ".html": _html,
}


def _paragraphs(body: str) -> str:
    return "".join(f"{_in_html(block)}\n" for block in _blocks(body))


def _in_html(block: str | list[list[str]]) -> str:
    if not isinstance(block, str):
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return f"<h1>{html.escape(block[2:])}</h1>" if block.startswith("# ") else f"<p>{html.escape(block)}</p>"


def _blocks(body: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs as text, tables as rows of cells."""
    for block in body.strip().split("\n\n"):
        yield _table(block.splitlines()) if block.startswith("|") else block


def _table(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")]


def _sections(body: str) -> Iterator[tuple[str, str]]:
    for section in re.split(r"(?m)^# ", body)[1:]:
        name, _, rest = section.partition("\n")
        yield name, rest


def _office(save: Callable[[object], None], properties: object, record: Record) -> bytes:
    """The bytes of an office file with the story's author and dates everywhere, whatever the clock says."""
    when = record.date.replace(tzinfo=None)
    title, author = record.head["title"], record.head["author"]
    as_named = {"title": title, "created": when, "modified": when, "author": author, "last_modified_by": author}
    for name, value in (as_named | {"creator": author, "lastModifiedBy": author}).items():
        if hasattr(properties, name):
            setattr(properties, name, value)
    out = io.BytesIO()
    save(out)
    with zipfile.ZipFile(out) as package:
        members = {name: _settled(package.read(name), record) for name in package.namelist()}
    return zipped(members, record.date)


def _settled(part: bytes, record: Record) -> bytes:
    """A part with the time of saving replaced by the story's."""
    stamp = f"{record.date:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
