"""A question with a facet's value put in or taken out, as a person would have typed it."""

import re

_PARTS = re.compile(r'(?:[^\s"]|"[^"]*")+|"')


def with_term(question: str, term: str) -> str:
    """The question with a value of a facet: beside another value of its field with a comma (OR), else at the end."""
    parts = _PARTS.findall(question)
    field, colon, value = term.partition(":")
    at = next((at for at, part in enumerate(parts) if colon and part.startswith(f"{field}:")), None)
    if at is None or field == "date":
        return " ".join([*parts, term])
    return " ".join([*parts[:at], f"{parts[at]},{value}", *parts[at + 1 :]])


def without_term(question: str, term: str) -> str:
    """The question without a value of a facet; the field goes with its last value."""
    field, _, value = term.partition(":")
    parts = [_less(part, value) if part.startswith(f"{field}:") else part for part in _PARTS.findall(question)]
    return " ".join(part for part in parts if part)


def without_field(question: str, field: str) -> str:
    """The question without a field."""
    return " ".join(part for part in _PARTS.findall(question) if not part.startswith(f"{field}:"))


def _less(part: str, value: str) -> str:
    field, _, values = part.partition(":")
    kept = [each for each in re.findall(r'(?:[^,"]|"[^"]*")+', values) if each.lower() != value.lower()]
    return f"{field}:{','.join(kept)}" if kept else ""
