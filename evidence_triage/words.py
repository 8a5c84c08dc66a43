"""The closed words of the program: kinds, reasons, states, roles and acts, as scripts and people see them.

Imports nothing of ours. A word that leaves the program (JSON, log, ledger, schedule) is spelt here and nowhere else.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an item is, decided by its content and never by its name alone."""

    EMAIL = "email"
    MESSAGE = "message"
    CONVERSATION = "conversation"
    CALL = "call"
    CONTACT = "contact"
    EVENT = "event"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    PAGE = "page"
    PICTURE = "picture"
    AUDIO = "audio"
    VIDEO = "video"
    TABLE = "table"
    ARCHIVE = "archive"
    MAILBOX = "mailbox"
    IMAGE = "image"
    OTHER = "other"

    @property
    def is_container(self) -> bool:
        """Whether members of such an item form families of their own (propagating and sealing never cross it)."""
        return self in _CONTAINERS


_CONTAINERS = frozenset({Kind.ARCHIVE, Kind.MAILBOX, Kind.IMAGE, Kind.CONVERSATION})


class Reason(StrEnum):
    """Why an item could not be read (R2)."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNKNOWN_KIND = "unknown-kind"
    TOO_LARGE = "too-large"
    TIMED_OUT = "timed-out"
    READER_FAILED = "reader-failed"
    SKIPPED = "skipped"
    SPECIAL = "special"
    VANISHED = "vanished"


class State(StrEnum):
    """The ledger's columns: found = readable + unreadable + known + out of scope + waiting, at every moment (R2)."""

    WAITING = "waiting"
    READABLE = "readable"
    UNREADABLE = "unreadable"
    KNOWN = "known"
    OUT_OF_SCOPE = "out-of-scope"


class Place(StrEnum):
    """How an item stands in the one it was found in; attachment and embedded are family, the others container."""

    FILE = "file"
    MEMBER = "member"
    MESSAGE = "message"
    ATTACHMENT = "attachment"
    EMBEDDED = "embedded"

    @property
    def is_family(self) -> bool:
        return self in (Place.ATTACHMENT, Place.EMBEDDED)


class Role(StrEnum):
    """What a member may be; who may do what is one table, `case/rights.py`."""

    DETECTIVE = "detective"
    OFFICER = "officer"
    DEPUTY = "deputy"
    SUPERVISOR = "supervisor"
    PRIVILEGE_REVIEWER = "privilege-reviewer"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What an event of the log is about (R28)."""

    CREATE = "create"
    SIGN_IN = "sign-in"
    REFUSED = "refused"
    ADD_PERSON = "add-person"
    INVITE_PERSON = "invite-person"
    ADMIT_PERSON = "admit-person"
    GRANT_ROLE = "grant-role"
    REVOKE_PERSON = "revoke-person"
    CHANGE_PASSPHRASE = "change-passphrase"
    ROTATE = "rotate"
    RECOVER = "recover"
    SETTINGS = "settings"
    ADD_SOURCE = "add-source"
    READ = "read"
    RETRY = "retry"
    SKIP = "skip"
    SEARCH = "search"
    OPEN = "open"
    SHOW_ORIGINAL = "show-original"
    CODE = "code"
    CODE_TEST = "code-test"  # the disclosure test, sensitive, presumption
    UNDO = "undo"
    SEAL = "seal"
    DECIDE_PRIVILEGE = "decide-privilege"
    EXPORT = "export"
    SERVE = "serve"
    VERIFY = "verify"
    READ_LOG = "read-log"
    BACKUP = "backup"
    ACCEPT_GAP = "accept-gap"
    MIGRATE = "migrate"


class Relevance(StrEnum):
    RELEVANT = "relevant"
    NOT_RELEVANT = "not-relevant"
    NOT_YET = "not-yet"


class Test(StrEnum):
    """The disclosure test (CPIA 1996 s.3)."""

    UNDERMINES = "undermines"
    ASSISTS = "assists"
    NEITHER = "neither"

    __test__ = False  # pytest: not a test class


class Evidence(StrEnum):
    """Whether relevant material is part of the prosecution case."""

    PROSECUTION = "prosecution"
    UNUSED = "unused"


class Sensitivity(StrEnum):
    """How sensitive material is; highly sensitive material is never described here but taken another way (R20)."""

    SENSITIVE = "sensitive"
    HIGHLY_SENSITIVE = "highly-sensitive"


class Spread(StrEnum):
    """What a decision is carried over to, besides the items themselves; never by itself (R5)."""

    FAMILY = "family"
    DUPLICATES = "duplicates"
    BOTH = "both"


class Recipient(StrEnum):
    PROSECUTOR = "prosecutor"
    DEFENCE = "defence"
    COURT = "court"


class Mode(StrEnum):
    """How a question is searched."""

    HYBRID = "hybrid"
    MEANING = "meaning"
    WORDS = "words"
