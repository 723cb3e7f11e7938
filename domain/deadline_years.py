"""Placing refs in years: a written year wins, neighbours share it, else the school year."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from domain.deadline_grammar import Item
from domain.deadline_refs import Part, Ref, Unit
from domain.deadlines import Window

_WINTER = {Unit.HOLIDAY, Unit.SEASON}
_FILLABLE = {
    Unit.DAY, Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH, Unit.QUARTER, Unit.TERM, Unit.HALF,
    Unit.DAY_OF_MONTH, Unit.WEEKDAY,
}  # fmt: skip
_OF_MONTH = {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH, Unit.DAY_OF_MONTH}


class Frame(NamedTuple):
    """Where unwritten years belong: the school year, the paper's period, its beginning."""

    year: int
    period: Window | None = None
    at_start: bool = False


def fill_pending(items: list[Item]) -> list[Item]:
    """Give «16» of «16, 17 июня» its month, «первая» of «первая и третья неделя» its unit."""
    if len(items) < 2 and not (items and items[0].last):
        return items
    following: Ref | None = None
    filled: list[Item] = []
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.first.part is not Part.WHOLE and item.first.n and not item.last:
            _spread_part(filled, item.first)
        source = None if _is_of_month_before(items, at) else following
        last = _filled(item.last, source) if item.last else None
        first = _filled(item.first, last or source)
        following = first
        filled.append(item._replace(first=first, last=last))
    return _under_months(filled[::-1])


def _spread_part(following: list[Item], ref: Ref) -> None:
    """«конец I, II и III четверти» is the end of each; `following` stand last to first."""
    for at in range(len(following) - 1, -1, -1):
        item = following[at]
        if ref.unit is not Unit.PENDING or not item.listed or item.last or item.bound:
            return
        if item.first.part is Part.WHOLE:
            following[at] = item._replace(first=item.first._replace(part=ref.part))


def _filled(ref: Ref, following: Ref | None) -> Ref:
    if following is None:
        return ref
    if ref.unit is Unit.PENDING and ref.part is not Part.WHOLE:
        return following._replace(part=ref.part, n=ref.n or following.n)
    if ref.unit is Unit.PENDING and following.unit in _FILLABLE:
        is_day = following.unit in {Unit.DAY, Unit.DAY_OF_MONTH}
        return ref if is_day and ref.last else following._replace(n=ref.n)
    if ref.unit is Unit.SEASON and following.unit is Unit.HOLIDAY:
        return ref._replace(unit=Unit.HOLIDAY)
    if ref.unit in _OF_MONTH and not ref.month and following.month:
        return ref._replace(month=following.month, year=ref.year or following.year)
    return ref


def _under_months(items: list[Item]) -> list[Item]:
    """«октябрь, 3 неделя»: the month before names the week's month and is no window."""
    done: list[Item] = []
    for item in items:
        above = done[-1] if done else None
        if above and _is_headless(item, above):
            done = done[:-1] if above.first.unit is Unit.MONTH else done
            item = _in_month_of(item, above)
        done.append(item)
    return done


def _is_of_month_before(items: list[Item], at: int) -> bool:
    """A week or a day's number of the month just named, or one that a semicolon closes."""
    if not _is_of_one_month(items[at]):
        return False
    above, below = items[max(0, at - 1)], items[at + 1 : at + 2]
    is_month = at > 0 and above.first.unit is Unit.MONTH and above.last is None
    return (is_month and items[at].joint != ";") or any(item.joint == ";" for item in below)


def _is_of_one_month(item: Item) -> bool:
    """«2 неделя», «15-20», «до 15 числа» without the month's name."""
    ref = item.last or item.first
    if ref.unit is Unit.PENDING:
        return item.last is not None
    return ref.unit in _OF_MONTH and not ref.month


def _is_headless(item: Item, above: Item) -> bool:
    if above.last or not above.first.month or item.joint == ";":
        return False
    if item.first.unit is Unit.PENDING and above.first.unit is Unit.MONTH:
        return not item.first.last and _is_told_as_days(item)
    return item.first.unit in _OF_MONTH and not item.first.month


def _is_told_as_days(item: Item) -> bool:
    return item.is_aside or item.last is not None or item.bound is not None


def _in_month_of(item: Item, above: Item) -> Item:
    """The item with the month of the one above; it stands where that one stood."""
    first, last = item.first, item.last
    unit = Unit.DAY if first.unit in {Unit.DAY_OF_MONTH, Unit.PENDING} else first.unit
    placed = above.first._replace(unit=unit, n=first.n)
    last = placed._replace(n=last.n) if last else None
    item = item._replace(first=placed, last=last, glued=False)
    if above.first.unit is not Unit.MONTH:
        return item
    return item._replace(joint=above.joint, listed=above.listed, is_aside=above.is_aside)


def share_years(items: list[Item]) -> list[Item]:
    """A year written once for several dates is given to its neighbours."""
    if len(items) < 2 and not (items and items[0].last):
        return items
    if not any(ref.has_year for item in items for ref in _refs(item)):
        return items
    items = _under_year_heads(items)
    refs = [ref for item in items for ref in _refs(item)]
    for at in range(len(refs) - 2, -1, -1):
        refs[at] = _before(refs[at], refs[at + 1])
    for at in range(1, len(refs)):
        refs[at] = _after(refs[at], refs[at - 1])
    return list(_rebuilt(items, refs))


def _refs(item: Item) -> list[Ref]:
    return [item.first] if item.last is None else [item.first, item.last]


def _rebuilt(items: list[Item], refs: list[Ref]) -> Iterator[Item]:
    queue = iter(refs)
    for item in items:
        first = next(queue)
        yield item._replace(first=first, last=next(queue) if item.last else None)


def _under_year_heads(items: list[Item]) -> list[Item]:
    """«2023 год: сентябрь, октябрь» – the year heads its months and is no window."""
    head, done = None, []
    for at, item in enumerate(items, start=1):
        if _is_head(item, items[at : at + 1]):
            head = item.first
        elif head is None or any(ref.has_year for ref in _refs(item)):
            done.append(item)
        else:
            first = item.first._replace(year=head.year, base=head.base)
            last = item.last._replace(year=head.year, base=head.base) if item.last else None
            done.append(item._replace(first=first, last=last))
    return done or items


def _is_head(item: Item, following: list[Item]) -> bool:
    if item.first.unit not in {Unit.YEAR, Unit.SCHOOL_YEAR} or not item.first.has_year:
        return False
    if not following or item.bound or item.last or item.first.part is not Part.WHOLE:
        return False
    joint = following[0].joint
    return joint == ":" or (joint != ";" and not following[0].first.has_year)


def _before(ref: Ref, following: Ref) -> Ref:
    if ref.has_year or not following.has_year or ref.unit is Unit.PENDING:
        return ref
    if following.base:
        return ref._replace(base=following.base)
    crosses = ref.anchor > following.anchor
    return ref._replace(year=following.year - crosses)


def _after(ref: Ref, before: Ref) -> Ref:
    if ref.has_year or not before.has_year or ref.unit is Unit.PENDING:
        return ref
    if before.base:
        return ref._replace(base=before.base)
    if ref.unit in {Unit.SCHOOL_YEAR, Unit.YEAR} or before.unit is Unit.YEAR:
        return ref
    crosses = ref.anchor < before.anchor
    return ref._replace(year=(before.last or before.year) + crosses)


def year_of(ref: Ref, frame: Frame) -> int:
    """The calendar year in which the ref begins."""
    if ref.year:
        return ref.year - _is_winter_before(ref, frame)
    month = ref.anchor[0]
    base = ref.base or frame.year
    if ref.unit is Unit.YEAR:
        return base + (ref.last if not ref.has_year else 0)
    if month == 8 and frame.at_start and not ref.base:
        return base
    year = base if month >= 9 else base + 1
    return year if ref.base else _within_period(year, month, frame.period)


def _is_winter_before(ref: Ref, frame: Frame) -> bool:
    """«зимние каникулы 2024» of the school year 2023 begin in December 2023."""
    is_winter = ref.n == 2 and ref.unit in _WINTER
    return is_winter and ref.year == frame.year + 1


def _within_period(year: int, month: int, period: Window | None) -> int:
    if not period or not period.start or not period.end or month > 12:
        return year
    months = (period.start.year, period.start.month), (period.end.year, period.end.month)
    years = [year, *range(period.start.year, period.end.year + 1)]
    return next((one for one in years if months[0] <= (one, month) <= months[1]), year)


def is_inside(day: date, frame: Frame) -> bool:
    """In the school year or in the paper's own period."""
    if date(frame.year, 9, 1) <= day <= date(frame.year + 1, 8, 31):
        return True
    if frame.at_start and (day.year, day.month) == (frame.year, 8):
        return True
    period = frame.period
    return bool(period and period.start and period.end and period.start <= day <= period.end)
