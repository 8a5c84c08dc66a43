"""Bringing a database to the present format: numbered scripts, each in one transaction with its number.

`store/migrations/<case|people>/0002_what_it_does.sql` and so on; format 1 is what `schema.sql` made first. Whoever
changes a schema writes the script too, and a test compares a migrated database with a fresh one.
"""

from collections.abc import Iterator
from pathlib import Path

from evidence_triage.errors import NewerFormat
from evidence_triage.store.engine import Connection, plainly, sqlite

FIRST = 1
FOLDER = Path(__file__).parent / "migrations"


def scripts(name: str, folder: Path = FOLDER) -> dict[int, Path]:
    """The scripts of a database, by the number that they lead to."""
    return {int(path.name.split("_")[0]): path for path in sorted((folder / name).glob("[0-9]*_*.sql"))}


def latest(name: str, folder: Path = FOLDER) -> int:
    """The number of the present format."""
    return max(scripts(name, folder), default=FIRST)


def migrate(connection: Connection, name: str, folder: Path = FOLDER) -> list[int]:
    """Runs what is missing, in order; gives the numbers that were run.

    Raises:
        NewerFormat: a later version of the program wrote the database.
    """
    found, known = connection.execute("PRAGMA user_version").fetchone()[0], latest(name, folder)
    if found > known:
        raise NewerFormat(found=found, known=known)
    due = {number: path for number, path in scripts(name, folder).items() if number > found}
    for number, path in due.items():
        _run(connection, number, path.read_text(encoding="utf-8"))
    return list(due)


def _run(connection: Connection, number: int, sql: str) -> None:
    with plainly():
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one (a script run as a whole would commit what is open)."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite.complete_statement(statement):
            yield statement
            statement = ""
