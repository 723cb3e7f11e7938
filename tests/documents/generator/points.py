"""Deadlines of one day, of several days and bounds."""

from datetime import date

from tests.documents.generator.pen import NAMES, OF, WEEKDAYS, Pen, is_off, last
from tests.documents.generator.truth import Due

OFF = ("day_off",)


def _off(*days: date) -> tuple[str, ...]:
    return OFF if any(is_off(day) for day in days) else ()


def one_day(pen: Pen) -> Due:
    """05.11.2024; 5 ноября (вторник), 15.00."""
    day = pen.day
    words = pen.any_form(day)
    if pen.chance(0.2):
        weekday = WEEKDAYS[day.weekday()]
        words = pen.pick(
            f"{words} ({weekday})", f"{words}, 15.00", f"{words} в 14:30", f"{words}, каб. 12"
        )
    return Due(words=words, kind="point", windows=[(day, day)], must=_off(day))


def day_list(pen: Pen) -> Due:
    """16, 17 июня."""
    days = pen.days(pen.pick(2, 2, 3))
    numbers = [str(day.day) for day in days]
    joined = pen.pick(", ".join(numbers), ", ".join(numbers[:-1]) + " и " + numbers[-1])
    words = f"{joined} {OF[pen.day.month - 1]}{pen.of_year(pen.day.year)}"
    windows = [(day, day) for day in days]
    return Due(words=words, kind="point", windows=windows, must=_off(*days))


def several_dates(pen: Pen) -> Due:
    """05.11.2024; 12.11.2024."""
    days = [pen.day, pen.after([7, 14, 28])]
    write = pen.pick(pen.in_figures, pen.in_words)
    words = pen.pick(", ", "; ", "\n", " и ").join(write(day, dated=True) for day in days)
    windows = [(day, day) for day in days]
    return Due(words=words, kind="point", windows=windows, must=_off(*days))


def up_to(pen: Pen) -> Due:
    """До, не позднее, к, по."""
    day = pen.day
    before = pen.pick("до", "До", "не позднее", "не позже", "в срок до", "к")
    words = f"{before} {pen.any_form(day)}" + pen.pick("", "", "", " включительно")
    if before == "к":
        words = f"к {pen.in_words(day)}"
    return Due(words=words, kind="up_to", windows=[(None, day)], must=_off(day))


def through(pen: Pen) -> Due:
    """По 31 декабря."""
    day = pen.day
    words = f"по {pen.in_words(day)}"
    return Due(words=words, kind="up_to", windows=[(None, day)], must=_off(day))


def to_the_end(pen: Pen) -> Due:
    """До конца ноября."""
    end = last(pen.day)
    words = pen.pick("до конца", "к концу") + f" {OF[end.month - 1]}{pen.of_year(end.year)}"
    return Due(words=words, kind="up_to", windows=[(None, end)], may=OFF)


def to_the_years_end(pen: Pen) -> Due:
    """До конца учебного года."""
    end = date(pen.year + 1, 5, 31)
    words = pen.pick("до конца учебного года", "к концу учебного года")
    return Due(words=words, kind="up_to", windows=[(None, end)], may=("day_off", "order"))


def since(pen: Pen) -> Due:
    """С 5 ноября."""
    words = pen.pick("с", "с", "начиная с", "С", "не ранее") + f" {pen.any_form(pen.day)}"
    return Due(words=words, kind="open", windows=[(pen.day, None)], may=OFF)


def since_month(pen: Pen) -> Due:
    """С октября 2024 г."""
    first = pen.day.replace(day=1)
    words = f"с {OF[first.month - 1]}{pen.of_year(first.year)}"
    return Due(words=words, kind="open", windows=[(first, None)], may=OFF)


def before_month(pen: Pen) -> Due:
    """До ноября: with it or without it, nobody knows."""
    words = f"до {OF[pen.day.month - 1]}{pen.of_year(pen.day.year)}"
    return Due(words=words, kind="up_to", must=("deadline",), free=("windows",), may=OFF)


def part_of_month(pen: Pen) -> Due:
    """Середина ноября: about ten days, no more is known."""
    part = pen.pick("начало", "середина")
    words = f"{part} {OF[pen.day.month - 1]}{pen.of_year(pen.day.year)}"
    return Due(words=words, kind="span", must=("deadline",), free=("windows", "kind"))


def impossible(pen: Pen) -> Due:
    """31 ноября."""
    year = pen.day.year
    words = pen.pick(f"31.11.{year}", f"31 ноября {year} г.", f"30.02.{year}", "31 апреля")
    return Due(words=words, kind="unknown", must=("deadline",), free=("windows", "kind"))


def wrong_year(pen: Pen) -> Due:
    """A year that is not of the plan, written in full."""
    shift = pen.pick(-1, -1, 1, -2)
    day = date(pen.day.year + shift, pen.day.month, min(pen.day.day, 28))
    must, may = ("year_outside",), ("day_off", "order")
    if pen.chance(0.5):
        words = pen.pick(f"{day:%d.%m.%Y}", f"{day.day} {OF[day.month - 1]} {day.year} г.")
        return Due(words=words, kind="point", windows=[(day, day)], must=must, may=may)
    if pen.chance(0.5):
        words = f"до {day:%d.%m.%Y}" + pen.pick("", "г.")
        return Due(words=words, kind="up_to", windows=[(None, day)], must=must, may=may)
    words = f"{NAMES[day.month - 1]} {day.year}" + pen.pick("", " г.", "г.")
    windows = [(day.replace(day=1), last(day))]
    return Due(words=words, kind="span", windows=windows, must=must, may=may)
