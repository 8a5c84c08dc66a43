"""One sandbox for all tests of export: making its wall takes longer than a test."""

from collections.abc import Iterator

import pytest

from evidence_triage.sandbox import Sandbox, open_sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox() as opened:
        yield opened
