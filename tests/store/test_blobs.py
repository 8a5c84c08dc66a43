"""A blob gives back what was stored, and nothing else: swapped, cut, joined, brought back, it is damaged."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_triage.errors import Damaged
from evidence_triage.store import BlobFolder, CaseKeys, Stored, random_key
from evidence_triage.store.blobs import CHUNK, TAG

KEYS, CASE = CaseKeys.of(random_key(), b"c" * 16), b"c" * 16


@pytest.fixture
def folder(tmp_path: Path) -> BlobFolder:
    return BlobFolder(tmp_path / "blobs", CASE, KEYS)


def read(folder: BlobFolder, stored: Stored) -> bytes:
    with folder.reader(stored) as file:
        return file.read()


@pytest.mark.parametrize("size", [0, 1, 70_000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_stored_comes_back(folder: BlobFolder, size: int) -> None:
    data = os.urandom(size)
    assert read(folder, folder.store(io.BytesIO(data))) == data
    assert read(folder, folder.store(data)) == data


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, 2 * CHUNK + 20), length=st.integers(0, CHUNK + 5))
def test_any_piece_can_be_read(start: int, length: int) -> None:
    with ANY.reader(ANY_STORED) as file:
        file.seek(start)
        assert file.read(length) == ANY_DATA[start : start + length]
        assert file.tell() == min(start + length, max(start, len(ANY_DATA)))


@pytest.fixture(autouse=True, scope="module")
def _any(tmp_path_factory: pytest.TempPathFactory) -> None:
    global ANY, ANY_DATA, ANY_STORED  # noqa: PLW0603  # hypothesis takes no fixtures of a function
    ANY = BlobFolder(tmp_path_factory.mktemp("any") / "blobs", CASE, KEYS)
    ANY_DATA = os.urandom(2 * CHUNK + 17)
    ANY_STORED = ANY.store(ANY_DATA)


def test_two_blobs_swapped_are_damaged(folder: BlobFolder) -> None:
    one, two = folder.store(b"a" * 100_000), folder.store(b"b" * 100_000)
    data = folder.path(one.id).read_bytes()
    folder.path(one.id).write_bytes(folder.path(two.id).read_bytes())
    folder.path(two.id).write_bytes(data)
    for stored in (one, two):
        with pytest.raises(Damaged):
            read(folder, stored)


def test_a_blob_under_anothers_row_is_damaged(folder: BlobFolder) -> None:
    one, two = folder.store(b"a" * 100_000), folder.store(b"b" * 100_000)
    with pytest.raises(Damaged):
        read(folder, replace(one, key=two.key))


def test_cut_at_a_chunk_it_is_damaged(folder: BlobFolder) -> None:
    stored = folder.store(os.urandom(3 * CHUNK))
    path = folder.path(stored.id)
    path.write_bytes(path.read_bytes()[: 2 * (CHUNK + TAG)])
    with pytest.raises(Damaged):
        read(folder, stored)
    with pytest.raises(Damaged):  # with a row that says so, too: the last chunk bears a mark
        read(folder, replace(stored, size=2 * CHUNK, chunks=2))


def test_chunks_in_another_order_are_damaged(folder: BlobFolder) -> None:
    stored = folder.store(os.urandom(3 * CHUNK))
    path = folder.path(stored.id)
    data, each = path.read_bytes(), CHUNK + TAG
    path.write_bytes(data[each : 2 * each] + data[:each] + data[2 * each :])
    with pytest.raises(Damaged):
        read(folder, stored)


def test_a_missing_blob_is_named_so(folder: BlobFolder) -> None:
    stored = folder.store(b"a" * 100_000)
    folder.remove(stored.id)
    with pytest.raises(Damaged, match="missing"):
        read(folder, stored)


def test_a_small_blob_of_another_case_is_damaged(folder: BlobFolder, tmp_path: Path) -> None:
    stored = folder.store(b"small")
    assert stored.inside is not None
    assert b"small" not in stored.inside
    with pytest.raises(Damaged):
        read(BlobFolder(tmp_path / "other", b"d" * 16, KEYS), stored)


def test_names_tell_nothing(folder: BlobFolder, tmp_path: Path) -> None:
    stored = folder.store(b"a" * 100_000)
    assert f"{stored.id:x}" not in str(folder.path(stored.id))
    other = BlobFolder(tmp_path / "blobs", CASE, CaseKeys.of(random_key(), CASE))
    assert other.path(stored.id) != folder.path(stored.id)


def test_sweeping_leaves_known_blobs_alone(folder: BlobFolder) -> None:
    one, two = folder.store(b"a" * 100_000), folder.store(b"b" * 100_000)
    assert folder.sweep([one.id]) == 1
    assert folder.path(one.id).exists()
    assert not folder.path(two.id).exists()
