"""Repetition: «ежемесячно», «2 раза в год», «каждую пятницу» → how many times a year."""

from typing import NamedTuple

from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token
from domain.deadline_words import (
    MONTHLY,
    OTHER_RHYTHM,
    QUARTERLY,
    TWICE,
    TWICE_WORDS,
    WEEKLY,
    YEARLY,
)
from domain.deadlines import Recurrence

RECURRENCES = {
    WEEKLY: Recurrence.WEEKLY,
    MONTHLY: Recurrence.MONTHLY,
    QUARTERLY: Recurrence.QUARTERLY,
    TWICE: Recurrence.TWICE_A_YEAR,
    YEARLY: Recurrence.YEARLY,
}
_TIMES_A_YEAR = {
    Sort.DAY_UNIT: 250,
    Sort.WEEK: WEEKLY,
    Sort.WEEKDAY: WEEKLY,
    Sort.MONTH_UNIT: MONTHLY,
    Sort.QUARTER: QUARTERLY,
    Sort.TERM: QUARTERLY,
    Sort.TRIMESTER: 3,
    Sort.SEMESTER: TWICE,
    Sort.HALF: TWICE,
    Sort.YEAR_UNIT: YEARLY,
}
_AMOUNTS = {Sort.NUM, Sort.COUNT, Sort.ORD}
_BEFORE_UNIT = {Sort.IN, Sort.WITHIN, Sort.BEFORE, Sort.ALL}
_KEPT_UNDER_EVERY = {Sort.MONTH, Sort.SEASON, Sort.HOLIDAY}
_WITHIN_UNIT = {Sort.ORD, Sort.WEEK, Sort.WEEKDAY, Sort.DECADE, Sort.DAY_UNIT, Sort.PART, Sort.IN}


_WITHIN_MONTH = (Sort.WEEK, Sort.WEEKDAY, Sort.DECADE, Sort.DAY_UNIT)


class Rhythm(NamedTuple):
    """Times a year (0: another rhythm; None: no repetition) and the tokens left to read."""

    times: int | None
    rest: list[Token]
    doubts: tuple[str, ...] = ()

    @property
    def recurrence(self) -> Recurrence | None:
        """The named rhythm, or None for another one or none."""
        return RECURRENCES.get(self.times) if self.times else None


def take_rhythm(tokens: list[Token]) -> Rhythm:
    """Find the words of repetition and take them out; a rhythm within «ежегодно» wins."""
    found = _take(tokens)
    if found.times is None:
        return found
    again = _take(found.rest)
    if again.times is None or again.times == found.times or again.times == YEARLY:
        return found._replace(rest=again.rest)
    if found.times == YEARLY:
        return again
    return found._replace(doubts=(*found.doubts, "partly_understood"))


def _take(tokens: list[Token]) -> Rhythm:
    for at, token in enumerate(tokens):
        if token.sort is Sort.RECUR:
            start = at - 1 if at and tokens[at - 1].sort is Sort.BY else at
            return Rhythm(_number(token), tokens[:start] + tokens[at + 1 :])
        if token.sort is Sort.EVERY:
            found = _every(tokens, at)
        elif token.sort in {Sort.ORD, Sort.PART}:
            found = _of_month(tokens, at)
        elif token.sort is Sort.TIMES:
            found = _times(tokens, at, at)
        elif token.text in TWICE_WORDS:
            found = _times(tokens, at, at + 1)
        else:
            continue
        if found is not None:
            return found
    return Rhythm(None, tokens)


def _of_month(tokens: list[Token], at: int) -> Rhythm | None:
    """«первый понедельник месяца», «в конце месяца»: of each month, it seems."""
    sorts = [token.sort for token in tokens[at : at + 3]]
    size = 2 if sorts[0] is Sort.PART else 3
    is_told = sorts[0] is Sort.PART or sorts[1:2] in ([one] for one in _WITHIN_MONTH)
    if len(sorts) < size or sorts[size - 1] is not Sort.MONTH_UNIT or not is_told:
        return None
    if at and tokens[at - 1].sort in {Sort.UP_TO, Sort.TOWARD}:
        return None
    start = at - 1 if at and tokens[at - 1].sort is Sort.IN else at
    if any(token.sort is Sort.MONTH for token in tokens):
        return None
    return Rhythm(MONTHLY, tokens[:start] + tokens[at + size :], ("rhythm_assumed",))


def _number(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def _rhythm(times: int, count: int, every: int) -> int:
    a_year = times * count / max(every, 1)
    return int(a_year) if a_year in RECURRENCES else OTHER_RHYTHM


def _times(tokens: list[Token], at: int, start: int) -> Rhythm | None:
    """«2 раза в год», «раз в четверть», «1 раз в 2 месяца»."""
    after = at + 1
    while after < len(tokens) and (
        tokens[after].sort in _BEFORE_UNIT or tokens[after].value in ("/", ".")
    ):
        after += 1
    unit, every, after = _unit(tokens, after)
    if unit is None:
        return None
    before, count = start, 1
    while before and tokens[before - 1].sort in {*_AMOUNTS, Sort.MARK}:
        if tokens[before - 1].sort is Sort.MARK and tokens[before - 1].value != "-":
            break
        before -= 1
        if tokens[before].value == "-":
            unit = OTHER_RHYTHM
        count = max(count, _number(tokens[before]))
    if start > at:
        count = _number(tokens[at])
        before = at
    return Rhythm(_rhythm(unit, count, every), tokens[:before] + tokens[after:])


def _unit(tokens: list[Token], at: int) -> tuple[int | None, int, int]:
    """Times a year of the unit at `at`, every how many, and the place after it."""
    every = 1
    is_range = False
    while at < len(tokens) and (
        tokens[at].sort in {*_AMOUNTS, Sort.SCHOOL, Sort.CALENDAR} or tokens[at].value == "-"
    ):
        is_range = is_range or tokens[at].value == "-"
        if tokens[at].sort in _AMOUNTS:
            every = _number(tokens[at])
        at += 1
    if at >= len(tokens):
        return None, 1, at
    times = _TIMES_A_YEAR.get(tokens[at].sort)
    return OTHER_RHYTHM if is_range and times else times, every, at + 1


def _every(tokens: list[Token], at: int) -> Rhythm | None:
    """«каждый май», «каждую последнюю пятницу месяца», «15 числа каждого месяца»."""
    rest = tokens[:at] + tokens[at + 1 :]
    following = [token.sort for token in tokens[at + 1 : at + 4]]
    is_date = Sort.MONTH in following[1:2] and following[0] in _AMOUNTS
    if is_date or (following[:1] and following[0] in _KEPT_UNDER_EVERY):
        return Rhythm(YEARLY, rest)
    if Sort.NUMBER in following[:2]:
        return Rhythm(MONTHLY, _without_month_word(rest))
    if Sort.MONTH_UNIT in following[1:] and following[0] is Sort.ORD:
        return Rhythm(MONTHLY, tokens[:at] + tokens[at + 2 + following.index(Sort.MONTH_UNIT) :])
    unit, every, after = _unit(tokens, at + 1)
    if unit is None:
        return None
    return Rhythm(_rhythm(unit, 1, every), _before_every(tokens, at) + tokens[after:])


def _before_every(tokens: list[Token], at: int) -> list[Token]:
    """What stands before «каждого месяца» without the week or end of it that repeats."""
    start = at
    if start and tokens[start - 1].sort is Sort.RELATIVE:
        start -= 2 if start > 1 and tokens[start - 2].sort is Sort.BY else 1
    while start and tokens[start - 1].sort in _WITHIN_UNIT:
        start -= 1
    return tokens[:start]


def _without_month_word(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.sort is not Sort.MONTH_UNIT]
