"""The table of ways in which a school writes a deadline, and the damage its words take."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.documents.generator import points, rhythms, spans
from tests.documents.generator.pen import Pen
from tests.documents.generator.truth import Due

Style = Callable[[Pen], Due]
FULL: list[tuple[Style, int]] = [
    (points.one_day, 6),
    (points.day_list, 2),
    (points.several_dates, 2),
    (points.up_to, 6),
    (points.through, 1),
    (points.to_the_end, 1),
    (points.since, 1),
    (points.since_month, 1),
    (spans.month, 8),
    (spans.months, 6),
    (spans.days_of_month, 3),
    (spans.days_in_figures, 1),
    (spans.quarters, 1),
    (spans.between, 4),
    (spans.week, 3),
    (spans.decade, 2),
    (spans.quarter, 2),
    (spans.half_year, 2),
    (spans.school_year, 3),
    (rhythms.no_end, 2),
    (rhythms.unknown, 3),
    (rhythms.nothing, 2),
]
# Within one calendar year whatever the day is.
CALENDAR: list[tuple[Style, int]] = [
    (points.one_day, 3),
    (points.up_to, 3),
    (points.day_list, 1),
    (spans.month, 4),
    (spans.days_of_month, 2),
    (spans.week, 1),
    (spans.decade, 1),
    (spans.quarter, 1),
    (rhythms.no_end, 1),
    (rhythms.unknown, 1),
    (rhythms.nothing, 1),
]
# They name a month or a part of a year without its year.
YEARLESS: list[tuple[Style, int]] = [
    (spans.several_months, 2),
    (spans.several_spans, 1),
    (spans.week_beside, 2),
    (points.to_the_years_end, 1),
    (rhythms.other_rhythm, 1),
    (spans.school_quarter, 1),
    (spans.holidays, 1),
    (points.before_month, 1),
    (points.part_of_month, 1),
    (points.impossible, 1),
    (rhythms.rhythm, 3),
    (rhythms.yearly_month, 1),
    (rhythms.yearly_bound, 1),
    (rhythms.monthly_bound, 1),
    (rhythms.twice_in_months, 1),
    (rhythms.monthly_between, 1),
]
WHOLE_YEAR = {"half_year", "school_year", "quarter"}
LIKE = {"о": "o", "е": "e", "а": "a", "р": "p", "с": "c", "у": "y", "х": "x", "О": "O", "С": "C"}


def deadline(pen: Pen) -> Due:
    """Any deadline about the pen's day."""
    return _any_of(FULL if pen.dated else FULL + YEARLESS, pen)


def of_calendar_year(pen: Pen) -> Due:
    """Any deadline of a paper for a calendar year: its period gives the missing years."""
    due = _any_of(CALENDAR, pen)
    return replace(due, may=(*due.may, "year_assumed", "period_of_other_year"))


def _any_of(table: list[tuple[Style, int]], pen: Pen) -> Due:
    styles, weights = zip(*table, strict=True)
    return written(pen.random.choices(styles, weights)[0], pen)


def written(style: Style, pen: Pen) -> Due:
    """This style about the pen's day; its name stays for the report."""
    due = style(pen)
    may = (*due.may, "order") if style.__name__ in WHOLE_YEAR or not due.windows else due.may
    return replace(due, style=style.__name__, may=may)


def _latin(random: Random, words: str) -> str:
    return "".join(LIKE.get(char, char) if random.random() < 0.6 else char for char in words)


def _tight(random: Random, words: str) -> str:
    """A space lost beside a figure: 5ноября2024г."""
    places = [
        at
        for at, char in enumerate(words)
        if char == " " and 0 < at < len(words) - 1 and _beside(words[at - 1], words[at + 1])
    ]
    if not places:
        return words
    at = random.choice(places)
    return words[:at] + words[at + 1 :]


def _beside(left: str, right: str) -> bool:
    return (left.isdigit() and right.isalpha()) or (left.isalpha() and right.isdigit())


def _broken(random: Random, words: str) -> str:
    """A word broken by a hyphen at the end of a line."""
    long = [word for word in words.split() if word.isalpha() and len(word) >= 6]
    if not long:
        return words
    word = random.choice(long)
    return words.replace(word, f"{word[:3]}-\n{word[3:]}", 1)


def _soft(random: Random, words: str) -> str:
    long = [word for word in words.split() if word.isalpha() and len(word) >= 6]
    return words.replace(long[0], f"{long[0][:4]}\u00ad{long[0][4:]}", 1) if long else words


def _blanks(random: Random, words: str) -> str:
    return words.replace(" ", random.choice(["\u00a0", "  ", "\n", " \n"]))


def _capitals(random: Random, words: str) -> str:
    return words.upper() if random.random() < 0.3 else words.capitalize()


DAMAGES = [_latin, _tight, _broken, _soft, _blanks, _capitals]


def damaged(random: Random, due: Due) -> Due:
    """The same deadline in damaged words."""
    return replace(due, words=random.choice(DAMAGES)(random, due.words))
