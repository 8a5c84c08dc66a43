"""The fields of a decision as the panel shows them: their values, keys and words, and which need words of their own."""

from dataclasses import dataclass

Values = dict[str, object]

RELEVANCE = (("R", "Relevant", "relevant"), ("X", "Not relevant", "not-relevant"), ("W", "Not yet", "not-yet"))
TEST = (("1", "Undermines", "undermines"), ("2", "Assists", "assists"), ("3", "Neither", "neither"))
TEXTS = ("sensitive", "description", "note")


@dataclass(frozen=True)
class Saved:
    """What stands decided of an item: the values, the version that was seen, who decided and when."""

    values: Values
    version: int | None = None
    who: str = ""
    when: str = ""
    mine: bool = True


def summary(values: Values) -> str:
    """A decision in a few words, for the line that says what was saved."""
    words = {value: word.lower() for _, word, value in (*RELEVANCE, *TEST)}
    parts = [words.get(str(values[name]), str(values[name])) for name in ("relevance", "test") if values.get(name)]
    if values.get("sensitive"):
        parts.append("sensitive")
    issues = values.get("issues")
    if isinstance(issues, tuple | list) and issues:
        parts.append("issues: " + ", ".join(map(str, issues)))
    parts += [name for name in ("description", "note") if values.get(name)]
    return ", ".join(parts)
