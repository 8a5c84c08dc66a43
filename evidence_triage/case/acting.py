"""One act in one transaction: who may, what it wrote, the event that says so. `Case.change` is its public face."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evidence_triage.audit import Head, Signer, append, head
from evidence_triage.case import clock
from evidence_triage.case.book import Book
from evidence_triage.case.change import Change, Moment, NewFiles
from evidence_triage.errors import NotAllowed
from evidence_triage.verify import Event
from evidence_triage.words import Act, Role

if TYPE_CHECKING:
    from evidence_triage.case.case import Case


@contextmanager
def acting(
    case: "Case", book: Book, act: Act, signer: Signer | None = None, *, about: str = "", anchored: bool = True
) -> Iterator[Change]:
    """A change with its event, in a given book.

    `signer` is given where it is not the person in the role that permits the act; `anchored` is False in a copy that
    does not count yet. Right and chain of people are looked at under the write lock, so that no event overlooks a
    revocation that came before it.
    """
    with _leaving_no_files(case) as files, book.database.writing() as connection:
        signer = signer or Signer(case.held.person, standing_role(case, act), case.held.signing)
        seen = "" if book.is_people else str(case.roster().head)
        moment = Moment(act, clock.now(), head(connection).sequence + 1)
        change = Change(book, connection, files, moment)
        yield change
        change.settle()
        event = append(connection, book.chain, _event(change, act, about, seen), change.marks, signer)
    if anchored:
        book.anchors.note(Head(event.sequence, event.hash), event.time)


@contextmanager
def deriving(case: "Case", book: Book) -> Iterator[Change]:
    """A change of derived and local tables alone; no event says so."""
    with _leaving_no_files(case) as files, book.database.writing() as connection:
        change = Change(book, connection, files, Moment(None, clock.now(), 0))
        yield change
        change.settle()


def role_for(case: "Case", act: Act) -> Role:
    """The role in which the person may do this.

    Raises:
        NotAllowed: none of theirs permits it; the refusal is logged.
    """
    try:
        return standing_role(case, act)
    except NotAllowed:
        _log_refusal(case, act)
        raise


def standing_role(case: "Case", act: Act) -> Role:
    """The same without a word in the log."""
    role = case.roster().now.role_for(act, case.held.person, clock.now())
    if role is None:
        raise NotAllowed(role=case.roles_in_words(), act=act.value)
    return role


def _log_refusal(case: "Case", act: Act) -> None:
    roles = sorted(case.member.roles)
    signer = Signer(case.held.person, roles[0] if roles else "", case.held.signing)
    with acting(case, case.log, Act.REFUSED, signer, about=act.value) as change:
        change.insert("refusal", act=act.value, person=case.held.person, time=change.time)


@contextmanager
def _leaving_no_files(case: "Case") -> Iterator[NewFiles]:
    files = NewFiles(case.blob_folder)
    try:
        yield files
    except BaseException:
        files.take_away()
        raise


def _event(change: Change, act: Act, about: str, people_head: str) -> Event:
    """The event before its place in the chain, its rows and its signer are known."""
    return Event(0, b"", change.time, 0, "", act.value, about, people_head, b"")
