"""Reading: one connection of one thread, and its four ways to ask."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence_triage.store.engine import Connection, DatabaseError, plain_error, plainly

Parameters = Sequence[Any] | Mapping[str, Any]


class Reader:
    """Reads one database. Belongs to the thread that asked for it; ask again in another thread."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.closed = False

    def rows(self, sql: str, params: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of the answer."""
        try:
            return self.connection.execute(sql, params).fetchall()
        except DatabaseError as error:
            raise plain_error(error) or error from error

    def one(self, sql: str, params: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        try:
            row: tuple[Any, ...] | None = self.connection.execute(sql, params).fetchone()
        except DatabaseError as error:
            raise plain_error(error) or error from error
        return row

    def value(self, sql: str, params: Parameters = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.one(sql, params)
        return None if row is None else row[0]

    def iterate(self, sql: str, params: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows one after the other, for answers too long to hold."""
        with plainly():
            yield from self.connection.execute(sql, params)

    def data_version(self) -> int:
        """A number that changes when another connection, of this or another process, has committed."""
        return int(self.value("PRAGMA data_version"))

    def close(self) -> None:
        self.closed = True
        self.connection.close()
