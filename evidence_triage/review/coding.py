"""From decisions to the present state of an item: every decision in its order, save those that were taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evidence_triage.review.draft import LISTS
from evidence_triage.words import Evidence, Relevance, Sensitivity, Test


@dataclass(frozen=True)
class Decision:
    """One decision as it stands on record. `undoes` names the decision that it takes back."""

    id: int
    item: int
    previous: int | None
    batch: bytes
    member: int
    role: str
    time: str
    origin: str
    undoes: int | None
    seen: Mapping[str, Any]
    fields: Mapping[str, Any]
    texts: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """Everything it set, by field: closed values, texts, and lists of issues."""
        texts = {name: json.loads(text) if name in LISTS and text else text for name, text in self.texts.items()}
        return {**self.fields, **texts}


@dataclass(frozen=True)
class TestDecided:
    """The disclosure test about one accused."""

    __test__ = False  # pytest: not a test class

    test: Test
    reason: str | None = None


@dataclass(frozen=True)
class Coding:
    """The present state of an item: what was last decided in each field, and the last decision that stands."""

    item: int
    decision: int
    member: int
    time: str
    relevance: Relevance | None = None
    evidence: Evidence | None = None
    tests: Mapping[int, TestDecided] = field(default_factory=dict)
    presumption: str | None = None
    sensitive: str | None = None
    sensitive_category: Sensitivity | None = None
    issues: tuple[str, ...] = ()
    description: str | None = None
    note: str | None = None

    @property
    def test(self) -> Test | None:
        """The weightiest result over all accused."""
        return min((each.test for each in self.tests.values()), key=list(Test).index, default=None)

    @property
    def test_reason(self) -> str | None:
        """The reason of that result, of the first accused who has it."""
        return next((each.reason for each in self.tests.values() if each.test is self.test), None)

    @property
    def tags(self) -> tuple[str, ...]:
        """The coded values and issues, as `tag:` finds them."""
        flags = ["presumption"] * (self.presumption is not None) + ["sensitive"] * (self.sensitive is not None)
        highly = [self.sensitive_category] if self.sensitive_category is Sensitivity.HIGHLY_SENSITIVE else []
        closed = [self.relevance, self.evidence, *(each.test for each in self.tests.values()), *highly]
        return tuple(dict.fromkeys([str(value) for value in closed if value] + flags + list(self.issues)))


def fold(decisions: Sequence[Decision]) -> Coding | None:
    """The state after decisions about one item, in the order of their numbers; null where none stands."""
    taken_back = {decision.undoes for decision in decisions}
    coding: Coding | None = None
    for decision in decisions:
        if decision.undoes is None and decision.id not in taken_back:
            coding = _after(coding, decision)
    return coding


def _after(before: Coding | None, decision: Decision) -> Coding:
    """The state after one more decision."""
    state = before or Coding(decision.item, decision.id, decision.member, decision.time)
    changed: dict[str, Any] = {name: decision.texts[name] for name in _TEXTS if name in decision.texts}
    for name in _CLOSED.keys() & decision.fields.keys():
        changed[name] = _CLOSED[name](decision.fields[name]) if decision.fields[name] else None
    return replace(
        state,
        decision=decision.id,
        member=decision.member,
        time=decision.time,
        tests=_tests(state.tests, decision),
        issues=_issues(state.issues, decision.texts),
        **changed,
    )


_CLOSED: dict[str, type[Relevance | Evidence | Sensitivity]] = {
    "relevance": Relevance,
    "evidence": Evidence,
    "sensitive_category": Sensitivity,
}
_TEXTS = ("presumption", "sensitive", "description", "note")


def _tests(before: Mapping[int, TestDecided], decision: Decision) -> Mapping[int, TestDecided]:
    accused = decision.fields.get("accused", 0)
    held = before.get(accused)
    if "test" in decision.fields:
        others = {number: test for number, test in before.items() if number != accused}
        value = decision.fields["test"]
        return others | ({accused: TestDecided(Test(value), decision.texts.get("test_reason"))} if value else {})
    if "test_reason" in decision.texts and held is not None:
        return {**before, accused: replace(held, reason=decision.texts["test_reason"])}
    return before


def _issues(before: Iterable[str], texts: Mapping[str, str | None]) -> tuple[str, ...]:
    """Issues are the same whatever their case; the first spelling stays."""
    removed = {issue.lower() for issue in json.loads(texts.get("issues_removed") or "[]")}
    issues = {issue.lower(): issue for issue in before if issue.lower() not in removed}
    for issue in json.loads(texts.get("issues_added") or "[]"):
        issues.setdefault(issue.lower(), issue)
    return tuple(issues.values())
