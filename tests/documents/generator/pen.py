"""How one school writes dates: arithmetic of the school year and the words for its days."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")
NAMES = [
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
]  # fmt: skip
OF = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip
IN = [
    "январе", "феврале", "марте", "апреле", "мае", "июне",
    "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
]  # fmt: skip
WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
DASHES = ["-", " - ", "–", " – ", "—", " — ", "- ", " –"]
HOLIDAYS = {(1, day) for day in range(1, 9)} | {
    (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4),
}  # fmt: skip


def last(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole(day: date) -> tuple[date, date]:
    """Its month."""
    return day.replace(day=1), last(day)


def later(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def is_off(day: date) -> bool:
    """Saturday, Sunday or a holiday of every year."""
    return day.weekday() >= 5 or (day.month, day.day) in HOLIDAYS


@dataclass(slots=True, kw_only=True)
class Pen:
    """Writes about one day of a school year; `dated` writes the year each time."""

    random: Random
    year: int
    day: date
    dated: bool = False

    def pick(self, *options: T) -> T:
        """One of them."""
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random.random() < share

    def dash(self) -> str:
        """Any dash."""
        return self.random.choice(DASHES)

    def school(self, month: int) -> date:
        """The first day of a bare month in the school year."""
        return date(self.year + (month < 9), month, 1)

    def years(self) -> str:
        """The school year in figures."""
        first, second = self.year, self.year + 1
        return self.pick(
            f"{first}-{second}",
            f"{first}/{second}",
            f"{first} – {second}",
            f"{first}/{second % 100}",
        )

    def of_year(self, year: int, *, always: bool = False) -> str:
        """A year after a month, or nothing."""
        if not (self.dated or always or self.chance(0.5)):
            return ""
        return f" {year}" + self.pick("", " г.", "г.", " года", "г", " г")

    def in_figures(self, day: date, *, dated: bool = False) -> str:
        """05.11.2024 and its like."""
        short = f"{day:%d.%m}" if self.chance(0.7) else f"{day.day}.{day:%m}"
        if not (self.dated or dated or self.chance(0.7)):
            return short
        if self.chance(0.15):
            return f"{day.day:02}.{day.month:02}.{day.year % 100:02}"
        return f"{short}.{day.year}" + self.pick("", "", "г.", " г.", "г")

    def in_words(self, day: date, *, dated: bool = False) -> str:
        """5 ноября 2024 г. and its like."""
        number = self.pick(str(day.day), str(day.day), f"{day.day:02}", f"«{day.day:02}»")
        if number == str(day.day) and self.chance(0.1):
            number += "-го"
        return f"{number} {OF[day.month - 1]}{self.of_year(day.year, always=dated)}"

    def any_form(self, day: date, *, dated: bool = False) -> str:
        """The day in figures or words."""
        write = self.in_figures if self.chance(0.55) else self.in_words
        return write(day, dated=dated)

    def days(self, count: int) -> list[date]:
        """So many days of the anchor's month in order."""
        end = last(self.day).day
        numbers = sorted(self.random.sample(range(1, end + 1), count))
        return [self.day.replace(day=number) for number in numbers]

    def after(self, days: Sequence[int]) -> date:
        """A day so many days after the anchor, within the school year."""
        found = self.day + timedelta(days=self.pick(*days))
        return min(found, date(self.year + 1, 8, 31))
