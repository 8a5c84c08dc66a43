"""The control words of Rich Text Format that matter to its text: what they spell, where they send it, in which encoding."""

CHARSETS = {
    0: "cp1252", 1: "cp1252", 2: "symbol", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
ENCODING_WORDS = frozenset({"f", "fcharset", "ansicpg", "cpg", *PAGES})

SPELT = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "softline": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t",
    "row": "\n", "nestrow": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "‑", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}

BESIDE = {
    "footnote": ("notes", "Footnote"), "annotation": ("comment", ""), "header": ("header", "Header"), "headerl": ("header", "Header"),
    "headerr": ("header", "Header"), "headerf": ("header", "Header"), "footer": ("header", "Footer"), "footerl": ("header", "Footer"),
    "footerr": ("header", "Footer"), "footerf": ("header", "Footer"),
}  # fmt: skip
INFO = frozenset(
    "title subject author operator keywords comment doccomm company manager category hlinkbase".split()  # noqa: SIM905
)
TIMES = frozenset({"creatim", "revtim", "printim", "buptim"})
TIME_PARTS = frozenset({"yr", "mo", "dy", "hr", "min", "sec"})

SILENT = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator filetbl revtbl themedata colorschememapping"  # noqa: SIM905
    " datastore latentstyles pict nonshppict objclass fldinst xmlnstbl mmathPr wgrffmtfilter bkmkstart bkmkend pntext pntxta"
    " pntxtb panose falt fname template xe tc rxe private shpinst sp sn sv atnid atnref atntime listtext datafield formfield"
    " ftnsep ftnsepc aftnsep aftnsepc ftncn aftncn userprops info background passwordhash".split()
)
SHOWN_THOUGH_STARRED = frozenset(
    {"shptxt", "shppict", "annotation", "atnauthor", "shpinst", "sn", "sv", "sp", "listtext", "pntext"}
)
NO_TEXT_INSIDE = frozenset({"pict", "nonshppict", "stylesheet", "listtable"})
