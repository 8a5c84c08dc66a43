"""Bytes to text, in whatever encoding they were written; the encoding is told, never assumed in silence."""

import codecs
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b\x08\x1a")
GUESS_BYTES = 64 << 10
LEGACY = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp",
    "iso2022_jp", "gb18030", "big5", "euc_kr", "cp437", "cp866", "mac_roman",
)  # fmt: skip


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding it was written in. `sure`: told by a mark or by the bytes themselves, not guessed."""

    text: str
    encoding: str
    sure: bool = True


def decode(data: bytes, *, whole: bool = True) -> Decoded | None:
    """The text where the bytes themselves tell the encoding: a byte order mark, UTF-8, UTF-16 without a mark, or null.

    `whole`: the bytes are all there; otherwise a character may be cut at the end.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, whole)
    if b"\0" in data:
        return _utf16(data, whole)
    return _strict(data, "utf-8", whole) if looks_like_text(data) else None


def looks_like_text(data: bytes) -> bool:
    """Whether next to no byte is a control character that no text has."""
    sample = data[:GUESS_BYTES]
    return sum(map(sample.count, _CONTROL_BYTES)) * 200 <= len(sample)


_CONTROL_BYTES = tuple(bytes([code]) for code in sorted(CONTROL))


def named(data: bytes, encoding: str) -> Decoded | None:
    """The text by an encoding that something names (a mail's charset); null where there is no such encoding.

    What is named Latin-1 or GB 2312 is in truth mostly their extension (WHATWG Encoding Standard).
    """
    try:
        name = codecs.lookup(encoding).name
        return Decoded(data.decode(_MEANT.get(name, name), "replace"), name)
    except (LookupError, ValueError):
        return None


_MEANT = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def guess(data: bytes) -> Decoded:
    """The text by the most likely of the old encodings (charset-normalizer); every byte has some character."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESS_BYTES], cp_isolation=list(LEGACY), enable_fallback=False).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding in ("cp1250", "cp1254", "cp1257", "mac_roman") and _reads_as_western(data):
        encoding = "cp1252"
    return Decoded(data.decode(encoding, "replace"), encoding, sure=False)


def _reads_as_western(data: bytes) -> bool:
    """Whether what stands outside ASCII are the letters and marks of Western European text in Windows' encoding."""
    beyond = [byte for byte in data[:GUESS_BYTES] if byte > 127]
    return sum(byte in _WESTERN for byte in beyond) >= 0.98 * len(beyond)


_WESTERN = frozenset("€£§°éèêëàâäáíîïóôöúùûüçñßæøåÉÈÀÁÄÖÜÇÑØÅ‘’“”–—…•«»·¿¡®©™½¼¾\xa0".encode("cp1252"))


def _strict(data: bytes, encoding: str, whole: bool) -> Decoded | None:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError:
        return None
    return Decoded(text.removeprefix("\ufeff"), "utf-8" if encoding == "utf-8-sig" else encoding)


def _utf16(data: bytes, whole: bool) -> Decoded | None:
    """UTF-16 without a mark: nulls stand at every second place, on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) * 3 < len(data) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    decoded = _strict(data, "utf-16-le" if odd > even else "utf-16-be", whole)
    return decoded if (decoded and decoded.text.isprintable()) or (decoded and _printable(decoded.text)) else None


def _printable(text: str) -> bool:
    sample = text[:4000]
    return sum(char.isprintable() or char in "\r\n\t\f" for char in sample) >= 0.97 * len(sample)
