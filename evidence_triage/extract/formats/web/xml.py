"""XML of no format that is known better: the text of its elements, a line each."""

import re
from xml.etree.ElementTree import Element

from evidence_triage.extract.formats.office.markup import name_of, parse
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.words import Kind

_OPENS = re.compile(r"\s*<\?xml\b")


@reader(
    "web/xml",
    formats=("xml",),
    kind=Kind.DOCUMENT,
    native=True,
    sniff=lambda text: bool(_OPENS.match(text)),
    suffixes=(".xml",),
    precision=40,
)
def read(source: Source, out: Output) -> None:
    """Gives each element's own text on a line, and the text of attributes where an element has nothing else.

    Raises:
        Damaged: it is not well formed, or defines entities; the next rung gives it as it stands.
    """
    root = parse(source.whole())
    title = next((each.text or "" for each in root.iter() if name_of(each).lower() == "title"), "")
    out.head(title=" ".join(title.split()), properties=[("root", name_of(root))])
    for element in root.iter():
        _write(element, out)


def _write(element: Element, out: Output) -> None:
    own = (element.text or "").strip()
    if own:
        out.write(f"{own}\n")
    elif not len(element) and element.attrib:
        out.write("".join(f"{value}\n" for value in element.attrib.values()))
    after = (element.tail or "").strip()
    if after:
        out.write(f"{after}\n")
