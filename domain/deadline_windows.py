"""Items of a deadline → windows and doubts."""

from datetime import date, timedelta
from typing import NamedTuple

from domain.deadline_grammar import Item
from domain.deadline_refs import Days, Part, Ref, Unit, days_of
from domain.deadline_sorts import Sort
from domain.deadline_text_words import NEW_YEAR
from domain.deadline_years import Frame, is_inside, year_of
from domain.deadlines import Window

_FROM_CALENDAR = {
    Unit.TERM, Unit.TRIMESTER, Unit.SEMESTER, Unit.HOLIDAY, Unit.SEASON, Unit.NAMED_DAY,
    Unit.WORKDAY,
}  # fmt: skip
_CERTAIN = {Unit.DAY, Unit.MONTH, Unit.WEEK, Unit.DECADE, Unit.SCHOOL_YEAR}
_BEFORE = {Sort.UP_TO, Sort.BY}
_BY_DAYS = {Unit.DAY, Unit.DAY_OF_MONTH, Unit.WEEKDAY, Unit.WORKDAY, Unit.NAMED_DAY}
_YEARS = {Unit.SCHOOL_YEAR, Unit.YEAR}


class Placed(NamedTuple):
    """One window; `is_day` when a single day, `is_named` when told by a name; its doubts."""

    window: Window
    is_day: bool
    doubts: tuple[str, ...] = ()
    is_named: bool = False


def place(item: Item, frame: Frame) -> Placed:
    """The item's window; ValueError when its dates do not exist or run backwards."""
    if item.last is not None:
        return _interval(item, item.last, frame)
    one = _single(item, frame)
    return one._replace(is_named=True) if item.first.unit is Unit.NAMED_DAY else one


def _single(item: Item, frame: Frame) -> Placed:
    days = days_of(item.first, year_of(item.first, frame))
    doubts = (*_ref_doubts(item.first, item.bound), *_outside(item.first, days, frame))
    is_day = item.first.unit in _BY_DAYS
    if item.bound is None:
        return Placed(Window(start=days[0], end=days[1]), is_day, doubts)
    if item.bound is Sort.FROM:
        return Placed(Window(start=days[0], end=None), is_day, doubts)
    end, assumed = _bound(item, days)
    return Placed(Window(start=None, end=end), is_day, (*doubts, *assumed))


def _bound(item: Item, days: Days) -> tuple[date, list[str]]:
    """«до D» is D itself; before a longer stretch «до» does not say which of its ends."""
    ref = item.first
    is_before = item.bound is Sort.UP_TO and ref.part is Part.WHOLE
    if _is_new_year(ref) or (is_before and ref.unit is Unit.HOLIDAY):
        return days[0] - timedelta(days=1), []
    if ref.unit in _BY_DAYS or item.bound is Sort.BY or ref.part is Part.END:
        return days[1], []
    if ref.part is Part.BEGINNING:
        return days[0], [] if ref.unit in _YEARS else ["bound_assumed"]
    if ref.part is Part.MIDDLE and ref.unit is Unit.MONTH:
        return days[0].replace(day=15), []
    return days[1], ["bound_assumed"]


def _is_new_year(ref: Ref) -> bool:
    """The work is done on its eve."""
    return ref.unit is Unit.NAMED_DAY and (ref.month, ref.n, ref.last) == NEW_YEAR


def _interval(item: Item, last: Ref, frame: Frame) -> Placed:
    start_year, end_year = year_of(item.first, frame), year_of(last, frame)
    start, end = days_of(item.first, start_year), days_of(last, end_year)
    if _is_new_year(last):
        end = (end[0], end[1] - timedelta(days=1))
    doubts = [*_ref_doubts(item.first, Sort.FROM), *_ref_doubts(last)]
    if start[0] > end[1] and not (item.first.has_year and last.has_year):
        start, end, assumed = _turned(item.first, last, start, end)
        doubts += assumed
    if start[0] > end[1]:
        raise ValueError("reversed")
    outside = set(_outside(last, end, frame))
    if not (item.first.month == 8 and is_inside(end[0], frame) and start[0].year == frame.year):
        outside |= set(_outside(item.first, start, frame))
    if item.bound in _BEFORE:
        return Placed(Window(start=None, end=end[1]), False, (*doubts, *outside, "bound_assumed"))
    return Placed(Window(start=start[0], end=end[1]), False, (*doubts, *outside))


def _turned(first: Ref, last: Ref, start: Days, end: Days) -> tuple[Days, Days, list[str]]:
    """«август – сентябрь» begins the month before; other turns are doubtful."""
    if (first.unit, first.month) == (last.unit, last.month) and first.month:
        return start, end, []
    if first.anchor[0] < 9:
        assumed = [] if first.anchor[0] == 8 else ["year_assumed"]
        return days_of(first, start[0].year - 1), end, assumed
    return start, days_of(last, end[0].year + 1), ["year_assumed"]


def _ref_doubts(ref: Ref, bound: str | None = None) -> list[str]:
    if ref.unit in _CERTAIN and ref.part is Part.WHOLE:
        return []
    doubts = []
    if ref.unit in _FROM_CALENDAR:
        doubts.append("calendar_assumed")
    is_exact = bound is Sort.FROM or (bound is not None and ref.unit in _YEARS)
    if ref.part is Part.MIDDLE or (ref.part is Part.BEGINNING and not is_exact):
        doubts.append("part_assumed")
    is_named = ref.has_year or (ref.n == 1 and ref.part is Part.END)
    if (ref.unit is Unit.YEAR and not is_named) or (
        (ref.unit, ref.n) == (Unit.QUARTER, 3) and not ref.has_year
    ):
        doubts.append("year_assumed")
    return doubts


def _outside(ref: Ref, days: Days, frame: Frame) -> list[str]:
    """A written year that is not this paper's."""
    if not ref.has_year:
        return []
    if ref.unit is Unit.YEAR and ref.part is Part.WHOLE:
        middle = any(
            is_inside(date(year, month, 1), frame)
            for year in range(days[0].year, days[1].year + 1)
            for month in (1, 9)
        )
        is_far = ref.last > ref.year + 1 and not is_inside(date(ref.last, 1, 1), frame)
        return [] if middle and not is_far else ["year_outside"]
    return [] if all(is_inside(day, frame) for day in days) else ["year_outside"]
