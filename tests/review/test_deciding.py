"""Decisions are only ever followed by another; the state is folded from them, and every way to spread is said."""

import shutil
from pathlib import Path

import pytest

from evidence_triage.case import Case, create, open_case
from evidence_triage.errors import DecidedMeanwhile, NoSuchItem, NotAllowed, NothingToUndo, ReasonNeeded
from evidence_triage.review import (
    UNSET,
    Draft,
    check,
    coding,
    decide,
    history,
    load_draft,
    mark_seen,
    open_items,
    save_draft,
    scope,
    undo,
    versions,
)
from evidence_triage.search import Engine
from evidence_triage.words import Evidence, Kind, Mode, Place, Relevance, Role, Sensitivity, Spread, Test
from tests.handing import Desk
from tests.searching import WARD, Shelf, shelf

PASSPHRASE = "correct-horse-battery"
RELEVANT = Draft(relevance=Relevance.RELEVANT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled case, closed."""
    full = shelf(tmp_path_factory.mktemp("made") / "case")
    full.case.lock()
    return Path(full.case.folder)


@pytest.fixture
def held(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A copy of it for one test, on a workstation that has not seen it."""
    monkeypatch.setenv("EVIDENCE_TRIAGE_STATE", str(tmp_path / "state"))
    return Shelf(Desk(open_case(shutil.copytree(made, tmp_path / "case"), PASSPHRASE)))


def items(held: Shelf, question: str) -> list[int]:
    return sorted(Engine(held.case).matching(question, mode=Mode.WORDS).tolist())


def test_r9_every_field_is_kept_and_read_back(held: Shelf) -> None:
    draft = Draft(
        relevance=Relevance.RELEVANT,
        evidence=Evidence.UNUSED,
        test=Test.UNDERMINES,
        test_reason="an alibi",
        presumption="first account",
        sensitive="an informant",
        sensitive_category=Sensitivity.HIGHLY_SENSITIVE,
        issues_added=("Lot 4", "Payments"),
        description="mail about lot 4",
        note="seen",
    )
    decide(held.case, [1], draft, by=held.case.member)
    state = coding(held.case.reader(), [1])[1]
    assert (state.relevance, state.evidence, state.test, state.test_reason) == (
        Relevance.RELEVANT,
        Evidence.UNUSED,
        Test.UNDERMINES,
        "an alibi",
    )
    assert (state.presumption, state.sensitive, state.sensitive_category) == (
        "first account",
        "an informant",
        Sensitivity.HIGHLY_SENSITIVE,
    )
    assert (state.issues, state.description, state.note) == (("Lot 4", "Payments"), "mail about lot 4", "seen")
    assert items(held, 'tag:undermines AND tag:"lot 4" AND tag:sensitive AND tag:unused') == [1]
    assert check(held.case.reader()) == []


def test_only_what_was_set_is_written(held: Shelf) -> None:
    decide(held.case, [1], RELEVANT, by=held.case.member)
    decide(held.case, [1], Draft(note="later"), by=held.case.member)
    state = coding(held.case.reader(), [1])[1]
    assert (state.relevance, state.note) == (Relevance.RELEVANT, "later")
    assert [entry.decision.fields for entry in history(held.case.reader(), 1)] == [{"relevance": "relevant"}, {}]


def test_nothing_set_writes_nothing(held: Shelf) -> None:
    assert decide(held.case, [1], Draft(), by=held.case.member).tables == frozenset()
    assert history(held.case.reader(), 1) == []


def test_clearing_is_a_decision(held: Shelf) -> None:
    decide(held.case, [1], Draft(relevance=Relevance.RELEVANT, issues_added=("Lot 4", "Pay")), by=held.case.member)
    decide(held.case, [1], Draft(relevance=None, issues_removed=("lot 4",)), by=held.case.member)
    state = coding(held.case.reader(), [1])[1]
    assert (state.relevance, state.issues) == (None, ("Pay",))
    assert items(held, "tag:relevant") == []


def test_r9_the_test_is_per_accused(held: Shelf) -> None:
    decide(held.case, [1], Draft(test=Test.NEITHER), by=held.case.member)
    decide(held.case, [1], Draft(test=Test.ASSISTS, test_reason="places him elsewhere", accused=2), by=held.case.member)
    state = coding(held.case.reader(), [1])[1]
    assert {accused: each.test for accused, each in state.tests.items()} == {0: Test.NEITHER, 2: Test.ASSISTS}
    assert (state.test, state.test_reason) == (Test.ASSISTS, "places him elsewhere")
    assert check(held.case.reader()) == []


def test_r10_a_decision_says_who_in_which_role_on_what_they_saw(held: Shelf) -> None:
    mark_seen(held.case, [1], by=held.case.member, extent={"pages": 3})
    decide(held.case, [1], RELEVANT, by=held.case.member)
    (entry,) = history(held.case.reader(), 1)
    made = entry.decision
    assert (made.member, made.role, made.origin, made.previous) == (
        held.case.member.id,
        "supervisor",
        "own-reading",
        None,
    )
    assert made.seen["extent"] == {"pages": 3}
    assert made.seen["reading"] == held.case.reader().value("SELECT reading FROM visible_item WHERE id = 1")


def test_undo_takes_back_a_batch_as_one_and_walks_back(held: Shelf) -> None:
    decide(held.case, [1], RELEVANT, by=held.case.member)
    decide(held.case, [1, 2], Draft(relevance=Relevance.NOT_RELEVANT), by=held.case.member)
    undo(held.case, by=held.case.member)
    assert {item: state.relevance for item, state in coding(held.case.reader(), [1, 2]).items()} == {
        1: Relevance.RELEVANT
    }
    undo(held.case, by=held.case.member)
    assert coding(held.case.reader(), [1, 2]) == {}
    with pytest.raises(NothingToUndo):
        undo(held.case, by=held.case.member)
    past = history(held.case.reader(), 1)
    assert [entry.decision.origin for entry in past] == ["own-reading", "own-reading", "undo", "undo"]
    assert [entry.undone_by for entry in past] == [past[3].decision.id, past[2].decision.id, None, None]
    assert check(held.case.reader()) == []


def test_undo_keeps_to_this_sitting(held: Shelf) -> None:
    decide(held.case, [1], RELEVANT, by=held.case.member)
    with pytest.raises(NothingToUndo):
        undo(held.case, by=held.case.member, since="2999-01-01T00:00:00Z")


def test_r5_a_decision_reaches_copies_only_where_it_is_said(held: Shelf) -> None:
    first, copy = items(held, "sandwiches")
    decide(held.case, [first], RELEVANT, by=held.case.member)
    assert set(coding(held.case.reader(), [first, copy])) == {first}
    decide(held.case, [first], RELEVANT, by=held.case.member, spread=Spread.DUPLICATES)
    assert set(coding(held.case.reader(), [first, copy])) == {first, copy}
    assert [entry.decision.origin for entry in history(held.case.reader(), copy)] == ["duplicates"]
    undo(held.case, by=held.case.member)
    assert set(coding(held.case.reader(), [first, copy])) == {first}


def test_copies_decided_otherwise_are_left_out(held: Shelf) -> None:
    first, copy = items(held, "sandwiches")
    decide(held.case, [copy], Draft(relevance=Relevance.NOT_RELEVANT), by=held.case.member)
    assert scope(held.case.reader(), [first], RELEVANT).decided_otherwise == (copy,)
    decide(held.case, [first], RELEVANT, by=held.case.member, spread=Spread.DUPLICATES)
    assert coding(held.case.reader(), [copy])[copy].relevance is Relevance.NOT_RELEVANT


def test_families_spread_to_attachments_and_never_into_a_container(held: Shelf) -> None:
    mail = held.puts("box/3.eml", "See attached.", title="Scores", people=(WARD,), kind=Kind.EMAIL)
    attached = held.desk.writes(
        "box/3.eml!/a.csv",
        "long enough to be no copy by chance, this file has more than 64 bytes",
        parent=mail,
        place=Place.ATTACHMENT,
    )
    box = held.desk.writes("box.mbox", "From x", kind=Kind.MAILBOX)
    member = held.desk.writes("box.mbox!/1", "a mail", parent=box, place=Place.MEMBER)
    assert scope(held.case.reader(), [mail]).family == (attached,)
    assert scope(held.case.reader(), [box]).family == ()
    decide(held.case, [mail, box], RELEVANT, by=held.case.member, spread=Spread.FAMILY)
    assert set(coding(held.case.reader(), [mail, attached, box, member])) == {mail, attached, box}


def test_small_files_carry_nothing_to_their_copies(held: Shelf) -> None:
    one, other = held.desk.writes("a.txt", "ok"), held.desk.writes("b.txt", "ok")
    found = scope(held.case.reader(), [one])
    assert (found.duplicates, found.left_out) == ((), (other,))


def test_a_newer_decision_than_the_one_seen_stops_the_save(held: Shelf) -> None:
    decide(held.case, [1], RELEVANT, by=held.case.member, seen_version={1: None})
    latest = versions(held.case.reader(), [1])[1]
    with pytest.raises(DecidedMeanwhile):
        decide(held.case, [1], Draft(note="x"), by=held.case.member, seen_version={1: None})
    assert len(history(held.case.reader(), 1)) == 1
    decide(held.case, [1], Draft(note="x"), by=held.case.member, seen_version={1: latest})


def test_a_detective_decides_relevance_and_not_disclosure(tmp_path: Path) -> None:
    held = shelf(tmp_path / "case", Role.DETECTIVE)
    decide(held.case, [1], RELEVANT, by=held.case.member)
    for draft in (
        Draft(test=Test.NEITHER),
        Draft(sensitive="why"),
        Draft(presumption="custody record"),
        Draft(relevance=None, test=None),
    ):
        with pytest.raises(NotAllowed):
            decide(held.case, [1], draft, by=held.case.member)
    assert len(history(held.case.reader(), 1)) == 1
    assert held.case.unguarded().value("SELECT count(*) FROM refusal") == 4


def test_sensitive_needs_a_reason(held: Shelf) -> None:
    with pytest.raises(ReasonNeeded):
        decide(held.case, [1], Draft(sensitive=" "), by=held.case.member)


def test_what_may_not_be_seen_is_not_decided_about(held: Shelf) -> None:
    held.desk.marks("ledger", 2, hidden=1)
    for numbers in ([2], [1, 2], [999]):
        with pytest.raises(NoSuchItem):
            decide(held.case, numbers, RELEVANT, by=held.case.member)
        with pytest.raises(NoSuchItem):
            open_items(held.case, numbers, by=held.case.member)
    assert coding(held.case.reader(), [1, 2]) == {}
    with pytest.raises(NoSuchItem):
        history(held.case.reader(), 2)


def test_r28_opening_is_on_record(held: Shelf) -> None:
    open_items(held.case, [1, 2], by=held.case.member)
    assert held.case.reader().rows("SELECT item, member, part FROM opening") == [
        (1, held.case.member.id, "shown"),
        (2, held.case.member.id, "shown"),
    ]


def test_seen_is_ones_own(held: Shelf) -> None:
    mark_seen(held.case, [1], by=held.case.member)
    assert items(held, "is:seen") == [1]
    assert 1 not in items(held, "is:unseen")


def test_a_draft_waits_until_it_is_saved(held: Shelf) -> None:
    member = held.case.member
    draft = Draft(relevance=None, test=Test.ASSISTS, issues_added=("Lot 4",), note="half a")
    save_draft(held.case, 1, draft, by=member)
    assert load_draft(held.case.reader(), 1, member.id) == draft
    assert draft.description is UNSET
    decide(held.case, [1], draft, by=member)
    assert load_draft(held.case.reader(), 1, member.id) is None


def test_check_finds_a_state_that_no_decision_gives(held: Shelf) -> None:
    decide(held.case, [1, 2], RELEVANT, by=held.case.member)
    assert check(held.case.reader()) == []
    with held.case.derive() as change:
        change.update("coding", {"item": 2}, relevance="not-relevant")
        change.delete("coding", item=1)
    assert sorted(check(held.case.reader())) == [1, 2]


def test_others_decisions_stay_when_one_is_taken_back(tmp_path: Path) -> None:
    from evidence_triage.review.coding import Decision, fold

    def decision(number: int, member: int, undoes: int | None = None, **fields: str) -> Decision:
        return Decision(number, 1, None, b"", member, "officer", "t", "", undoes, {}, fields)

    first, second = decision(1, 1, relevance="relevant"), decision(2, 2, relevance="not-relevant")
    assert fold([first, second, decision(3, 1, undoes=1)]).relevance is Relevance.NOT_RELEVANT
    assert fold([first, second, decision(3, 2, undoes=2)]).relevance is Relevance.RELEVANT
    assert fold([first, decision(3, 1, undoes=1)]) is None


def test_a_case_without_items_has_nothing_to_decide(tmp_path: Path) -> None:
    case: Case = create(tmp_path / "case", title="T", person="Jo", role=Role.OFFICER, passphrase="x")
    with pytest.raises(NoSuchItem):
        decide(case, [1], RELEVANT, by=case.member)
