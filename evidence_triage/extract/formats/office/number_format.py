"""Numbers of a spreadsheet as its reader saw them: number format codes (ECMA-376, part 1, 18.8.30 and 18.8.31).

Formats that follow the computer's own settings (built-in dates) are shown year first, since the file does not tell
which order its reader saw.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd hh:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
CODE_CHARACTERS = 255
LAST_DAY = 2_958_466  # 31 December 9999

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(General)|(AM/PM|A/P)|(E[+-])|(y+|m+|d+|h+|s+)|([0#?])|([.,%/@])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)$")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

Token = tuple[str, str]


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number in its format; where the format makes no sense, the number itself."""
    try:
        section, value = _section(value, code)
        tokens = _tokens(section)
        kinds = {kind for kind, _ in tokens}
        if "general" in kinds or not kinds - {"literal"}:
            return "".join(text if kind == "literal" else plain(value) for kind, text in tokens) or plain(value)
        if kinds & {"date", "elapsed"}:
            return _dated(value, tokens, since_1904)
        if "exponent" in kinds:
            return _scientific(value, tokens)
        return _fraction(value, tokens) if ("mark", "/") in tokens else _number(value, tokens)
    except (ValueError, OverflowError, ArithmeticError, IndexError):
        return plain(value)


def plain(value: float) -> str:
    """A number with up to 15 digits, as a person would write it."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return f"{value:.15g}"


@lru_cache(maxsize=512)
def _sections(code: str) -> list[str]:
    """The parts for positive, negative and zero numbers, and for text."""
    return _SEPARATOR.split(code[:CODE_CHARACTERS])


def _section(value: float, code: str) -> tuple[str, float]:
    """The part of the format that this number takes, and the number as that part shows it."""
    parts = _sections(code)[:3]
    for part in parts:
        condition = next((_CONDITION.match(text) for kind, text in _tokens(part) if kind == "condition"), None)
        if condition:
            if _holds(value, condition[1], float(condition[2])):
                return part, value
        elif len(parts) > 1 and value < 0:
            return parts[1], -value
        elif len(parts) > 2 and value == 0:
            return parts[2], value
        else:
            return part, value
    return parts[-1], value


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound, ">": value > bound, "<=": value <= bound, ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[Token, ...]:
    return tuple(token for match in _TOKEN.finditer(section) if (token := _token(match)) is not None)


def _token(match: re.Match[str]) -> Token | None:
    quoted, escaped, space, _fill, bracket, general, half, exponent, date, digit, mark, other = match.groups()
    if bracket is not None:
        return _bracket(bracket)
    if space is not None:
        return "literal", " "
    for kind, text in (
        ("general", general),
        ("half", half),
        ("exponent", exponent),
        ("date", date),
        ("digit", digit),
        ("mark", mark),
    ):
        if text is not None:
            return ("date" if kind == "half" else kind), text
    text = next((each for each in (quoted, escaped, other) if each is not None), None)
    return None if text is None else ("literal", text)


def _bracket(inside: str) -> Token | None:
    """[$£-809] is a currency's sign, [h] a time that runs beyond a day, [<100] a condition; colours say nothing."""
    if inside.startswith("$"):
        return "literal", inside[1:].partition("-")[0]
    if inside.lower().strip("hms") == "" and inside:
        return "elapsed", inside.lower()
    return ("condition", inside) if _CONDITION.match(inside) else None


# Dates


def moment(value: float, since_1904: bool = False) -> datetime:
    """A day number as a date. Day 60 of the 1900 count is 29 February 1900, which never was; 28 February stands for it.

    Raises:
        OverflowError: before the count begins or after the year 9999.
    """
    if not 0 <= value < LAST_DAY:
        raise OverflowError
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < 60 else 30)  # noqa: DTZ001  # of no zone
    return start + timedelta(seconds=round(value * 86_400, 3))


def _dated(value: float, tokens: tuple[Token, ...], since_1904: bool) -> str:
    when = moment(value, since_1904)
    halves = any(kind == "date" and "/" in text for kind, text in tokens)
    decimals = sum(kind == "digit" for kind, _ in tokens)
    if not decimals:
        when = (when + timedelta(microseconds=500_000)).replace(microsecond=0)
    return "".join(_date_part(when, value, tokens, at, halves) for at in range(len(tokens)))


def _date_part(when: datetime, value: float, tokens: tuple[Token, ...], at: int, halves: bool) -> str:
    kind, text = tokens[at]
    if kind == "elapsed":
        return str(int(value * {"h": 24, "m": 1440, "s": 86_400}[text[0]]))
    if kind == "digit":
        return str(when.microsecond // 100_000)
    if kind != "date":
        return text if kind in ("literal", "mark") else ""
    text = text.lower()
    if "/" in text:
        return ("AM" if when.hour < 12 else "PM")[: len(text.partition("/")[0])]
    if text[0] == "m" and _means_minutes(tokens, at):
        return f"{when.minute:0{min(len(text), 2)}}"
    return _calendar(when, text, halves)


def _calendar(when: datetime, text: str, halves: bool) -> str:
    """A part of a date: a name where it has three letters or more, else a number of one or two digits."""
    month, day = _MONTHS[when.month - 1], _DAYS[when.weekday()]
    names = {"mmm": month[:3], "mmmm": month, "mmmmm": month[:1], "ddd": day[:3], "dddd": day}
    if text in names:
        return names[text]
    if text[0] == "y":
        return f"{when.year:04}" if len(text) > 2 else f"{when.year % 100:02}"
    hour = (when.hour % 12 or 12) if halves else when.hour
    number = {"m": when.month, "d": when.day, "h": hour, "s": when.second}[text[0]]
    return f"{number:0{min(len(text), 2)}}"


def _means_minutes(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an `m` stands after hours or before seconds."""
    before = next((text.lower() for kind, text in reversed(tokens[:at]) if kind in ("date", "elapsed")), "")
    after = next((text.lower() for kind, text in tokens[at + 1 :] if kind in ("date", "elapsed")), "")
    return before.startswith("h") or after.startswith("s")


# Numbers


def _number(value: float, tokens: tuple[Token, ...]) -> str:
    """Digits set into the places of the format, with its thousands, percent and words."""
    whole, decimals = _places(tokens)
    scaled = Decimal(repr(value)) * (100 ** sum(token == ("mark", "%") for token in tokens))
    grouped, thousands = _commas(tokens)
    scaled /= Decimal(1000) ** thousands
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    filled = _filled(digits.lstrip("0"), whole, grouped)
    return ("-" if scaled < 0 and rounded else "") + _set(tokens, filled, _shortened(fraction, decimals))


def _places(tokens: tuple[Token, ...]) -> tuple[list[str], list[str]]:
    """The places for digits before and after the point."""
    point = next((at for at, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    return [text for kind, text in tokens[:point] if kind == "digit"], [
        text for kind, text in tokens[point:] if kind == "digit"
    ]


def _commas(tokens: tuple[Token, ...]) -> tuple[bool, int]:
    """Whether thousands are parted, and by how many thousands the number is divided (commas at its end)."""
    marks = [text for kind, text in tokens if kind in ("digit", "mark") and text != "%"]
    marks = marks[: marks.index(".")] if "." in marks else marks
    divided = len(marks) - len("".join(marks).rstrip(","))
    return "," in marks[: len(marks) - divided], divided


def _filled(digits: str, places: list[str], grouped: bool) -> list[str]:
    """What stands at each place before the point; the first takes all digits that have no place of their own."""
    wanted = len(places) - next((at for at, place in enumerate(places) if place in "0?"), len(places))
    digits = digits.rjust(wanted, "0")
    if grouped:
        digits = f"{int(digits or 0):,}".rjust(wanted, "0") if digits else ""
    if not places:
        return []
    if len(digits) >= len(places) or grouped:
        cut = max(len(digits) - len(places) + 1, 0)
        return [digits[:cut] or "", *digits[cut:], *[""] * (len(places) - 1 - len(digits[cut:]))]
    return [""] * (len(places) - len(digits)) + list(digits)


def _shortened(fraction: str, places: list[str]) -> str:
    """The decimals without the zeros that an optional place leaves out."""
    while fraction and places[len(fraction) - 1] == "#" and fraction.endswith("0"):
        fraction = fraction[:-1]
    return fraction


def _set(tokens: tuple[Token, ...], whole: list[str], fraction: str) -> str:
    found, decimals, in_fraction = [], iter(fraction), False
    before = iter(whole)
    for kind, text in tokens:
        if kind == "digit":
            found.append(next(decimals, "") if in_fraction else next(before, ""))
        elif (kind, text) == ("mark", "."):
            in_fraction = True
            found.append(".")
        elif kind == "literal" or text == "%":
            found.append(text)
    return "".join(found)


def _scientific(value: float, tokens: tuple[Token, ...]) -> str:
    at = next(n for n, (kind, _) in enumerate(tokens) if kind == "exponent")
    decimals = len(_places(tokens[:at])[1])
    width = sum(kind == "digit" for kind, _ in tokens[at:])
    mantissa, _, exponent = f"{value:.{decimals}E}".partition("E")
    sign = "-" if exponent.startswith("-") else "+" if tokens[at][1].endswith("+") else ""
    return f"{mantissa}E{sign}{exponent.lstrip('+-0').rjust(width, '0')}"


def _fraction(value: float, tokens: tuple[Token, ...]) -> str:
    at = tokens.index(("mark", "/"))
    width = sum(kind == "digit" for kind, _ in tokens[at:])
    whole = int(abs(value))
    part = Fraction(abs(value) - whole).limit_denominator(10 ** max(width, 1) - 1)
    words = [str(whole)] if whole or not part else []
    words += [f"{part.numerator}/{part.denominator}"] if part else []
    return ("-" if value < 0 else "") + " ".join(words)
