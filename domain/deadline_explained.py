"""Calendar stretches that the words also tell by their dates: «III четверть (январь – март)»."""

from domain.deadline_grammar import Item
from domain.deadline_refs import Unit
from domain.deadline_windows import Placed

_BY_CALENDAR = {
    Unit.TERM, Unit.TRIMESTER, Unit.SEMESTER, Unit.HOLIDAY, Unit.SEASON, Unit.QUARTER, Unit.HALF
}  # fmt: skip
_BY_DATES = {Unit.DAY, Unit.MONTH, Unit.WEEK, Unit.DECADE}


def explained(items: list[Item]) -> list[Item]:
    """Dates beside a stretch, one of them in brackets, say when the stretch is."""
    if len(items) != 2 or not items[1].is_aside or items[1].joint == ";":
        return items
    calendar = [item for item in items if item.first.unit in _BY_CALENDAR]
    dates = [item for item in items if item.first.unit in _BY_DATES]
    return dates if calendar and dates and calendar[0].bound is None else items


def without_named_twins(placed: list[Placed]) -> list[Placed]:
    """«1 сентября (День знаний)» is one day, known for sure; it keeps either's bound."""
    if len(placed) == 1:
        return placed
    sure = {_day(one) for one in placed if not one.is_named}
    bounds = {_day(one): one.window for one in placed if one.is_named and one.window.start is None}
    kept = [one for one in placed if not one.is_named or _day(one) not in sure]
    if len(kept) == len(placed):
        return placed
    return [one._replace(window=bounds.get(_day(one), one.window)) for one in kept]


def _day(one: Placed) -> object:
    return one.window.end if one.is_day else None
