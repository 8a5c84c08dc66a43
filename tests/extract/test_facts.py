"""R2: what another project's tests say must be found in some 150 files, as far as the formats of this version go.

The corpora lie beside the checkout; without them these tests are skipped. Facts that do not apply are listed with why.
"""

import csv
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.extract.reading import everything, read

CORPORA = Path(os.environ.get("EVIDENCE_TRIAGE_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
FORMATS = CORPORA / "formats"
needs_formats = pytest.mark.skipif(not FORMATS.is_dir(), reason="the corpora (../shared/corpora/formats) are not here")

READ = re.compile(
    r"\.(eml|mbox|pdf|docx|xlsx|pptx|odt|ods|odp|fodp|odf|rtf|html|xml|7z|zip|tmx)$|^testRFC822|^http-response$"
)

NOT_OURS = {
    ("testBinControlWord.rtf", "TikaMemoryLimitException"): "names an error of the program that states it",
    ("testMicrosoftIRMServices.pdf", "EncryptedDocumentException"): "names an error of the program that states it",
    ("test_recursive_embedded_npe.docx", "java.lang.NullPointerException"): "names an error of the program that states it",
    ("testZip_with_DataDescriptor2.zip", "InputStream must have > 0 bytes"): "names an error of the program that states it",
    ("testZip_with_DataDescriptor2.zip", "TikaException: XML parse error"): "names an error of the program that states it",
    ("testWORD_numbered_list.docx", "1.1. 1.2-&gt;1.1  //set the value"): "is about its own HTML, not about text",
    ("testPDFVarious.pdf", "ABCDEE+Calibri"): "a font's internal name is no text",
    ("testPDF_JBIG2.pdf", "Norconex"): "stands in a picture: OCR",
    ("testPDFPackage.pdf", "app.viewerVersion"): "a script, which is not text",
    ("testHTML_embedded_data_uri_js.html", "alert( 'Hello, world!' );"): "a script, which is not text; the same list says absent",
    ("testRTF_annotation_spacing.rtf", "supercali ATB Allison, Timothy B.  This is a comment fragilistic"): "a comment stands beside",
    ("testWORD_2006ml.xml", "Click or tap to enter a date"): "a prompt that the document does not show",
    ("testEXCEL-formats.xlsx", "03/10/2009"): "a date in the computer's own form: shown year first",
    ("testEXCEL-formats.xlsx", "19/01/2008 04:35"): "a date in the computer's own form: shown year first",
    ("testRFC822-mixed-simple", "body 1"): "both ways of a body are given where they differ",
    ("testRFC822-multipart", "body 1"): "both ways of a body are given where they differ",
    ("testPDF_XFA_govdocs1_258578.pdf", "Applications"): "absent under a setting of that program; contained without it",
    ("testPDF_XFA_govdocs1_258578.pdf", "Mount Rushmore National Memorial"): "absent under a setting of that program; contained without it",
    ("test-incremental-updates.eml", "Testing Incremental"): "absent under a setting of that program; contained without it",
    ("testPPT_masterFooter.pptx", "Master footer"): "absent under a setting of that program; contained without it",
    ("testPPT_masterText2.pptx", "Text that I added"): "absent under a setting of that program; contained without it",
    **{
        ("testEXCEL_headers_footers.xlsx", f"{place} - {text}"): "absent under a setting of that program; contained without it"
        for place in ("Header", "Footer")
        for text in ("Author: John Smith", "Corporate Spreadsheet", "For Internal Use Only")
    },
}  # fmt: skip
FLOOR = 1.0


def facts() -> dict[str, list[tuple[str, str]]]:
    """For each file of a format that this version reads, what must or must not be found."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if FORMATS.is_dir():
        with (FORMATS / "facts.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if READ.search(row["file"]) and (FORMATS / "files" / row["file"]).is_file():
                    found[row["file"]].append((row["expect"], row["text"]))
    return found


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def applies(file: str, expect: str, text: str, stated: list[tuple[str, str]]) -> bool:
    """A fact that is listed does not apply, save that of a pair that contradict each other the one we keep does."""
    return (file, text) not in NOT_OURS or (
        expect == "contains" and ("absent", text) in stated and "setting" in NOT_OURS[file, text]
    )


@needs_formats
def test_the_share_of_facts_for_each_format() -> None:
    held: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for file, stated in facts().items():
        text = folded(everything(FORMATS / "files" / file))
        for expect, wanted in stated:
            if applies(file, expect, wanted, stated):
                holds = (folded(wanted) in text) == (expect == "contains")
                held[Path(file).suffix or "mail"].append(holds)
                missed += [] if holds else [(file, expect, wanted)]
    for form, results in sorted(held.items()):
        print(f"{form:6} {sum(results)} of {len(results)}")
    total = [each for results in held.values() for each in results]
    assert len(total) > 220
    assert sum(total) / len(total) >= FLOOR, missed


@needs_formats
@pytest.mark.parametrize(
    "file", sorted((FORMATS / "files").glob("*")) if FORMATS.is_dir() else [], ids=lambda path: path.name
)
def test_every_file_of_the_collection_ends_with_an_answer(file: Path) -> None:
    got = read(file)
    assert got.head is not None
    assert got.end is not None
