"""A question with a facet's value put in or taken out, as a person would have typed it."""


def with_term(question: str, term: str) -> str:
    """The question with a facet's value: a value of a field that is there already stands beside it with a comma (OR)."""
    field, _, value = term.partition(":")
    parts = question.split(" ") if question else []
    for at, part in enumerate(parts):
        if value and part.startswith(f"{field}:") and '"' not in part + value and field != "date":
            parts[at] = f"{part},{value}"
            return " ".join(parts)
    return " ".join([*parts, term])


def without_term(question: str, term: str) -> str:
    field, _, value = term.partition(":")
    kept = []
    for part in question.replace(term, "").split(" ") if f",{value}" not in question else question.split(" "):
        if value and part.startswith(f"{field}:"):
            values = [each for each in part.partition(":")[2].split(",") if each and each != value]
            part = f"{field}:{','.join(values)}" if values else ""
        if part:
            kept.append(part)
    return " ".join(kept)


def without_field(question: str, field: str) -> str:
    return " ".join(part for part in question.split(" ") if part and not part.startswith(f"{field}:"))
