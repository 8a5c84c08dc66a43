"""A slot opens with its passphrase alone, looks like every other, and asks for neither too little nor too much work."""

from dataclasses import replace

import pytest

from evidence_triage.store import PersonKeys, Slot, new_slot, random_key, unwrap, wrap
from evidence_triage.store.keys import WRAP_BYTES, CaseKeys, derived

PEOPLE, CASE = random_key(), random_key()


@pytest.fixture(scope="module")
def own() -> PersonKeys:
    return PersonKeys.new()


@pytest.fixture(scope="module")
def slot(own: PersonKeys) -> Slot:
    return new_slot(own, "Jo Bloggs", "pass phrase", people=PEOPLE, case=CASE)


def test_the_passphrase_opens_it(slot: Slot, own: PersonKeys) -> None:
    assert slot.open("pass phrase") == own
    assert slot.open("pass phrasE") is None


def test_it_holds_what_was_wrapped_and_nothing_else(slot: Slot, own: PersonKeys) -> None:
    assert (slot.held("people", own), slot.held("case", own), slot.held("privilege", own)) == (PEOPLE, CASE, None)


def test_what_a_person_does_not_hold_looks_the_same(slot: Slot) -> None:
    assert {len(wrapped) for wrapped in slot.wraps.values()} == {WRAP_BYTES}
    assert set(slot.wraps) == {"people", "case", "privilege"}


def test_a_composed_letter_is_the_same_passphrase(own: PersonKeys) -> None:
    assert new_slot(own, "Jo", "caf\u00e9").open("cafe\u0301") == own


@pytest.mark.parametrize(
    "changed",
    [
        {"memory_kib": 1024},
        {"iterations": 1},
        {"memory_kib": 1 << 30},
        {"iterations": 11},
        {"lanes": 0},
        {"lanes": 999},
    ],
)
def test_unacceptable_work_is_not_done(slot: Slot, changed: dict[str, int]) -> None:
    assert replace(slot, **changed).open("pass phrase") is None


def test_a_slot_cannot_be_moved_to_another_id(slot: Slot) -> None:
    assert replace(slot, id="0" * 16).open("pass phrase") is None


def test_the_parameters_are_those_of_the_rfc(slot: Slot) -> None:
    assert (slot.memory_kib, slot.iterations, slot.lanes) == (64 * 1024, 3, 4)


def test_a_key_wrapped_for_one_purpose_does_not_open_for_another(own: PersonKeys) -> None:
    wrapped = wrap(PEOPLE, own.public_wrapping, "one")
    assert unwrap(wrapped, own.wrapping, "one") == PEOPLE
    assert unwrap(wrapped, own.wrapping, "two") is None
    assert unwrap(wrapped, PersonKeys.new().wrapping, "one") is None


def test_keys_of_a_case_differ_by_purpose_and_case() -> None:
    keys = CaseKeys.of(CASE, b"a" * 16)
    assert len({keys.database, keys.blob, keys.name, derived(CASE, b"b" * 16, "database")}) == 4


def test_no_key_shows_in_what_is_printed(own: PersonKeys) -> None:
    assert own.signing.hex() not in repr(own)
    assert repr(own.signing) not in repr(own)
    assert repr(CASE) not in repr(CaseKeys.of(CASE, b"a" * 16))
