"""Writing decisions from the panel: one item or many, with drafts kept, versions compared, and the last taken back."""

from typing import TYPE_CHECKING

from evidence_triage.case import clock
from evidence_triage.errors import DecidedMeanwhile, TriageError
from ui.itemlist.row import kind_words
from ui.ops import CaseOp, CaseQuery, in_words
from ui.review import decisions
from ui.review.fields import Values, summary
from ui.translate import counted, number, tr

if TYPE_CHECKING:
    from ui.review.place import ReviewPlace
    from ui.review.queries import ForCoding


class Deciding:
    """Stands between the panel and the engine for one Review place."""

    def __init__(self, place: "ReviewPlace") -> None:
        self._place, self._panel, self._item = place, place.panel, 0
        self._session, self._since = place.session, clock.now()
        self._last: Values = {}
        self._kept: Values = {}
        self._chosen: list[int] = []
        self._panel.saving.connect(self.save)
        self._panel.sealing.connect(self.ask_to_seal)
        place.strip.sealed.connect(self.seal)

    def show_item(self, found: "ForCoding") -> None:
        """Another item is open."""
        row = found.opened.detail.row
        self._item, self._kept = row.id, dict(found.draft)
        family = max(0, len(found.opened.family) - 1)
        self._panel.issues.know(found.issues)
        self._panel.show_item(
            found.saved,
            found.draft,
            tr("this {kind}", kind=kind_words(row.kind)),
            len(found.opened.copies),
            family,
            found.proposal,
        )

    def many(self, count: int) -> None:
        """How many rows are selected: from two on only Ctrl+Enter writes."""
        self._chosen = self._place.list.chosen_items() if count > 1 else []
        self._panel.save.set_words(
            tr("Code {n}", n=counted(count, "item", "items")) if count > 1 else tr("Save, next undecided")
        )

    def keep_draft(self) -> None:
        """Leaving keeps what was set but not saved."""
        item, draft = self._item, dict(self._panel.draft)
        if item and draft != self._kept:
            self._kept = draft
            self._place.run(CaseOp(lambda _: decisions.keep_draft(self._session, item, draft)).success(lambda _: None))

    def save(self, *, stay: bool = False, many: bool = False) -> None:
        """Writes one decision of what was set; with nothing set it writes nothing, says so and goes on."""
        if not self._place.is_painted():
            self._place.said.emit(tr("Key dropped: the item was not on the screen yet."))
            return
        if self._chosen and not many:
            self._place.said.emit(tr("{n} items are selected: Ctrl Enter codes them all.", n=len(self._chosen)))
            return
        missing = self._panel.missing()
        if missing:
            self._place.said.emit(missing)
            return
        if not self._panel.draft:
            self._place.said.emit(tr("Nothing was set, so nothing was written."))
            if not stay:
                self.go_on()
            return
        self._write(self._chosen or [self._item], dict(self._panel.draft), stay=stay)

    def repeat(self) -> None:
        """The last coding into the draft, for a person to look at before they save it."""
        for field in ("relevance", "test"):
            if field in self._last and self._panel.draft.get(field) != self._last[field]:
                self._panel.choose(field, str(self._last[field]))

    def undo(self) -> CaseOp[decisions.Undone]:
        """Takes back this person's last decision and makes its values the draft again."""
        return CaseOp(lambda _: decisions.undo(self._session, self._since)).success(self._undone).failure(self._failed)

    def go_on(self) -> None:
        """Goes to the next item of this list that this person has not decided."""
        place = self._place
        after = place.model.items()[place.list.current + 1 :]
        wanted = CaseQuery(lambda _: decisions.next_undecided(self._session, after), slot="next")
        place.run(wanted.success(self._go_to))

    def ask_to_seal(self) -> None:
        """Opens the strip that says what sealing takes with it."""
        item, strip = self._item, self._place.strip
        if item:
            self._place.run(
                CaseQuery(lambda case: decisions.seal_scope(case, item)).success(lambda counts: strip.ask(*counts))
            )

    def seal(self, reason: str) -> None:
        """Seals the open item with all that goes with it."""
        item = self._item
        wanted = CaseOp(lambda case: decisions.seal(case, item, reason), slow=True)
        self._place.run(wanted.success(self._sealed).failure(self._failed))
        self._place.viewer.close_item()
        self._panel.show_nothing()
        self._place.said.emit(tr("Sealing…"))

    def _write(self, items: list[int], draft: Values, *, stay: bool) -> None:
        spread, version = self._panel.spread, self._panel.saved.version if len(items) == 1 else None
        wanted = CaseOp(lambda _: decisions.decide(self._session, items, draft, spread, version))
        self._panel.save.setEnabled(False)
        self._place.run(wanted.success(lambda done: self._written(items, draft, done, stay)).failure(self._failed))

    def _written(self, items: list[int], draft: Values, done: "decisions.Decided", stay: bool) -> None:
        self._panel.save.setEnabled(True)
        self._kept, self._last = {}, draft
        self._panel.draft = {}
        also = tr(", also {n}", n=counted(done.spread, "other", "others")) if done.spread else ""
        which = done.reference if len(items) == 1 else counted(len(items), "item", "items")
        words = tr("Saved {which}: {what}{also}", which=which, what=summary(draft), also=also)
        self._panel.say_saved(words)
        self._place.said.emit(words)
        self._place.model.stale(done.items)
        if stay or self._chosen:
            self._reload()
        else:
            self.go_on()

    def _failed(self, error: TriageError) -> None:
        self._panel.save.setEnabled(True)
        self._place.session.failed.emit(error)
        if isinstance(error, DecidedMeanwhile):
            self._reload()
        self._place.said.emit(in_words(error))

    def _undone(self, done: "decisions.Undone") -> None:
        self._panel.say_saved("")
        self._place.said.emit(tr("Taken back: {which}. Its values are the draft again.", which=done.reference))
        self._place.model.stale(done.items)
        item, values = done.items[0], done.values
        self._place.run(
            CaseOp(lambda _: decisions.keep_draft(self._session, item, values)).success(lambda _: self._return_to(item))
        )

    def _return_to(self, item: int) -> None:
        self._item = 0
        at = self._place.model.place(item)
        if at >= 0 and at != self._place.list.current:
            self._place.list.choose(at)
        else:
            self._place.open_item(item)

    def _reload(self) -> None:
        """Shows what stands decided now; the draft stays."""
        item = self._item
        if not item:
            return
        self._kept = {"": ""}
        self.keep_draft()
        self._item = 0
        self._place.open_item(item)

    def _go_to(self, item: int | None) -> None:
        place = self._place
        if item is not None:
            place.list.choose(place.model.place(item))
            return
        place.said.emit(tr("End of the list. {n} shown.", n=number(place.model.rowCount())))
        self._reload()

    def _sealed(self, items: list[int]) -> None:
        gone = set(items)
        self._item = 0
        for item in gone:
            self._place.steps.forget(item)
        self._place.said.emit(
            tr(
                "Sealed: {n}. A seal is not taken back here; only the privilege reviewer can release.",
                n=counted(len(gone), "item", "items"),
            )
        )
        self._place.ask(self._place.box.text())
