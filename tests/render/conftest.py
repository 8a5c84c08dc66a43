"""One sandbox for all tests of rendering: they ask as the program does, through the wall."""

from collections.abc import Iterator

import pytest

from evidence_triage.sandbox import Sandbox, open_sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox() as opened:
        yield opened
