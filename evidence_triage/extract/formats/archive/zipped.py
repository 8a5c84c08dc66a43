"""ZIP (APPNOTE 6.3): members by the central directory, or by what stands before each member where that is damaged."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evidence_triage.extract.unreadable import Damaged, Encrypted, TooLarge, Unreadable

BLOCK_BYTES = 1 << 20
LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_SIGN = b"PK\x03\x04"
ENCRYPTED_BIT = 0x1
UTF8_BIT = 0x800
METHODS = {
    0: "stored",
    8: "deflated",
    9: "deflate64",
    12: "bzip2",
    14: "lzma",
    93: "zstandard",
    95: "xz",
    98: "ppmd",
    99: "AES",
}


@dataclass(frozen=True)
class Member:
    """A member: `name` as found, `size` as told (None where it is not), `date` ISO 8601 without zone, as ZIP keeps it."""

    name: str
    size: int | None
    date: str | None
    encrypted: bool
    method: str
    place: zipfile.ZipInfo | int

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


class Zipped:
    """An opened ZIP. `recovered`: its directory is missing or damaged, and members were found by searching.

    Raises:
        Damaged: neither a directory nor a member is in it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._archive: zipfile.ZipFile | None = None
        try:
            self._archive = zipfile.ZipFile(file)
            self.members = [_told(info) for info in self._archive.infolist()]
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, EOFError):
            self.members = list(_searched(file))
        self.recovered = self._archive is None
        if self.recovered and not self.members:
            raise Damaged("no directory and no member in it")
        self._by_name = {each.name: each for each in self.members}

    @property
    def comment(self) -> str:
        """The archive's own comment."""
        return self._archive.comment.decode("utf-8", "replace") if self._archive else ""

    def names(self) -> list[str]:
        return [each.name for each in self.members]

    def named(self, name: str) -> Member | None:
        return self._by_name.get(name)

    def read(self, member: Member, limit: int) -> bytes:
        """A member's bytes.

        Raises:
            TooLarge: it unpacks to more than `limit`.
            Unreadable: damaged, encrypted, or packed in a way that is not known here.
        """
        found, length = [], 0
        for block in self.blocks(member):
            length += len(block)
            if length > limit:
                raise TooLarge(f"a member unpacks to more than {limit >> 20} MiB")
            found.append(block)
        return b"".join(found)

    def blocks(self, member: Member) -> Iterator[bytes]:
        """A member's bytes, block by block; what comes before damage is given before it is raised."""
        if member.encrypted:
            raise Encrypted("an encrypted member")
        try:
            if isinstance(member.place, zipfile.ZipInfo):
                assert self._archive is not None
                yield from self._by_directory(member.place)
            else:
                yield from self._by_search(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError):
            raise Damaged("a damaged member") from None
        except (NotImplementedError, RuntimeError):
            raise Unreadable(f"a member packed in a way that is not known ({member.method})") from None

    def _by_directory(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        assert self._archive is not None
        with self._archive.open(info) as opened:
            while block := opened.read(BLOCK_BYTES):
                yield block

    def _by_search(self, member: Member) -> Iterator[bytes]:
        assert isinstance(member.place, int)
        self._file.seek(member.place)
        if member.method == "stored":
            yield self._file.read(min(member.size or 0, BLOCK_BYTES * 256))
            return
        inflate = zlib.decompressobj(-15)
        while not inflate.eof and (packed := self._file.read(BLOCK_BYTES)):
            while packed and not inflate.eof:
                yield inflate.decompress(packed, BLOCK_BYTES)
                packed = inflate.unconsumed_tail
        if not inflate.eof:
            raise Damaged("a member cut off")


def _told(info: zipfile.ZipInfo) -> Member:
    method = METHODS.get(info.compress_type, str(info.compress_type))
    return Member(
        _name(info), info.file_size, _date(info.date_time), bool(info.flag_bits & ENCRYPTED_BIT), method, info
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The name as found: what is not marked as UTF-8 may still be, and is code page 437 otherwise."""
    name = info.orig_filename
    if info.flag_bits & UTF8_BIT:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _date(told: tuple[int, int, int, int, int, int]) -> str | None:
    year, month, day, hour, minute, second = told
    if not (year > 1980 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        return None
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}"


def _searched(file: BinaryIO) -> Iterator[Member]:
    """Members by their local headers, wherever these stand."""
    at = 0
    while (at := _find(file, LOCAL_SIGN, at)) >= 0:
        file.seek(at)
        header = file.read(LOCAL.size)
        if len(header) < LOCAL.size:
            return
        _, _, flags, method, time, day, _, packed, size, name_length, extra_length = LOCAL.unpack(header)
        name = file.read(name_length)
        if 0 < name_length == len(name) and method in (0, 8):
            decoded = name.decode("utf-8" if _is_utf8(name) else "cp437")
            place = at + LOCAL.size + name_length + extra_length
            when = _date((1980 + (day >> 9), day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, (time & 31) * 2))
            yield Member(decoded, size or None, when, bool(flags & ENCRYPTED_BIT), METHODS[method], place)
        at += max(packed, len(LOCAL_SIGN))


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _find(file: BinaryIO, sign: bytes, at: int) -> int:
    """Where the sign next stands, from `at` on; -1 where it does not."""
    while True:
        file.seek(at)
        block = file.read(BLOCK_BYTES)
        found = block.find(sign)
        if found >= 0:
            return at + found
        if len(block) < BLOCK_BYTES:
            return -1
        at += BLOCK_BYTES - len(sign)
