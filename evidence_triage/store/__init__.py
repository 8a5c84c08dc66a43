"""What lies on the disk, encrypted: the only room that opens a database.

`schema_of` reads tables with their kinds; `make` makes a database, `Database` holds its connections, `Reader` asks.
`new_slot` puts a person's keys behind a passphrase, `Slot.open` gets them back; `CaseKeys.of` derives what a case needs.
`BlobFolder` keeps bytes outside the database. `Guard` closes tables to ordinary readers but for its views. `Lease` binds
an open case to one machine; `copy_database` copies under another key; `migrate` brings an older format up to date.
"""

from evidence_triage.store.blobs import BlobFolder, Stored
from evidence_triage.store.columns import Columns, columns_of, known_blobs
from evidence_triage.store.copying import copy_database, opens, remove_database
from evidence_triage.store.database import Database, connect, integrity_faults, make
from evidence_triage.store.engine import Connection, plainly
from evidence_triage.store.guard import Guard
from evidence_triage.store.keys import CaseKeys, derived, random_key, unwrap, wrap, wrap_for_nobody
from evidence_triage.store.kinds import HASHED, UNHASHED, Schema, Table, TableKind, schema_of
from evidence_triage.store.lease import Lease
from evidence_triage.store.migrating import migrate
from evidence_triage.store.reader import Parameters, Reader
from evidence_triage.store.slots import PersonKeys, Slot, name_hint, new_slot, plain_name
from evidence_triage.store.system import flush, is_network_folder, no_core_dumps
from evidence_triage.store.triggers import emptying_function

__all__ = [
    "HASHED",
    "UNHASHED",
    "BlobFolder",
    "CaseKeys",
    "Columns",
    "Connection",
    "Database",
    "Guard",
    "Lease",
    "Parameters",
    "PersonKeys",
    "Reader",
    "Schema",
    "Slot",
    "Stored",
    "Table",
    "TableKind",
    "columns_of",
    "connect",
    "copy_database",
    "derived",
    "emptying_function",
    "flush",
    "integrity_faults",
    "is_network_folder",
    "known_blobs",
    "make",
    "migrate",
    "name_hint",
    "new_slot",
    "no_core_dumps",
    "opens",
    "plain_name",
    "plainly",
    "random_key",
    "remove_database",
    "schema_of",
    "unwrap",
    "wrap",
    "wrap_for_nobody",
]
