"""Formats that open with bytes of their own: where they stand, what they are, which kind of item that makes.

Read or not, each has its line, so that the kind is right even where no reader is. Sources: the formats' own
specifications, and Gary Kessler's table of file signatures.
"""

from dataclasses import dataclass

from evidence_triage.words import Kind


@dataclass(frozen=True)
class Signature:
    """`bytes_at` are pairs of offset and bytes that must all stand there."""

    format: str
    kind: Kind
    bytes_at: tuple[tuple[int, bytes], ...]

    def opens(self, head: bytes) -> bool:
        return all(head.startswith(expected, offset) for offset, expected in self.bytes_at)


def _at(format: str, kind: Kind, *opening: bytes, offset: int = 0) -> list[Signature]:  # noqa: A002
    """One signature for each way the format may open."""
    return [Signature(format, kind, ((offset, each),)) for each in opening]


def _riff(format: str, kind: Kind, form: bytes) -> list[Signature]:  # noqa: A002
    return [Signature(format, kind, ((0, b"RIFF"), (8, form)))]


_SIGNED, _ENVELOPED = (b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07" + last for last in (b"\x02", b"\x03"))

SIGNATURES: tuple[Signature, ...] = (
    *_at("pdf", Kind.DOCUMENT, b"%PDF-"),
    *_at("rtf", Kind.DOCUMENT, b"{\\rtf"),
    *_at("zip", Kind.ARCHIVE, b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04"),
    *_at("ole", Kind.DOCUMENT, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    *_at("gzip", Kind.ARCHIVE, b"\x1f\x8b\x08"),
    *_at("bzip2", Kind.ARCHIVE, b"BZh"),
    *_at("xz", Kind.ARCHIVE, b"\xfd7zXZ\0"),
    *_at("lzma", Kind.ARCHIVE, b"\x5d\0\0\x80\0", b"\x5d\0\0\x40\0", b"\x5d\0\0\0\x04"),
    *_at("zstandard", Kind.ARCHIVE, b"\x28\xb5\x2f\xfd"),
    *_at("lz4", Kind.ARCHIVE, b"\x04\x22\x4d\x18"),
    *_at("snappy", Kind.ARCHIVE, b"\xff\x06\0\0sNaPpY"),
    *_at("compress", Kind.ARCHIVE, b"\x1f\x9d", b"\x1f\xa0"),
    *_at("7z", Kind.ARCHIVE, b"7z\xbc\xaf\x27\x1c"),
    *_at("rar", Kind.ARCHIVE, b"Rar!\x1a\x07"),
    *_at("cab", Kind.ARCHIVE, b"MSCF\0\0\0\0"),
    *_at("tar", Kind.ARCHIVE, b"ustar", offset=257),
    *_at("cpio", Kind.ARCHIVE, b"070701", b"070702", b"070707", b"\xc7\x71"),
    *_at("ar", Kind.ARCHIVE, b"!<arch>\n"),
    *_at("arj", Kind.ARCHIVE, b"\x60\xea"),
    *_at("lzh", Kind.ARCHIVE, b"-lh5-", b"-lh0-", b"-lh1-", offset=2),
    *_at("iso9660", Kind.IMAGE, b"CD001", offset=32769),
    *_at("ewf", Kind.IMAGE, b"EVF\x09\x0d\x0a\xff\0", b"EVF2\x0d\x0a\x81\0"),
    *_at("vmdk", Kind.IMAGE, b"KDMV", b"# Disk DescriptorFile"),
    *_at("qcow2", Kind.IMAGE, b"QFI\xfb"),
    *_at("vhdx", Kind.IMAGE, b"vhdxfile"),
    *_at("vhd", Kind.IMAGE, b"conectix"),
    *_at("vdi", Kind.IMAGE, b"<<< Oracle VM VirtualBox Disk Image >>>", b"<<< Sun VirtualBox Disk Image >>>"),
    *_at("luks", Kind.IMAGE, b"LUKS\xba\xbe"),
    *_at("bitlocker", Kind.IMAGE, b"\xebX\x90-FVE-FS-"),
    *_at("pst", Kind.MAILBOX, b"!BDN"),
    *_at("dbx", Kind.MAILBOX, b"\xcf\xad\x12\xfe"),
    *_at("tnef", Kind.ARCHIVE, b"\x78\x9f\x3e\x22"),
    *_at("sqlite", Kind.TABLE, b"SQLite format 3\0"),
    *_at("access", Kind.TABLE, b"\0\x01\0\0Standard Jet DB", b"\0\x01\0\0Standard ACE DB"),
    *_at("ese", Kind.TABLE, b"\xef\xcd\xab\x89", offset=4),
    *_at("evtx", Kind.TABLE, b"ElfFile\0"),
    *_at("registry", Kind.TABLE, b"regf"),
    *_at("plist", Kind.TABLE, b"bplist00"),
    *_at("parquet", Kind.TABLE, b"PAR1"),
    *_at("onenote", Kind.DOCUMENT, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3"),
    *_at("postscript", Kind.DOCUMENT, b"%!PS"),
    *_at("djvu", Kind.DOCUMENT, b"AT&TFORM"),
    *_at("wordperfect", Kind.DOCUMENT, b"\xffWPC"),
    *_at("chm", Kind.DOCUMENT, b"ITSF\x03\0\0\0"),
    *_at("dwg", Kind.DOCUMENT, b"AC10", b"AC1.", b"AC2."),
    *_at("lnk", Kind.OTHER, b"L\0\0\0\x01\x14\x02\0"),
    *_at("jpeg", Kind.PICTURE, b"\xff\xd8\xff"),
    *_at("png", Kind.PICTURE, b"\x89PNG\r\n\x1a\n"),
    *_at("gif", Kind.PICTURE, b"GIF87a", b"GIF89a"),
    *_at("tiff", Kind.PICTURE, b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    *_riff("webp", Kind.PICTURE, b"WEBP"),
    *_at("bmp", Kind.PICTURE, b"BM"),
    *_at("ico", Kind.PICTURE, b"\0\0\x01\0"),
    *_at("psd", Kind.PICTURE, b"8BPS"),
    *_at("jpeg2000", Kind.PICTURE, b"\0\0\0\x0cjP  \r\n\x87\n"),
    *_at("wmf", Kind.PICTURE, b"\xd7\xcd\xc6\x9a"),
    *_at("emf", Kind.PICTURE, b" EMF", offset=40),
    *_riff("wav", Kind.AUDIO, b"WAVE"),
    *_at("mp3", Kind.AUDIO, b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    *_at("flac", Kind.AUDIO, b"fLaC"),
    *_at("ogg", Kind.AUDIO, b"OggS"),
    *_at("amr", Kind.AUDIO, b"#!AMR"),
    *_at("aiff", Kind.AUDIO, b"FORM"),
    *_at("midi", Kind.AUDIO, b"MThd"),
    *_at("aac", Kind.AUDIO, b"\xff\xf1", b"\xff\xf9"),
    *_riff("avi", Kind.VIDEO, b"AVI "),
    *_at("matroska", Kind.VIDEO, b"\x1a\x45\xdf\xa3"),
    *_at("flv", Kind.VIDEO, b"FLV\x01"),
    *_at("wmv", Kind.VIDEO, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    *_at("mpeg", Kind.VIDEO, b"\0\0\x01\xba", b"\0\0\x01\xb3"),
    *_at("pkcs7-enveloped", Kind.OTHER, _ENVELOPED, offset=4),
    *_at("pkcs7-enveloped", Kind.OTHER, _ENVELOPED, offset=2),
    *_at("pkcs7-signed", Kind.OTHER, _SIGNED, offset=4),
    *_at("pkcs7-signed", Kind.OTHER, _SIGNED, offset=2),
    *_at("exe", Kind.OTHER, b"MZ"),
    *_at("elf", Kind.OTHER, b"\x7fELF"),
    *_at("macho", Kind.OTHER, b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
    *_at("pgp", Kind.OTHER, b"-----BEGIN PGP MESSAGE-----", b"\x85\x01\x0c", b"\x85\x02\x0c", b"\x84\x8c\x03"),
    *_at("age", Kind.OTHER, b"age-encryption.org/v1"),
)

ENCRYPTED = frozenset({"pkcs7-enveloped", "luks", "bitlocker", "pgp", "age"})

BRANDS: dict[bytes, tuple[str, Kind]] = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), ("heic", Kind.PICTURE)),
    **dict.fromkeys((b"avif", b"avis"), ("avif", Kind.PICTURE)),
    **dict.fromkeys((b"M4A ", b"M4B "), ("m4a", Kind.AUDIO)),
    b"qt  ": ("quicktime", Kind.VIDEO),
}


def by_opening(head: bytes) -> tuple[str, Kind] | None:
    """The format that the first bytes name; null where they name none."""
    if head.startswith(b"ftyp", 4):
        return BRANDS.get(head[8:12], ("mp4", Kind.VIDEO))
    for signature in SIGNATURES:
        if signature.opens(head):
            return signature.format, signature.kind
    return None
