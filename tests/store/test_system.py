"""What each system does in its own way."""

import resource
import subprocess
import sys

import pytest

from evidence_triage.store.system_posix import mounted_as, no_core_dumps

MOUNTS = """22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:45 / /home rw,relatime shared:1 - nfs4 server:/home rw
31 22 0:46 / /media/a\\040stick rw - cifs //server/share rw
32 30 8:2 / /home/local rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/case", "ext4"),
        ("/home/jo/case", "nfs4"),
        ("/media/a stick/case", "cifs"),
        ("/home/local/case", "ext4"),
        ("/homes", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(path: str, kind: str) -> None:
    assert mounted_as(MOUNTS, path) == kind


def test_a_crash_leaves_no_core_dump() -> None:
    no_core_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] <= 1


def test_opening_a_case_loads_nothing_heavy() -> None:
    code = "import sys, evidence_triage.case; print([m for m in ('torch', 'PySide6', 'faiss', 'numpy', 'openvino') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
