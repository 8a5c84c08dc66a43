"""A case of one's own whose index is filled by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.shelf import Shelf
from tests.index.shelf import shelf as new_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = new_shelf(tmp_path / "case")
    yield made
    made.case.lock()
