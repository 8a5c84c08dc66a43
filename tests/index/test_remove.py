"""What is sealed is in no index: no word, no passage, no vector, nobody else's window (R11)."""

from evidence_triage import index
from tests.index.shelf import Shelf

MARKER = "xylophonist"


def everywhere(shelf: Shelf, marker: str) -> list[str]:
    """The tables of the index in which the marker stands."""
    reader = shelf.case.unguarded()
    found = ["item_fts"] if shelf.holding(marker) else []
    for table, column in (("embedder_input", "text"), ("item_words", "title || name || parties")):
        if reader.value(f"SELECT 1 FROM {table} WHERE {column} LIKE ?", (f"%{marker}%",)):
            found.append(table)
    return found


def test_a_sealed_item_is_in_no_index(shelf: Shelf) -> None:
    sealed = shelf.puts(f"{MARKER}.txt", f"Advice of the {MARKER}.")
    kept = shelf.puts("kept.txt", "The choir rehearses on Tuesdays.")
    shelf.embeds()
    gone = set(shelf.inputs(sealed))
    shelf.seals(sealed)
    assert everywhere(shelf, MARKER) == []
    assert {number for number, _ in shelf.nearest(f"advice of the {MARKER}")} == set(shelf.inputs(kept))
    assert not gone & {number for number, _ in shelf.nearest("advice")}
    assert index.counts(shelf.case.reader()) == (1, 1)


def test_words_are_overwritten_where_they_stood(shelf: Shelf) -> None:
    item = shelf.puts("a.txt", f"Advice of the {MARKER}.")
    assert MARKER.encode() in blocks(shelf)
    shelf.seals(item)
    assert MARKER[:6].encode() not in blocks(shelf)


def blocks(shelf: Shelf) -> bytes:
    """Everything that the word index holds on its pages."""
    return b"".join(block for (block,) in shelf.case.unguarded().rows("SELECT block FROM item_fts_data"))


def test_a_copy_that_may_be_seen_stays_findable(shelf: Shelf) -> None:
    sealed = shelf.puts("a.txt", "The same words.")
    kept = shelf.puts("b.txt", "The same words.")
    shelf.seals(sealed)
    assert shelf.holding("same") == [kept]
    assert shelf.inputs(kept)
    assert shelf.nearest("the same words")


def test_an_input_that_another_text_shares_stays(shelf: Shelf) -> None:
    sealed = shelf.puts("a.txt", "The same words.", context="mail")
    kept = shelf.puts("b.txt", "The same words. ", context="mail")
    shelf.embeds()
    shelf.seals(sealed)
    assert shelf.nearest("the same words")[0][0] == shelf.inputs(kept)[0]


def test_the_windows_in_which_a_sealed_message_stood_are_made_anew(shelf: Shelf) -> None:
    chat = shelf.desk.writes("chat.txt", "the export")
    lines = ["shall we meet", f"ask the {MARKER}", "she says no", "then later", "fine", "see you"]
    items = []
    for n, line in enumerate(lines):
        near = lines[max(0, n - 3) : n + 2]
        items.append(shelf.says(chat, n, line, "\n".join(f"Li: {each}" for each in near)))
    shelf.embeds()
    assert MARKER in str(shelf.case.unguarded().rows("SELECT text FROM embedder_input"))
    shelf.seals(items[1])
    assert everywhere(shelf, MARKER) == []
    assert all(shelf.inputs(item) for n, item in enumerate(items) if n != 1)
    text = shelf.case.unguarded().value("SELECT text FROM embedder_input WHERE id = ?", (shelf.inputs(items[2])[0],))
    assert "shall we meet" in text
    assert shelf.inputs(items[2])[0] in {number for number, _ in shelf.nearest("she says no", k=99)}
    assert "then later" in text


def test_what_was_taken_out_while_it_was_being_embedded_gets_no_vector(shelf: Shelf) -> None:
    sealed = shelf.puts("a.txt", f"Advice of the {MARKER}.")
    kept = shelf.puts("b.txt", "The choir rehearses on Tuesdays.")

    class Slow:
        """Seals the item between the reading of the batch and its writing."""

        def __getattr__(self, name: str) -> object:
            from tests.index.shelf import full

            return getattr(full(), name)

        def encode(self, texts: list[str]) -> object:
            from tests.index.shelf import full

            shelf.seals(sealed)
            return full().encode(texts)

    assert index.embed_waiting(shelf.case, Slow()) == 1  # type: ignore[arg-type]
    assert [number for number, _ in shelf.nearest("advice")] == shelf.inputs(kept)
