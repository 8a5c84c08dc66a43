"""Puts a batch of readings on record in one transaction: items, ledger, text, passages, words, static vectors.

The privilege screen and the scope run here, before anything becomes visible: what they hold is born sealed, or stays
out of scope, and neither its text nor its words are ever written.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence_triage import index, privilege
from evidence_triage.intake.digest import Digest
from evidence_triage.intake.gather import Finished, Part, Said
from evidence_triage.intake.scope import Scope
from evidence_triage.intake.scope import parse as parse_scope
from evidence_triage.items import twins
from evidence_triage.items.concluded import Conclusion, Facts, NewText, conclude, insert_texts, message_keys
from evidence_triage.items.found import Finding, insert_found
from evidence_triage.pipeline import made
from evidence_triage.pipeline.outcome import Copied, Outcome
from evidence_triage.pipeline.units import Unit
from evidence_triage.sandbox.protocol import Head, Message, Text
from evidence_triage.words import Act, Kind, Reason, State

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Stored
    from evidence_triage.embedding import Embedder


class Keeper:
    """Keeps outcomes for one run; knows the case's screens and scopes as they stood when the run began."""

    def __init__(self, case: "Case", static: "Embedder | None") -> None:
        self._case = case
        self._static = static
        rows = case.unguarded().rows("SELECT source, scope, screen FROM source_words")
        self._scopes = {source: parse_scope(scope) for source, scope, _ in rows if scope}
        self._gate = privilege.Gate(case, [screen for _, _, screen in rows if screen])

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """All of the batch, or nothing of it."""
        with self._case.change(Act.READ, by=self._case.member) as change:
            batch = _Batch(self._case, change, self._gate, self._scopes)
            for outcome in outcomes:
                batch.take(outcome)
            batch.write(self._static)


class _Batch:
    def __init__(self, case: "Case", change: "Change", gate: privilege.Gate, scopes: dict[int, Scope]) -> None:
        self.case = case
        self.change = change
        self.gate = gate
        self.scopes = scopes
        self.conclusions: list[Conclusion] = []
        self.texts: list[NewText] = []
        self.indexables: list[index.Indexable] = []

    def take(self, outcome: Outcome) -> None:
        match outcome.gave:
            case Part() as part:
                self._children(outcome, part)
                self._messages(outcome.unit, part)
            case Finished() as finished:
                self._finished(outcome, finished)
            case Copied(twin):
                self._copied(outcome, twin)

    def write(self, static: "Embedder | None") -> None:
        """Everything collected, sealed things left out of text and index."""
        insert_texts(self.change, self.texts)
        conclude(self.case, self.change, self.conclusions)
        index.put(self.change, self.indexables, static)
        self.gate.close(self.change)

    # What was found inside an item

    def _children(self, outcome: Outcome, part: Part) -> None:
        unit = outcome.unit
        findings = [made.finding_of_child(unit, part.head, born) for born in part.children]
        outside = part.head is not None and not self._in_scope(
            unit, made.facts_of(part.head, unit.name, self.case.time_zone)
        )
        numbers = insert_found(self.case, self.change, findings)
        for n, (born, item, stored) in enumerate(zip(part.children, numbers, outcome.children_stored, strict=True)):
            if item is None:
                self._let_go(stored)
            elif outside:
                self._conclude(item, unit.source, None, State.OUT_OF_SCOPE)
                self._let_go(stored)
            elif born.opened is None or stored is None:
                self._conclude(
                    item, unit.source, None, State.UNREADABLE, reason=born.reason or Reason.DAMAGED, rung="container"
                )
            else:
                content = self._content(born.opened.digest)
                self._store(content, stored)
                self.change.update("ledger", {"item": item}, content=content)
                self.gate.born(self.change, item, findings[n].family)

    def _messages(self, unit: Unit, part: Part) -> None:
        findings = [made.finding_of_message(unit, part.head, said) for said in part.messages]
        for n, item in enumerate(insert_found(self.case, self.change, findings)):
            if item is not None:
                self._message(unit, part, n, item)

    def _message(self, unit: Unit, part: Part, n: int, item: int) -> None:
        said = part.messages[n]
        facts = made.facts_of_message(said.message, self.case.time_zone)
        content = self._content(made.record_of(said))
        if not self._in_scope(unit, facts):
            self._conclude(item, unit.source, content, State.OUT_OF_SCOPE)
            return
        window = made.window_of(*_neighbours(part, n))
        of = made.Subject(item, unit.source, content, said.locator)
        self._readable(of, facts, Text(said.message.text), made.Read("message", window=window))

    # How the reading of an item ended

    def _finished(self, outcome: Outcome, finished: Finished) -> None:
        unit, end = outcome.unit, finished.end
        content = self._keep_bytes(outcome)
        facts = made.facts_of(finished.head, unit.name, self.case.time_zone) if finished.head else None
        if facts is not None and not self._in_scope(unit, facts):
            self._conclude(unit.item, unit.source, content, State.OUT_OF_SCOPE)
            return
        if facts is None or content is None:
            self._conclude(
                unit.item, unit.source, content, State.UNREADABLE, reason=end.reason, rung=end.rung, detail=end.detail
            )
            return
        of = made.Subject(unit.item, unit.source, content, unit.name)
        self._readable(
            of, facts, finished.text or Text(""), made.Read(end.rung, end.reason, end.detail, finished.children)
        )

    def _copied(self, outcome: Outcome, twin: int) -> None:
        """The same bytes were read before: their text and vectors serve, what lies in them is found here too."""
        unit = outcome.unit
        content = twins.content(self.change, twin)
        known = twins.known(self.change, twin, unit.name)
        self._finds_again(unit, known.facts.kind, twin)
        of = made.Subject(unit.item, unit.source, content, unit.name)
        read = made.Read(known.rung, known.reason, known.detail, known.attachments, twin=twin)
        self._readable(of, known.facts, made.text_of(known.text), read)

    def _finds_again(self, unit: Unit, kind: Kind, twin: int) -> None:
        head = Head(kind=kind, format="")
        copy = Finding(unit.source, unit.path, unit.name, family=unit.family)
        for child in twins.children(self.change, twin):
            finding = twins.found_again(child, copy, unit.item, made.container_of(unit, head))
            item = insert_found(self.case, self.change, [finding])[0]
            if item is not None and child.content is not None:
                self.change.update("ledger", {"item": item}, content=child.content)
            elif item is not None:
                self._conclude(item, unit.source, None, State(child.state), reason=child.reason, rung=child.rung)

    def _readable(self, of: made.Subject, facts: Facts, text: Text, read: made.Read) -> None:
        """An item whose kind is known, with what text it gave, unless the gate holds it."""
        people = [f"{party.name} {party.address}" for party in facts.people]
        words = [facts.title, of.name, *people, *(value for _, value in facts.properties), text.text]
        sealed = self.gate.holds(self.change, of.item, self._marks(of.content, facts, read.twin), words)
        self._conclude(
            of.item,
            of.source,
            of.content,
            State.READABLE if read.reason is None else State.UNREADABLE,
            facts=facts,
            reason=read.reason,
            rung=read.rung,
            detail=read.detail,
            no_text=not text.text.strip(),
            sealed=sealed,
            attachments=read.attachments,
            twin=read.twin,
        )
        if not sealed:
            self._index(of, facts, text, read.window)

    def _index(self, of: made.Subject, facts: Facts, text: Text, window: str | None) -> None:
        new = not twins.has_text(self.change, of.content) and all(each.content != of.content for each in self.texts)
        if new:
            self.texts.append(NewText(of.content, text.text, made.spans_json(text.spans), facts.properties))
        self.indexables.append(made.indexable(of, facts, text, new=new, window=window))

    def _conclude(self, item: int, source: int, content: int | None, state: State, **rest: object) -> None:
        self.conclusions.append(Conclusion(item, source, content, state, **rest))  # type: ignore[arg-type]

    # Bytes

    def _keep_bytes(self, outcome: Outcome) -> int | None:
        if outcome.digest is None:
            return outcome.unit.content
        content = self._content(outcome.digest)
        if outcome.stored is not None:
            self._store(content, outcome.stored)
        return content

    def _content(self, digest: Digest) -> int:
        """The number of the content with these hashes; one row for all copies."""
        known = self.change.value("SELECT id FROM content WHERE sha256 = ?", (digest.sha256,))
        if known is not None:
            return int(known)
        return self.change.insert("content", sha256=digest.sha256, sha1=digest.sha1, md5=digest.md5, size=digest.size)

    def _store(self, content: int, stored: "Stored") -> None:
        if self.change.value("SELECT 1 FROM content_blob WHERE content = ?", (content,)) is None:
            self.change.insert("content_blob", content=content, blob=self.change.blob(stored))
        else:
            self._let_go(stored)

    def _let_go(self, stored: "Stored | None") -> None:
        if stored is not None:
            self.case.blobs.discard(stored)

    def _marks(self, content: int, facts: Facts, twin: int | None) -> privilege.Marks:
        sha256 = bytes(self.change.value("SELECT sha256 FROM content WHERE id = ?", (content,)))
        if twin is not None:
            return privilege.Marks(sha256, *twins.keys(self.change, twin))
        return privilege.Marks(sha256, *message_keys(self.case, facts))

    def _in_scope(self, unit: Unit, facts: Facts) -> bool:
        scope = self.scopes.get(unit.source)
        people = [part for party in facts.people for part in (party.name, party.address) if part]
        return scope is None or scope.holds(facts.kind, facts.date, people, facts.format)


def _neighbours(part: Part, n: int) -> tuple[list[Message], Said, list[Message]]:
    """The message and what stands beside it: three before, one after."""
    before = [*part.before, *(said.message for said in part.messages[:n])][-3:]
    return before, part.messages[n], [said.message for said in part.messages[n + 1 : n + 2]]
