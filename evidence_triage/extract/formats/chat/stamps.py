"""The stamp that opens each message of a WhatsApp export: a date and a time in the phone's own order and clock.

iOS writes `[12/03/2026, 14:05:22] `, Android `12/03/2026, 14:05 - `; both with whatever separators, order of day, month
and year, and words for the halves of the day the phone's region has. One export has one order: it is decided over all
of its stamps, since 3/4 alone tells nothing and a later 13/4 does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise

_SPACE = "[ \u00a0\u202f]"
_MORNING = ("am", "上午", "午前", "오전", "凌晨", "早上", "ص", "πμ", "de", "dop", "öö", "sa", "fm")
_AFTERNOON = ("pm", "下午", "午後", "오후", "中午", "晚上", "م", "μμ", "du", "odp", "ös", "ch", "em")
_HALF = (
    rf"(?:[AaPp]\.?{_SPACE}?[Mm]\.?|上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上|ص|م|"
    r"π\.?μ\.?|μ\.?μ\.?|de\.|du\.|dop\.|odp\.|ÖÖ|ÖS|SA|CH|fm|em)"
)
_DATE = r"(?P<a>\d{1,4})(?P<sign>[./-])[ ]?(?P<b>\d{1,2})[./-][ ]?(?P<c>\d{1,4})\.?"
_BETWEEN = rf"(?P<between>,?{_SPACE}(?:klo|um|kl\.|à|at|o|в|a las|às|alle|om){_SPACE}|,{_SPACE}?|{_SPACE})"
_TIME = (
    rf"(?:(?P<before>{_HALF}){_SPACE}?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    rf"(?:{_SPACE}?(?P<after>{_HALF}))?"
)
MARKS = "\u200e\u200f\ufeff\u202a\u202c\u2068\u2069"
_IOS = re.compile(rf"[{MARKS}]*\[{_DATE}{_BETWEEN}{_TIME}\][ ]?")
_ANDROID = re.compile(rf"[{MARKS}]*{_DATE}{_BETWEEN}{_TIME}{_SPACE}[-–]{_SPACE}")


class Order(Enum):
    """Which of the three numbers of a date is what; the value are the places of year, month and day."""

    DAY_FIRST = (2, 1, 0)
    MONTH_FIRST = (2, 0, 1)
    YEAR_FIRST = (0, 1, 2)


@dataclass(frozen=True)
class Stamp:
    """A stamp as it stands: three numbers, a time on the 24-hour clock, and how it was written."""

    numbers: tuple[int, int, int]
    hour: int
    minute: int
    second: int
    as_found: str
    sign: str
    halves: str

    def moment(self, order: Order) -> datetime | None:
        """The moment by this order, of no zone; null where there is no such day."""
        year, month, day = (self.numbers[place] for place in order.value)
        try:
            return datetime(year + 2000 if year < 100 else year, month, day, self.hour, self.minute, self.second)  # noqa: DTZ001  # the phone's own time
        except ValueError:
            return None


def stamp_of(line: str) -> tuple[Stamp, str] | None:
    """The stamp that opens a line, and the rest of the line; null where none does."""
    match = _IOS.match(line) or _ANDROID.match(line)
    if match is None or _is_of_a_log(match):
        return None
    hour, half = int(match["hour"]), _half(match["before"] or match["after"] or "")
    hour = hour % 12 + (12 if half in _AFTERNOON else 0) if half and hour <= 12 else hour
    if hour > 23 or int(match["minute"]) > 59:
        return None
    numbers = int(match["a"]), int(match["b"]), int(match["c"])
    found = match[0].strip(f"{MARKS} -–[]")
    written = match["before"] or match["after"] or ""
    stamp = Stamp(
        numbers, hour, int(match["minute"]), min(int(match["second"] or 0), 59), found, match["sign"], written
    )
    return stamp, line[match.end() :]


def _half(written: str) -> str:
    return re.sub(r"[.\s\u00a0\u202f]", "", written).lower()


def _is_of_a_log(match: re.Match[str]) -> bool:
    """Whether the stamp is a program's: year first with dashes, no comma, and seconds, as no phone writes it."""
    return match["sign"] == "-" and len(match["a"]) == 4 and "," not in match["between"] and match["second"] is not None


def order_of(stamps: Iterable[Stamp]) -> tuple[Order, bool]:
    """The order of day, month and year of one export, and whether its stamps tell it or it is assumed.

    Of the orders by which every stamp is a day, the one by which time goes back least, then the one by which the
    conversation is shortest. Where stamps cannot tell (all of one day, say), the form of the clock is the region's:
    12 hours with capitals and a date of few digits is written in America, month first.
    """
    stamps = list(stamps)
    orders = [order for order in Order if _is_written(order, stamps[0])]
    fitting = {order: times for order in orders if None not in (times := [each.moment(order) for each in stamps])}
    told = {
        order: _unlikeliness([each for each in times if each]) for order, times in fitting.items() if _sensible(times)
    }
    best = sorted(told, key=lambda order: told[order])
    if not best:
        return Order.DAY_FIRST, False
    if len(best) == 1 or told[best[0]] < told[best[1]]:
        return best[0], True
    return (Order.MONTH_FIRST if Order.MONTH_FIRST in best and _american(stamps) else best[0]), False


def _is_written(order: Order, stamp: Stamp) -> bool:
    """Whether dates are written in this order with such a sign: between points, the day is first, or a whole year."""
    year_first = stamp.numbers[0] > 31
    return stamp.sign != "." or order is (Order.YEAR_FIRST if year_first else Order.DAY_FIRST)


def _sensible(times: list[datetime | None]) -> bool:
    """Whether the years are those in which there was such an app."""
    return all(each is not None and 2009 <= each.year <= 2099 for each in times)


def _unlikeliness(times: list[datetime]) -> tuple[int, float]:
    """How often time goes back by more than an hour, and how long the conversation is (seconds)."""
    steps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    return sum(step < -3600 for step in steps), sum(abs(step) for step in steps)


def _american(stamps: list[Stamp]) -> bool:
    first = stamps[0]
    return first.sign == "/" and first.halves.isascii() and first.halves.isupper() and first.numbers[2] < 100
