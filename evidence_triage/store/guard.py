"""What an ordinary reader may see: views in place of the tables that hold material, kept by SQLite's authorizer.

A view's own access is recognised by the view's name. A query can give any name to a common table expression, so the
views that reach the tables bear a random name, and what queries use are views of these.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from evidence_triage.store.engine import Connection, sqlite

_MAKES = frozenset(
    getattr(sqlite, f"SQLITE_{verb}_{thing}")
    for verb in ("CREATE", "DROP")
    for thing in (
        "INDEX",
        "TABLE",
        "TRIGGER",
        "VIEW",
        "TEMP_INDEX",
        "TEMP_TABLE",
        "TEMP_TRIGGER",
        "TEMP_VIEW",
        "VTABLE",
    )
) | {
    sqlite.SQLITE_ATTACH,
    sqlite.SQLITE_DETACH,
    sqlite.SQLITE_ALTER_TABLE,
    sqlite.SQLITE_INSERT,
    sqlite.SQLITE_UPDATE,
    sqlite.SQLITE_DELETE,
}

_CATALOGUES = frozenset({"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"})
_PRAGMAS = frozenset({"data_version"})
_VIEW = re.compile(r"^CREATE TEMP VIEW (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Guard:
    """`views`: SQL of `CREATE TEMP VIEW name AS ...` statements; `tables`: what may be read through them alone.

    `uncounted`: those of them whose rows may not even be counted. (Flattening a view, SQLite asks about a table of which
    only the row number is used as if the query itself counted it; so every view uses a column of these.)
    """

    views: str
    tables: frozenset[str]
    uncounted: frozenset[str]

    def set_on(self, connection: Connection) -> None:
        """Makes the views on a connection and closes everything else from here on."""
        names = {name: f"{name}_{secrets.token_hex(16)}" for name in _VIEW.findall(self.views)}
        connection.execute("PRAGMA query_only = OFF")
        connection.executescript(_VIEW.sub(lambda made: f"CREATE TEMP VIEW {names[made[1]]}", self.views))
        for name, secret in names.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM {secret}")
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(_authorizer(self, frozenset(names.values())))


def _authorizer(guard: Guard, views: frozenset[str]) -> Callable[..., int]:
    closed = guard.tables | _CATALOGUES

    def allow(action: int, first: str | None, second: str | None, _database: str | None, through: str | None) -> int:
        if action == sqlite.SQLITE_READ and first in closed:
            open_to = through in views if second else first not in guard.uncounted
            return sqlite.SQLITE_OK if open_to and first in guard.tables else sqlite.SQLITE_DENY
        if action in _MAKES or (action == sqlite.SQLITE_PRAGMA and first not in _PRAGMAS):
            return sqlite.SQLITE_DENY
        return sqlite.SQLITE_OK

    return allow
