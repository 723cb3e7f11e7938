"""Items of a deadline that stand for several: a day of each month, a lost dash, «до … и …»."""

from domain.deadline_grammar import Item
from domain.deadline_refs import Ref, Unit
from domain.deadline_remarks import relative_at
from domain.deadline_rhythm import Rhythm
from domain.deadline_sorts import Sort
from domain.deadline_words import MONTHLY, QUARTERLY, REPORTED

_SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
_QUARTER_REPORTS = (10, 1, 4, 7)


def joined_without_dash(items: list[Item]) -> list[Item]:
    """«сентябрь октябрь», «1 октября 15 октября»: an interval whose dash was lost."""
    if len(items) != 2 or not items[1].glued:
        return items
    first, second = items
    alike = first.first.unit is second.first.unit and first.first.unit in {Unit.MONTH, Unit.DAY}
    if not alike or first.bound or second.bound or first.last or second.last:
        return items
    if first.first._replace(year=0) == second.first._replace(year=0):
        return items
    return [first._replace(last=second.first, glued=True)]


def carried(items: list[Item]) -> list[Item]:
    """«до 20 декабря, 20 мая»: the bound holds for each day of the list."""
    if len(items) < 2:
        return items
    done: list[Item] = []
    for item in items:
        above = done[-1] if done else None
        is_more = item.listed and item.bound is None and item.last is None
        if above and is_more and above.bound in {Sort.UP_TO, Sort.BY} and not above.last:
            are_days = above.first.unit is item.first.unit in {Unit.DAY, Unit.DAY_OF_MONTH}
            item = item._replace(bound=above.bound) if are_days else item
        done.append(item)
    return done


def repeated_days(items: list[Item], rhythm: Rhythm) -> tuple[list[Item], Rhythm]:
    """«до 5 числа каждого месяца» is a window in each month."""
    days = [item for item in items if item.first.unit in {Unit.DAY_OF_MONTH, Unit.PENDING}]
    days = [item for item in days if (item.last or item.first).unit is Unit.DAY_OF_MONTH]
    if not days:
        return items, rhythm
    is_report = any(token.text == REPORTED for token in rhythm.rest)
    times = MONTHLY if is_report and rhythm.times is None else rhythm.times
    if times not in {MONTHLY, QUARTERLY} or (times == QUARTERLY and not is_report):
        return items, rhythm
    at = relative_at(rhythm.rest)
    rest = rhythm.rest if at is None else rhythm.rest[:at] + rhythm.rest[at + 1 :]
    others = [item for item in items if item not in days]
    months = _months_of(others) if times == MONTHLY else _QUARTER_REPORTS
    spread = [_in_month(item, month) for month in months for item in days]
    return spread, rhythm._replace(times=times, rest=rest)


def _months_of(items: list[Item]) -> tuple[int, ...]:
    """The months that «с сентября по май» or «с октября» leaves, else all of the school year."""
    for item in items:
        if item.bound is Sort.FROM and item.first.unit is Unit.MONTH and not item.last:
            return _SCHOOL_MONTHS[_SCHOOL_MONTHS.index(item.first.month) :]
        if item.last and item.first.unit is item.last.unit is Unit.MONTH:
            start = _SCHOOL_MONTHS.index(item.first.month)
            end = _SCHOOL_MONTHS.index(item.last.month)
            return _SCHOOL_MONTHS[start : end + 1]
    return _SCHOOL_MONTHS


def _in_month(item: Item, month: int) -> Item:
    def day(ref: Ref) -> Ref:
        length = 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
        return Ref(Unit.DAY, min(ref.n, length) if ref.n <= 31 else ref.n, month=month)

    return item._replace(first=day(item.first), last=day(item.last) if item.last else None)
