"""Triggers that keep a database append-only even against a mistake in the program: made from the kinds of tables."""

from evidence_triage.store.engine import Connection
from evidence_triage.store.kinds import Schema, TableKind

EMPTYING = "is_emptying"  # an SQL function of the writer: 1 inside an act of sealing or erasing


def triggers(schema: Schema) -> str:
    """The SQL of every trigger of a schema: nothing is removed, and only what a seal or an erasure names is emptied."""
    always = [(table.name, verb, "") for table in schema.of_kind(TableKind.RECORD) for verb in ("UPDATE", "DELETE")]
    always += [(table.name, "DELETE", "") for table in schema.of_kind(TableKind.LOG)]
    emptied = [(table.name, "UPDATE", _UNLESS) for table in schema.of_kind(TableKind.WORDS, TableKind.LOG)]
    emptied += [(table.name, "DELETE", _UNLESS) for table in schema.of_kind(TableKind.WORDS)]
    return "".join(_trigger(*each) for each in always + emptied)


def emptying_function(connection: Connection, *, allowed: bool) -> None:
    """Says to the triggers of a connection whether people's words may be emptied now."""
    connection.create_function(EMPTYING, 0, lambda: int(allowed))


_UNLESS = f"WHEN NOT {EMPTYING}() "


def _trigger(table: str, verb: str, when: str) -> str:
    name = f"{table}_keeps_{verb.lower()}"
    return f"\nCREATE TRIGGER {name} BEFORE {verb} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{table} is kept as it is'); END;\n"
