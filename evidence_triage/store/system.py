"""The functions that each system has in its own way, from the file of this one."""

import sys

if sys.platform == "win32":
    from evidence_triage.store.system_windows import flush, is_network_folder, machine, no_core_dumps, try_lock
else:
    from evidence_triage.store.system_posix import flush, is_network_folder, machine, no_core_dumps, try_lock

__all__ = ["flush", "is_network_folder", "machine", "no_core_dumps", "try_lock"]
