"""Ref: one stretch of the calendar as words name it, and its days once its year is known."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Unit:
    """What a ref names; `n` of the ref says which."""

    PENDING = "pending"
    DAY_OF_MONTH = "day_of_month"
    DAY = "day"
    WEEK = "week"
    DECADE = "decade"
    HALF_MONTH = "half_month"
    WEEKDAY = "weekday"
    WORKDAY = "workday"
    WEEKS = "weeks"
    DAYS = "days"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    TRIMESTER = "trimester"
    SEMESTER = "semester"
    HALF = "half"
    SEASON = "season"
    HOLIDAY = "holiday"
    NAMED_DAY = "named_day"
    SCHOOL_WEEK = "school_week"
    SCHOOL_YEAR = "school_year"
    YEAR = "year"


class Part:
    """Which end of a stretch is meant."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


class Ref(NamedTuple):
    """A stretch without its year, or with one.

    `year` is a written calendar year, `base` a written school year (its first calendar
    year), `last` the last of several years (of a weekday: which one); 0 is "not said".
    `n` = -1 is the last one; of several days or weeks it is their count; of a year 1 is the
    calendar one, for a bare «год» is the school's. A number that waits for its unit has
    `last` = 1 when it is Roman: that is never a day.
    """

    unit: str
    n: int = 0
    month: int = 0
    year: int = 0
    base: int = 0
    last: int = 0
    part: str = Part.WHOLE

    @property
    def has_year(self) -> bool:
        """A year was written for it."""
        return bool(self.year or self.base)

    @property
    def anchor(self) -> tuple[int, int]:
        """Month and day where it begins, for placing it in a year."""
        if self.month:
            return self.month, self.n if self.unit is Unit.DAY else 0
        if self.unit is Unit.SCHOOL_WEEK:
            return 9, 0
        return _FIXED.get((self.unit, self.n), (1, 0, 0, 0))[0], 0


Days = tuple[date, date]
SATURDAY = 5

_FIXED: dict[tuple[str, int], tuple[int, int, int, int]] = {
    (Unit.HALF, 1): (9, 1, 12, 31),
    (Unit.HALF, 2): (1, 1, 5, 31),
    (Unit.SCHOOL_YEAR, 0): (9, 1, 5, 31),
    (Unit.TRIMESTER, 1): (9, 1, 11, 30),
    (Unit.TRIMESTER, 2): (12, 1, 2, 0),
    (Unit.TRIMESTER, 3): (3, 1, 5, 31),
    (Unit.SEMESTER, 1): (9, 1, 12, 31),
    (Unit.SEMESTER, 2): (1, 1, 5, 31),
    (Unit.QUARTER, 1): (1, 1, 3, 31),
    (Unit.QUARTER, 2): (4, 1, 6, 30),
    (Unit.QUARTER, 3): (7, 1, 9, 30),
    (Unit.QUARTER, 4): (10, 1, 12, 31),
    (Unit.QUARTER, -1): (10, 1, 12, 31),
    (Unit.TERM, 1): (9, 1, 10, 27),
    (Unit.TERM, 2): (11, 5, 12, 29),
    (Unit.TERM, 3): (1, 9, 3, 22),
    (Unit.TERM, 4): (4, 1, 5, 31),
    (Unit.TERM, -1): (4, 1, 5, 31),
    (Unit.HOLIDAY, 1): (10, 28, 11, 4),
    (Unit.HOLIDAY, 2): (12, 30, 1, 8),
    (Unit.HOLIDAY, 3): (3, 23, 3, 31),
    (Unit.HOLIDAY, 4): (6, 1, 8, 31),
    (Unit.SEASON, 1): (9, 1, 11, 30),
    (Unit.SEASON, 2): (12, 1, 2, 0),
    (Unit.SEASON, 3): (3, 1, 5, 31),
    (Unit.SEASON, 4): (6, 1, 8, 31),
}
"""First and last day of what has fixed dates (0 is the month's last day).

Terms and holidays are the usual ones; schools set their own, so they carry a doubt.
"""


def days_of(ref: Ref, year: int) -> Days:
    """First and last day when the ref begins in `year`; ValueError when no such days exist."""
    start, end = _whole(ref, year)
    if ref.part is Part.WHOLE:
        return start, end
    if ref.unit is Unit.MONTH:
        return _third_of_month(ref.part, start, end)
    if ref.part is Part.BEGINNING:
        return start, min(end, start + timedelta(days=9))
    if ref.part is Part.END:
        return max(start, end - timedelta(days=9)), end
    middle = start + (end - start) // 2
    return max(start, middle - timedelta(days=5)), min(end, middle + timedelta(days=4))


def _third_of_month(part: str, start: date, end: date) -> Days:
    if part is Part.BEGINNING:
        return start, start.replace(day=10)
    if part is Part.MIDDLE:
        return start.replace(day=11), start.replace(day=20)
    return start.replace(day=21), end


def _whole(ref: Ref, year: int) -> Days:
    if ref.month:
        return _in_month(ref, year)
    if ref.unit is Unit.SCHOOL_WEEK:
        return _week_of_school_year(ref, year)
    if ref.unit is Unit.YEAR and (ref.has_year or ref.n):
        return date(year, 1, 1), date(max(ref.last, year), 12, 31)
    unit = Unit.SCHOOL_YEAR if ref.unit is Unit.YEAR else ref.unit
    fixed = _FIXED.get((unit, ref.n))
    if fixed is None:
        raise ValueError(ref.unit, ref.n)
    month, day, last_month, last_day = fixed
    last_year = year + (last_month < month)
    last_day = last_day or monthrange(last_year, last_month)[1]
    return date(year, month, day), date(last_year, last_month, last_day)


def _weekday(ref: Ref, year: int) -> Days:
    """«последняя пятница мая»: the n-th such day of the month."""
    first, length = date(year, ref.month, 1), monthrange(year, ref.month)[1]
    days = range(1 + (ref.last - 1 - first.weekday()) % 7, length + 1, 7)
    if ref.n > len(days) or ref.n == 0:
        raise ValueError(ref)
    found = first.replace(day=days[-1] if ref.n == -1 else days[ref.n - 1])
    return found, found


def _working_day(ref: Ref, year: int) -> Days:
    """«последний рабочий день мая»: the n-th day from Monday to Friday, whatever is a holiday."""
    days = [date(year, ref.month, n + 1) for n in range(monthrange(year, ref.month)[1])]
    working = [day for day in days if day.weekday() < SATURDAY]
    if not 1 <= ref.n <= len(working) and ref.n != -1:
        raise ValueError(ref)
    found = working[ref.n if ref.n == -1 else ref.n - 1]
    return found, found


def _in_month(ref: Ref, year: int) -> Days:
    if ref.unit is Unit.DAY and ref.n > 0:
        day = date(year, ref.month, ref.n)
        return day, day
    if ref.unit is Unit.WEEKDAY or (ref.unit is Unit.NAMED_DAY and ref.last):
        return _weekday(ref, year)
    if ref.unit is Unit.WORKDAY:
        return _working_day(ref, year)
    length = monthrange(year, ref.month)[1] if 1 <= ref.month <= 12 else 0
    first, last = _day_numbers(ref, length)
    return date(year, ref.month, first), date(year, ref.month, last)


def _day_numbers(ref: Ref, length: int) -> tuple[int, int]:
    n = ref.n
    if ref.unit in {Unit.DAY, Unit.NAMED_DAY}:
        return (length, length) if n == -1 else (n, n)
    if ref.unit in {Unit.WEEKS, Unit.DAYS}:
        size = abs(n) * (7 if ref.unit is Unit.WEEKS else 1)
        return (1, size) if n > 0 else (length - size + 1, length)
    if ref.unit is Unit.WEEK:
        return (length - 6, length) if n == -1 else (7 * n - 6, min(7 * n, length))
    if ref.unit is Unit.DECADE:
        n = 3 if n == -1 else n
        return 10 * n - 9, length if n == 3 else 10 * n
    if ref.unit is Unit.HALF_MONTH:
        return (1, 15) if n == 1 else (16, length)
    return 1, length


def _week_of_school_year(ref: Ref, year: int) -> Days:
    start, end = date(year, 9, 1), date(year + 1, 5, 31)
    if ref.n == -1:
        return end - timedelta(days=6), end
    if ref.n > 36:
        raise ValueError(ref)
    return start + timedelta(days=7 * ref.n - 7), start + timedelta(days=7 * ref.n - 1)
