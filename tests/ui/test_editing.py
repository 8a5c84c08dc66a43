"""Facets edit the question as a person would: OR inside one, AND across, quotes left whole."""

import pytest

from ui.search_box.editing import with_term, without_field, without_term
from ui.search_box.offers import offers_for


@pytest.mark.parametrize(
    ("question", "term", "edited"),
    [
        ("", "kind:email", "kind:email"),
        ("lot 4", "kind:email", "lot 4 kind:email"),
        ("lot 4 kind:email", "kind:message", "lot 4 kind:email,message"),
        ('from:"Ann Osei" lot', 'from:"M. Ward"', 'from:"Ann Osei","M. Ward" lot'),
    ],
)
def test_a_value_is_added_and_taken_away_again(question, term, edited):
    assert with_term(question, term) == edited
    assert without_term(edited, term) == question


def test_a_range_of_dates_replaces_the_one_before():
    question = without_field("favour date:2026-03 kind:email", "date")
    assert with_term(question, "date:2026-01..2026-02") == "favour kind:email date:2026-01..2026-02"


VALUES = {"from": ["M. Ward", "m.ward@x.test"], "kind": ["email", "event"], "tag": ["relevant"]}


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("ki", ["kind:"]),
        ("k", []),
        ("kind:e", ["kind:email", "kind:event"]),
        ("from:m", ['from:"M. Ward"', "from:m.ward@x.test"]),
        ("tag:relevant", []),
        ("lot", []),
    ],
)
def test_fields_and_their_values_are_offered(begun, offered):
    assert offers_for(begun, VALUES) == offered
