"""The tables that are derived from decisions: the present coding, the tests, the tags. Written with each decision."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from evidence_triage.review.coding import Coding, fold
from evidence_triage.review.reading import decisions

if TYPE_CHECKING:
    from evidence_triage.case import Change


def refold(change: "Change", items: Iterable[int]) -> None:
    """Derives the state of these items anew from all decisions about them."""
    numbers = list(items)
    made = decisions(change, numbers)
    for item in numbers:
        for table in ("coding", "coding_test", "tag"):
            change.delete(table, item=item)
        state = fold(made.get(item, []))
        if state is not None:
            _insert(change, state)


def _insert(change: "Change", state: Coding) -> None:
    change.insert(
        "coding",
        item=state.item,
        decision=state.decision,
        member=state.member,
        time=state.time,
        relevance=state.relevance,
        evidence=state.evidence,
        test=state.test,
        test_reason=state.test_reason,
        presumption=state.presumption,
        sensitive=state.sensitive,
        sensitive_category=state.sensitive_category,
        issues=json.dumps(state.issues, ensure_ascii=False),
        description=state.description,
        note=state.note,
    )
    tests = [(state.item, accused, each.test.value, each.reason) for accused, each in state.tests.items()]
    change.insert_many("coding_test", ("item", "accused", "test", "reason"), tests)
    tags = {tag.lower(): tag for tag in state.tags}
    change.insert_many("tag", ("item", "value", "label"), [(state.item, value, label) for value, label in tags.items()])
