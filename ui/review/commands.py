"""What can be done in Review, each with its key."""

from typing import Any

from PySide6.QtWidgets import QApplication

from ui.commands import command
from ui.ops import CaseQuery
from ui.review.place import ReviewPlace

Wanted = CaseQuery[Any] | None


@command("review.save", "Save, and go to the next undecided; open what is marked", key="Return", place="review")
def save(review: ReviewPlace) -> None:
    if not review.open_current():
        review.deciding.save()


@command("review.save-stay", "Save, and stay", key="Shift+Return", place="review", needs_item=True)
def save_stay(review: ReviewPlace) -> None:
    review.deciding.save(stay=True)


@command(
    "review.save-anywhere", "Save from any field; code many at once; confirm a seal", key="Ctrl+Return", place="review"
)
def save_anywhere(review: ReviewPlace) -> None:
    if review.strip.isVisible():
        review.strip.confirm()
    else:
        review.deciding.save(many=True)


@command("review.undo", "Take back my last decision", key="Z", place="review")
def undo(review: ReviewPlace) -> Wanted:
    return review.deciding.undo()


@command("review.relevant", "Relevant", key="R", place="review", needs_item=True)
def relevant(review: ReviewPlace) -> None:
    review.panel.choose("relevance", "relevant")


@command("review.not-relevant", "Not relevant", key="X", place="review", needs_item=True)
def not_relevant(review: ReviewPlace) -> None:
    review.panel.choose("relevance", "not-relevant")


@command("review.not-yet", "Not yet decided", key="W", place="review", needs_item=True)
def not_yet(review: ReviewPlace) -> None:
    review.panel.choose("relevance", "not-yet")


@command("review.undermines", "Undermines the prosecution case", key="1", place="review", needs_item=True)
def undermines(review: ReviewPlace) -> None:
    review.panel.choose("test", "undermines")


@command("review.assists", "Assists the accused", key="2", place="review", needs_item=True)
def assists(review: ReviewPlace) -> None:
    review.panel.choose("test", "assists")


@command("review.neither", "Neither", key="3", place="review", needs_item=True)
def neither(review: ReviewPlace) -> None:
    review.panel.choose("test", "neither")


@command("review.sensitive", "Sensitive, with a reason", key="S", place="review", needs_item=True)
def sensitive(review: ReviewPlace) -> None:
    review.panel.toggle_sensitive()


@command("review.issue", "Add an issue", key="I", place="review", needs_item=True)
def issue(review: ReviewPlace) -> None:
    review.panel.edit_issue()


@command("review.description", "Accept or edit the description", key="E", place="review", needs_item=True)
def description(review: ReviewPlace) -> None:
    review.panel.take_proposal()


@command("review.copies", "Also to exact copies", key="D", place="review", needs_item=True)
def copies(review: ReviewPlace) -> None:
    review.panel.toggle_spread("duplicates")


@command("review.family", "Also to the family", key="F", place="review", needs_item=True)
def family(review: ReviewPlace) -> None:
    review.panel.toggle_spread("family")


@command("review.again", "The last coding into the draft", key=".", place="review", needs_item=True)
def again(review: ReviewPlace) -> None:
    review.deciding.repeat()


@command("review.seal", "Seal as privileged…", key="Ctrl+Shift+L", place="review", needs_item=True)
def seal(review: ReviewPlace) -> None:
    review.deciding.ask_to_seal()


@command("review.next", "Next item", key="J", place="review", repeats=True)
def following(review: ReviewPlace) -> None:
    review.step(1)


@command("review.previous", "Previous item", key="K", place="review", repeats=True)
def previous(review: ReviewPlace) -> None:
    review.step(-1)


@command("review.page-down", "A screen further in the item", key="Space", place="review", repeats=True)
def page_down(review: ReviewPlace) -> None:
    review.viewer.page(True)


@command("review.page-up", "A screen back in the item", key="Shift+Space", place="review", repeats=True)
def page_up(review: ReviewPlace) -> None:
    review.viewer.page(False)


@command("review.next-hit", "Next hit in the item", key="N", place="review", repeats=True)
def next_hit(review: ReviewPlace) -> None:
    review.viewer.go_to_hit(1)


@command("review.previous-hit", "Previous hit in the item", key="P", place="review", repeats=True)
def previous_hit(review: ReviewPlace) -> None:
    review.viewer.go_to_hit(-1)


@command("review.previous-tab", "Previous tab", key="[", place="review")
def previous_tab(review: ReviewPlace) -> None:
    review.viewer.turn_tab(-1)


@command("review.next-tab", "Next tab", key="]", place="review")
def next_tab(review: ReviewPlace) -> None:
    review.viewer.turn_tab(1)


@command("review.reveal", "Hold to see a blurred picture", key="B", place="review", hold=True)
def reveal(review: ReviewPlace, down: bool) -> None:
    review.viewer.picture.reveal(down)


@command("review.keep-revealed", "See this picture until the next item", key="Shift+B", place="review")
def keep_revealed(review: ReviewPlace) -> None:
    review.viewer.picture.keep_revealed()


@command("review.back", "Back in questions and items", key="Alt+Left", place="review")
def back(review: ReviewPlace) -> None:
    review.go_back()


@command("review.forward", "Forward in questions and items", key="Alt+Right", place="review")
def forward(review: ReviewPlace) -> None:
    review.go_forward()


@command("review.save-search", "Keep this search as a record", key="Ctrl+S", place="review")
def save_search(review: ReviewPlace) -> None:
    review.searching.save()


@command("review.facets", "Open or close the facets", key="Ctrl+Shift+F", place="review")
def facets(review: ReviewPlace) -> None:
    if review.panes.toggle_drawer():
        review.facets.setFocus()


@command("review.panes", "Next pane", key="F6", place="review")
def panes(review: ReviewPlace) -> None:
    order = [
        part
        for part in (review.box, review.facets.widget(), review.list, review.viewer.canvas(), review.panel)
        if part.isVisible()
    ]
    focused = QApplication.focusWidget()
    at = next(
        (place for place, part in enumerate(order) if part is focused or (focused and part.isAncestorOf(focused))), -1
    )
    _focus(order[(at + 1) % len(order)])


@command("review.only-viewer", "Only viewer and panel", key="F11", place="review")
def only_viewer(review: ReviewPlace) -> None:
    review.panes.toggle_viewer()


@command("review.leave", "Back to the list", key="Esc", place="review")
def leave(review: ReviewPlace) -> None:
    if review.strip.isVisible():
        review.strip.hide()
    review.show_list()


def _focus(part: Any) -> None:
    """The part itself, or the first control inside it that takes the focus."""
    part.setFocus()
    if QApplication.focusWidget() is not part:
        part.focusNextChild()
