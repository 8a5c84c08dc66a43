"""An open case: what every room above asks for, and the one door for every change."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_triage.audit import head
from evidence_triage.case import clock
from evidence_triage.case.acting import acting, deriving, role_for
from evidence_triage.case.book import Book
from evidence_triage.case.change import Change
from evidence_triage.case.folder import Folder
from evidence_triage.case.folding import People, read_roster
from evidence_triage.case.held import Blobs, Held
from evidence_triage.case.rights import HOLDERS, ON_PEOPLE
from evidence_triage.case.roster import Member, Roster
from evidence_triage.errors import NotAllowed, TriageError, WaitingForAdmission
from evidence_triage.store import BlobFolder, CaseKeys, Lease, PersonKeys, Reader, Schema
from evidence_triage.verify import signed_bytes
from evidence_triage.words import Act, Role


class Case:
    """One open case. Threads share it; each has its own readers.

    `notices` are sentences about people that the person should see after signing in; `privilege_recovery` is set once,
    by `create` without a recovery key: the text that admits the first privilege reviewer, which nobody else keeps.
    """

    blobs: Blobs
    privilege_recovery: str | None = None

    def __init__(
        self, place: Folder, case_id: bytes, held: Held, people: Book, material: Book | None, lease: Lease | None
    ) -> None:
        self.place = place
        self.folder: Path = place.root
        self.id = case_id.hex()
        self.lease = lease
        self.notices: list[str] = []
        self.case_id = case_id
        self._roster_lock = threading.Lock()
        self.hold(held, people, material)

    def hold(self, held: Held, people: Book, material: Book | None) -> None:
        """Takes keys and databases, at opening and again after a rotation; for this room alone."""
        self.held, self.people, self.material = held, people, material
        self._roster: Roster | None = None
        self.blob_folder: BlobFolder | None = None
        self._match_key = b""
        if material is not None and held.keys is not None:
            self.blob_folder = BlobFolder(self.place.blobs, self.case_id, held.keys)
            self.blobs = Blobs(self.blob_folder, self.unguarded)

    # --- who and what ---------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.settings["title"]

    @property
    def time_zone(self) -> str:
        return self.settings["time_zone"]

    @property
    def created(self) -> str:
        return self.settings["created"]

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the case: the latest value of each name."""
        return self.roster().settings

    @property
    def member(self) -> Member:
        """The person this case is open as, with the roles they have now."""
        return self.roster().member(self.held.person, clock.now())

    def members(self) -> list[Member]:
        """Everybody who was ever named; those without a role have left or were not admitted yet."""
        return self.roster().members(clock.now())

    def roster(self) -> Roster:
        """The state of the chain of people, verified anew when another process wrote to it."""
        reader = self.people.database.reader()
        with self._roster_lock:
            if self._roster is None or head(reader) != self._roster.head:
                people = People.read(
                    reader, self.people.schema, lambda table: self.people.columns(reader.connection, table)
                )
                self._roster = read_roster(reader, self.people.chain, people)
            return self._roster

    def news_of_people(self) -> list[str]:
        """What was done to people, by recovery, since this person last signed in."""
        row = self.log.database.reader().one(
            "SELECT time FROM event WHERE person = ? AND act = ? ORDER BY sequence DESC LIMIT 1",
            (self.held.person, Act.SIGN_IN.value),
        )
        since = row[0] if row else self.created
        recoveries = [time for _, time in self.roster().recoveries if time > since]
        return [f"The force's recovery key was used on this case at {time}." for time in recoveries]

    def may(self, act: Act) -> bool:
        """Whether the person may do this now."""
        return self.roster().now.role_for(act, self.held.person, clock.now()) is not None

    @property
    def schema(self) -> Schema:
        """The tables of the material with their kinds."""
        return self.need_material().schema

    def checkpoint(self) -> None:
        """Writes the write-ahead log back into the database and empties it, so that nothing deleted is left in it."""
        self.need_material().database.checkpoint()

    def leave_counts(self, counts: dict[str, object]) -> None:
        """Leaves the counts of the material for those who hold no key to it."""
        row = (json.dumps(counts), clock.now())
        with self.people.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO last_counts (id, json, time) VALUES (1, ?, ?)", row)

    def last_counts(self) -> tuple[dict[str, object], str] | None:
        """The counts last left, and when; None where nobody left any."""
        row = self.people.database.reader().one("SELECT json, time FROM last_counts")
        return (json.loads(row[0]), str(row[1])) if row else None

    # --- reading --------------------------------------------------------------------------------------------------

    def reader(self) -> Reader:
        """This thread's reader, which sees material through the visible views alone."""
        return self.need_material().database.guarded()

    def unguarded(self) -> Reader:
        """This thread's reader of everything: for intake, index, privilege, pipeline, status, export checks and verify alone."""
        return self.need_material().database.reader()

    def data_version(self) -> int:
        """A number that changes when anybody, this process too, has committed to the material."""
        return self.unguarded().data_version()

    def counters(self) -> dict[str, int]:
        """How often each table was written, by any process."""
        return dict(self.unguarded().rows("SELECT tbl, counter FROM table_counter"))

    # --- changing -------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, act: Act, *, by: Member, about: str = "") -> Iterator[Change]:
        """One act of one person: the right is checked, rows are collected, the event hashed and signed, all committed.

        Raises:
            NotAllowed: the right is missing; the refusal is logged.
            Busy, DiskFull, Damaged: nothing was written.
        """
        if by.id != self.held.person:
            raise ValueError("a case changes by the person it is open as")
        role_for(self, act)  # a refusal is logged before anything begins
        book = self.people if act in ON_PEOPLE else self.log
        with acting(self, book, act, about=about) as change:
            yield change

    @contextmanager
    def derive(self) -> Iterator[Change]:
        """A transaction on derived and local tables alone, which needs no event."""
        with deriving(self, self.need_material()) as change:
            yield change

    def role_for(self, act: Act) -> Role:
        """The role in which the person may do this.

        Raises:
            NotAllowed: none of theirs permits it; the refusal is logged.
        """
        return role_for(self, act)

    def roles_in_words(self) -> str:
        """The roles of the person, as a refusal names them."""
        return ", ".join(sorted(self.member.roles)) or "none"

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyed(self, purpose: str, *parts: str | bytes) -> bytes:
        """HMAC-SHA256 of the parts, each with its length, under the case's own key: equal things are found, none told."""
        whole = b"".join(_measured(part) for part in (purpose, *parts))
        return hmac.digest(self._keyed_under(), whole, hashlib.sha256)

    def _keyed_under(self) -> bytes:
        """The case's match key: made with the case and never rotated, since what is keyed under it is on record."""
        if not self._match_key:
            self._match_key = self.unguarded().value("SELECT match_key FROM founding")
        return self._match_key

    def sign(self, domain: str, data: bytes) -> bytes:
        """The Ed25519 signature of the person over data, bound to a domain and this case (verify.signed_bytes)."""
        return self.held.signing.sign(signed_bytes(domain, self.case_id, data))

    @property
    def public_key(self) -> bytes:
        """The person's Ed25519 public key, whose fingerprint `member` bears."""
        return self.held.signing.public_key().public_bytes_raw()

    def handover(self) -> bytes:
        """What a job's process needs, for an inherited pipe: derived keys alone, and the person's signing key."""
        keys = self.need_keys()
        held = {"database": keys.database, "blob": keys.blob, "name": keys.name, "people": self.held.people_database}
        held["signing"] = self.held.signing.private_bytes_raw()
        held["lease"] = self.lease.key if self.lease else b""
        return json.dumps(
            {"person": self.held.person, "keys": {name: key.hex() for name, key in held.items()}}
        ).encode()

    def take_keys(self, own: PersonKeys) -> None:
        """Goes on with new keys of the person; for this room alone."""
        self.held = replace(self.held, own=own, signing=Ed25519PrivateKey.from_private_bytes(own.signing))

    def lock(self) -> None:
        """Closes every connection, forgets the keys, lets go of the lease."""
        self.close_books()
        self.held = Held(self.held.person, Ed25519PrivateKey.generate(), None, b"")
        self._match_key, self._roster, self.blob_folder = b"", None, None
        if self.lease is not None:
            self.lease.let_go()
            self.lease = None

    def close_books(self) -> None:
        """Closes both databases."""
        for book in self.books():
            book.database.close()

    def books(self) -> list[Book]:
        """The databases that are open with the person's keys: people always, the material for those who hold its key."""
        return [self.people] if self.material is None else [self.people, self.material]

    @property
    def log(self) -> Book:
        """Where the person's own acts are logged: with the material, or with people where they do not hold its key."""
        return self.material or self.people

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()

    def need_material(self) -> Book:
        if self.material is None:
            raise self._no_material()
        return self.material

    def need_keys(self) -> CaseKeys:
        if self.held.keys is None:
            raise self._no_material()
        return self.held.keys

    def _no_material(self) -> TriageError:
        """Why there is no material: the role reads none, or nobody who holds the case key has admitted the person yet."""
        if self.member.roles & HOLDERS:
            return WaitingForAdmission(fingerprint=self.member.fingerprint)
        return NotAllowed(role=self.roles_in_words(), act="read-material")


def _measured(part: str | bytes) -> bytes:
    data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
    return len(data).to_bytes(8, "big") + data
