"""Deciding at the window: drafts, versions, taking back, the frozen list, sealing, locking."""

from evidence_triage.case import open_case
from evidence_triage.cli.demo import SAMPLE_PASSPHRASE
from tests.cases import triage
from ui.review.choice import Firm


def opened(desk, question="envelope"):
    """Searches and opens the first hit; gives its number."""
    item = desk.searches(question)[0]
    desk.opens(item)
    return item


def test_nothing_is_preset_and_enter_without_a_choice_writes_nothing(officer_at_sample):
    desk = officer_at_sample
    item = opened(desk)
    review = desk.window.place
    assert review.panel.draft == {}
    assert all(choice.firm is Firm.UNSET for choices in review.panel._choices.values() for choice in choices)
    desk.presses("Enter")
    desk.waits(lambda: review.viewer.opened.item != item)
    assert "nothing was written" in desk.window.status.said or desk.searches("is:coded") == []
    assert desk.searches("is:coded") == []


def test_a_draft_is_kept_through_leaving_and_through_a_lock(officer_at_sample, sample_case):
    desk = officer_at_sample
    item = opened(desk)
    desk.presses("X")
    desk.presses("J")
    desk.waits(lambda: desk.window.place.viewer.opened.item != item)
    desk.settles()
    desk.presses("K")
    desk.waits(lambda: desk.window.place.viewer.opened.item == item)
    desk.settles()
    assert desk.window.place.panel.draft == {"relevance": "not-relevant"}

    desk.presses("Ctrl+Alt+L")
    assert desk.window.session is None and desk.window.windowTitle() == "Evidence Triage"
    desk.signs_in(sample_case, SAMPLE_PASSPHRASE)
    desk.presses("Ctrl+2")
    desk.settles()
    assert opened(desk) == item
    assert desk.window.place.panel.draft == {"relevance": "not-relevant"}
    assert desk.searches("is:coded") == []


def test_z_takes_back_and_makes_its_values_the_draft(officer_at_sample):
    desk = officer_at_sample
    item = opened(desk)
    review = desk.window.place
    desk.presses("R", "Enter")
    desk.waits(lambda: "Saved" in desk.window.status.said)
    desk.waits(lambda: review.viewer.opened.item != item)
    desk.settles()
    review.list.setFocus()
    desk.presses("Z")
    desk.waits(lambda: "Taken back" in desk.window.status.said)
    desk.waits(lambda: review.viewer.opened.item == item and review.viewer.is_painted)
    desk.settles()
    assert review.panel.draft == {"relevance": "relevant"}
    assert desk.searches("tag:relevant") == []


def test_a_decision_leaves_the_list_as_it_is(officer_at_sample):
    desk = officer_at_sample
    desk.searches("is:uncoded")
    review = desk.window.place
    before = review.model.items()
    desk.opens(before[0])
    desk.presses("R", "Shift+Enter")
    desk.waits(lambda: "Saved" in desk.window.status.said)
    desk.settles()
    assert review.model.items() == before
    desk.waits(lambda: review.model.row(0) is not None and "relevant" in review.model.row(0).tags)


def test_somebody_who_decided_meanwhile_is_never_overwritten(officer_at_sample, sample_case):
    desk = officer_at_sample
    item = opened(desk)
    desk.presses("R")
    triage("code", sample_case, item, "--relevance", "not-relevant")
    desk.presses("Enter")
    desk.waits(lambda: desk.window.notice.words)
    desk.settles()
    review = desk.window.place
    assert review.panel.draft == {"relevance": "relevant"}, "the draft stays"
    assert review.panel.saved.values == {"relevance": "not-relevant"}, "what was decided is shown"


def test_sensitive_without_a_reason_is_not_saved(officer_at_sample):
    desk = officer_at_sample
    opened(desk)
    review = desk.window.place
    desk.presses("R", "S", "Ctrl+Enter")
    assert "needs a reason" in desk.window.status.said
    desk.types("a source would be known")
    desk.presses("Ctrl+Enter")
    desk.waits(lambda: "sensitive" in desk.window.status.said)
    assert review.session.case is not None


def test_only_the_strip_seals_and_what_is_sealed_is_gone(officer_at_sample):
    desk = officer_at_sample
    item = opened(desk)
    review = desk.window.place
    desk.presses("L", "Ctrl+Shift+L")
    desk.waits(review.strip.isVisible)
    desk.presses("Enter")
    assert review.strip.isVisible(), "Enter alone never seals"
    desk.types("from his solicitor")
    desk.presses("Ctrl+Enter")
    desk.waits(lambda: "Sealed" in desk.window.status.said)
    desk.settles()
    assert review.viewer.opened is None
    assert item not in desk.searches("*")


def test_a_detective_sees_no_disclosure_test(desk, tmp_path):
    from evidence_triage.case import create
    from evidence_triage.words import Role

    create(tmp_path / "x.case", title="X", person="Di Tective", role=Role.DETECTIVE, passphrase="long-enough").lock()
    desk.signs_in(tmp_path / "x.case", "long-enough")
    desk.presses("Ctrl+2")
    desk.settles()
    panel = desk.window.place.panel
    assert not any(choice.isVisible() for choice in panel._choices["test"] + panel._choices["sensitive"])


def test_a_wrong_passphrase_says_so_and_opens_nothing(desk, tmp_path):
    from evidence_triage.case import create
    from evidence_triage.words import Role

    create(tmp_path / "x.case", title="X", person="D", role=Role.OFFICER, passphrase="long-enough").lock()
    desk.window.welcome.sign_in(tmp_path / "x.case")
    desk.fills(desk.window.welcome.signing.pass_edit, "wrong")
    desk.presses("Enter")
    desk.waits(lambda: "do not open this case" in desk.window.welcome.signing._error.text())
    assert desk.window.session is None
    assert open_case(tmp_path / "x.case", "long-enough").title == "X"


def test_no_window_but_the_one_is_ever_shown(officer_at_sample, qapp):
    desk = officer_at_sample
    opened(desk)
    desk.presses("Ctrl+3")
    desk.settles()
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == [desk.window]


def test_every_control_has_a_name_for_screen_readers(officer_at_sample):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView

    desk = officer_at_sample
    for place in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        desk.presses(place)
        desk.settles()
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView):
            for control in desk.window.place.findChildren(kind):
                ours = type(control).__module__.startswith("ui.") or kind is not QAbstractButton
                assert not (ours and control.isVisible()) or control.accessibleName(), control
