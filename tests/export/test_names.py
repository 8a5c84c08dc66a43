"""Files are called after their served reference, never after the material."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.export.formats.names import file_stems
from evidence_triage.verify import SAFE_NAME


def test_a_reference_is_readable_in_its_file_name() -> None:
    assert file_stems(["ABC/1-7", "ABC/1-S1"]) == {"ABC/1-7": "ABC-1-7", "ABC/1-S1": "ABC-1-S1"}


def test_references_that_look_alike_are_told_apart() -> None:
    assert list(file_stems(["ABC/1-2", "ABC-1-2", "abc 1-2"]).values()) == ["ABC-1-2", "ABC-1-2_2", "abc-1-2_3"]


@given(st.lists(st.text(), unique=True))
def test_every_reference_gives_a_plain_name_of_its_own(references: list[str]) -> None:
    stems = file_stems(references)
    assert len({stem.casefold() for stem in stems.values()}) == len(references)
    assert all(SAFE_NAME.fullmatch(stem + ".bin") for stem in stems.values())
