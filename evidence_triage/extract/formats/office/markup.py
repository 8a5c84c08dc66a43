"""XML of office files, read without entities, external parts or the network; elements are known by their local names.

Strict and transitional Office Open XML name the same elements in different namespaces, so namespaces are left aside.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from evidence_triage.extract.unreadable import Damaged

DEPTH = 400


def parse(data: bytes) -> Element:
    """The root element.

    Raises:
        Damaged: it is no well-formed XML, or it defines entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Damaged("XML that is not well formed, or that defines entities") from None
    return root


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for a comment."""
    tag: object = element.tag  # comments have a function for a tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of local names."""
    for name in path:
        element = next((each for each in element if name_of(each) == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The elements of this name directly below."""
    return [each for each in element if name_of(each) == name] if element is not None else []


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """Every element below with one of these names, in order."""
    if element is not None:
        yield from (each for each in element.iter() if name_of(each) in names)


def all_text(element: Element | None, *names: str) -> str:
    """The text of every element below with one of these names, run together."""
    return "".join(each.text or "" for each in below(element, *names))
