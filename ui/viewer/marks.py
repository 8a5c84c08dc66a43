"""Where in an item's whole text the marks of a hit stand, found again from the pieces that its snippet marked."""

from collections.abc import Iterable

from ui.itemlist.row import Mark


def marks_in(text: str, pieces: Iterable[tuple[str, str]]) -> list[Mark]:
    """Every place where a marked piece stands in the text; a word wherever it stands as a word, meaning where it is the same passage.

    Args:
        text: the item's text.
        pieces: text and kind (word, meaning) of each mark of the snippet.
    """
    folded, found = text.casefold(), set[Mark]()
    if len(folded) != len(text):  # a letter that folds to two would move every offset after it
        folded = text.lower() if len(text.lower()) == len(text) else text
    for piece, kind in {(piece.casefold().strip(), kind) for piece, kind in pieces}:
        at = folded.find(piece) if piece else -1
        while at >= 0:
            stop = at + len(piece)
            if kind != "word" or _stands_alone(folded, at, stop):
                found.add((at, stop, kind))
            at = folded.find(piece, stop)
    return without_overlaps(found)


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """In order, a word before a meaning that covers it (the meaning is cut round the word)."""
    words = sorted(mark for mark in marks if mark[2] == "word")
    kept = list(words)
    for start, stop, kind in sorted(mark for mark in marks if mark[2] != "word"):
        at = start
        for begin, end, _ in words:
            if begin < stop and end > at:
                if begin > at:
                    kept.append((at, begin, kind))
                at = max(at, end)
        if at < stop:
            kept.append((at, stop, kind))
    return sorted(kept)


def _stands_alone(text: str, start: int, stop: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (stop < len(text) and text[stop].isalnum())
