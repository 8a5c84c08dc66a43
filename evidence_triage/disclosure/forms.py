"""How a format is handed over: what its pages are made from, and how a file of it is called.

A format is what reading decided by content (docs/formats.md). One that stands in no table here is set from its text,
and its file ends in `.bin`, so that nothing opens it by mistake.
"""

from evidence_triage.disclosure.release import Way
from evidence_triage.words import Kind

UNKNOWN_SUFFIX = ".bin"

_OFFICE = frozenset(
    {
        "doc",
        "docx",
        "dot",
        "dotx",
        "odt",
        "ott",
        "rtf",
        "xls",
        "xlsx",
        "xlsb",
        "ods",
        "ppt",
        "pptx",
        "pps",
        "ppsx",
        "odp",
        "odg",
    }
)
_OWN_NAME = _OFFICE | {
    *(
        "7z",
        "aac",
        "avi",
        "avif",
        "bmp",
        "csv",
        "dwg",
        "eml",
        "evtx",
        "flac",
        "flv",
        "gif",
        "heic",
        "html",
        "ics",
        "json",
    ),
    *(
        "m4a",
        "mbox",
        "mhtml",
        "mp3",
        "mp4",
        "msg",
        "ogg",
        "pdf",
        "png",
        "pst",
        "rar",
        "tar",
        "tsv",
        "vcf",
        "wav",
        "webp",
    ),
    *("wmf", "wmv", "xml", "zip", "amr", "psd", "svg", "yaml", "toml", "md", "emf", "ico", "midi", "aiff"),
}
_OTHER_NAME = {
    "text": ".txt",
    "markdown": ".md",
    "jpeg": ".jpg",
    "jpeg2000": ".jp2",
    "tiff": ".tif",
    "quicktime": ".mov",
    "matroska": ".mkv",
    "mpeg": ".mpg",
    "gzip": ".gz",
    "bzip2": ".bz2",
    "sqlite": ".sqlite",
    "postscript": ".ps",
    "djvu": ".djvu",
    "onenote": ".one",
}
_NOT_DRAWN = frozenset({"psd", "wmf", "emf", "svg", "ico"})


def way_of(kind: Kind, form: str, *, has_text: bool, has_bytes: bool) -> Way:
    """What the pages of an item of this kind and format are made from."""
    if kind.is_container:
        return Way.SLIP
    if has_bytes and form == "pdf":
        return Way.PDF
    if has_bytes and form in _OFFICE:
        return Way.OFFICE
    if has_bytes and kind is Kind.PICTURE and form not in _NOT_DRAWN:
        return Way.PICTURE
    return Way.TEXT if has_text else Way.SLIP


def suffix_of(form: str) -> str:
    """The ending of a file of this format, with its dot; never of a program."""
    return f".{form}" if form in _OWN_NAME else _OTHER_NAME.get(form, UNKNOWN_SUFFIX)
