"""Deadlines that last: months, intervals, parts of a month and of a year."""

from datetime import date, timedelta
from typing import Any

from tests.documents.generator.pen import IN, NAMES, OF, Pen, last, later, whole
from tests.documents.generator.truth import Due

ROMAN = ["I", "II", "III", "IV"]
DAY = timedelta(days=1)


def _span(words: str, *windows: tuple[date, date], **more: Any) -> Due:
    return Due(words=words, kind="span", windows=list(windows), **more)


def month(pen: Pen) -> Due:
    """Ноябрь 2024г."""
    name, year = NAMES[pen.day.month - 1], pen.of_year(pen.day.year)
    inside = f"в {IN[pen.day.month - 1]}{year}"
    during = f"в течение {OF[pen.day.month - 1]}{year}"
    words = pen.pick(name + year, name + year, name.title() + year, inside, during)
    return _span(words, whole(pen.day))


def months(pen: Pen) -> Due:
    """Сентябрь – октябрь; ноябрь 2024 – март 2025; с сентября по май."""
    first = pen.day.replace(day=1)
    close = min(later(first, pen.pick(1, 1, 2, 4, 6)), date(pen.year + 1, 8, 1))
    if close <= first:
        return month(pen)
    names = NAMES[first.month - 1], NAMES[close.month - 1]
    if pen.chance(0.25):
        words = f"с {OF[first.month - 1]} по {NAMES[close.month - 1]}{pen.of_year(close.year)}"
    elif first.year != close.year and (pen.dated or pen.chance(0.4)):
        words = f"{names[0]} {first.year}{pen.dash()}{names[1]} {close.year}"
    elif first.year == close.year:
        words = f"{names[0]}{pen.dash()}{names[1]}{pen.of_year(close.year)}"
    else:
        words = f"{names[0]}{pen.dash()}{names[1]}"
    return _span(words, (first, last(close)))


def days_of_month(pen: Pen) -> Due:
    """С 1 по 20 ноября; 1–20 ноября 2024 года."""
    first, close = pen.days(2)
    name, year = OF[first.month - 1], pen.of_year(first.year)
    words = pen.pick(
        f"с {first.day} по {close.day} {name}{year}",
        f"{first.day}{pen.dash()}{close.day} {name}{year}",
    )
    return _span(words, (first, close))


def between(pen: Pen) -> Due:
    """01.11.2024–20.11.2024; с 25 ноября по 5 декабря; 01.11–20.11.2024."""
    first, close = pen.day, pen.after([5, 12, 20, 45, 90])
    if close <= first:
        return month(pen)
    write = pen.pick(pen.in_figures, pen.in_words)
    if first.year == close.year and pen.chance(0.3):
        words = f"{first:%d.%m}{pen.dash()}{close:%d.%m.%Y}" + pen.pick("", "г.", " г.")
    elif first.year == close.year and pen.chance(0.3):
        one, two = OF[first.month - 1], OF[close.month - 1]
        words = f"{first.day} {one}{pen.dash()}{close.day} {two}{pen.of_year(close.year)}"
    elif pen.chance(0.5):
        words = f"с {write(first, dated=True)} по {write(close, dated=True)}"
    else:
        words = f"{write(first, dated=True)}{pen.dash()}{write(close, dated=True)}"
    return _span(words, (first, close))


def week(pen: Pen) -> Due:
    """Первая неделя ноября; последняя неделя мая; 3-я неделя."""
    first, end = whole(pen.day)
    at = pen.pick(0, 1, 2, 3, 4)
    ordinals = ["первая", "вторая", "третья", "четвертая", "последняя"]
    name = pen.pick(ordinals[at], f"{at + 1} ", f"{at + 1}-я", ROMAN[at % 4])
    if at == 4:
        name = "последняя"
    words = f"{name.strip()} неделя {OF[first.month - 1]}{pen.of_year(first.year)}"
    start = end - 6 * DAY if at == 4 else first + 7 * at * DAY
    return _span(words, (start, start + 6 * DAY))


def decade(pen: Pen) -> Due:
    """II декада ноября."""
    first, end = whole(pen.day)
    at = pen.pick(0, 1, 2)
    ordinal = ["первая", "вторая", "третья"][at]
    name = pen.pick(ordinal, f"{at + 1}-я", f"{at + 1}", ROMAN[at])
    words = f"{name} декада {OF[first.month - 1]}{pen.of_year(first.year)}"
    start = first + 10 * at * DAY
    return _span(words, (start, end if at == 2 else start + 9 * DAY))


def half_year(pen: Pen) -> Due:
    """В течение второго полугодия 2024-2025 учебного года."""
    at = int(pen.day.month < 9)
    plain = pen.pick(["I", "II"][at], ["1", "2"][at], ["первое", "второе"][at], f"{at + 1}-е")
    tail = f" {pen.years()} " + pen.pick("учебного года", "уч. года", "уч.года", "уч.г.")
    tail = tail if pen.dated or pen.chance(0.5) else ""
    during = pen.pick("первого", "1", "I") if at == 0 else pen.pick("второго", "2", "II")
    words = pen.pick(f"{plain} полугодие{tail}", f"в течение {during} полугодия{tail}")
    year = pen.year
    window = (date(year, 9, 1), date(year, 12, 31)) if at == 0 else _second(year)
    return _span(words, window)


def _second(year: int) -> tuple[date, date]:
    return date(year + 1, 1, 1), date(year + 1, 5, 31)


def quarter(pen: Pen) -> Due:
    """IV квартал 2024 года."""
    at = (pen.day.month - 1) // 3
    if at == 2:
        return month(pen)
    first = date(pen.day.year, at * 3 + 1, 1)
    name = pen.pick(ROMAN[at], str(at + 1), ["первый", "второй", "третий", "четвертый"][at])
    year = pen.of_year(first.year)
    inside = f"в {pen.pick(ROMAN[at], str(at + 1))} квартале{year}"
    return _span(pen.pick(f"{name} квартал{year}", inside), (first, last(later(first, 2))))


def school_quarter(pen: Pen) -> Due:
    """II четверть: the calendar is the school's own."""
    name = pen.pick("I четверть", "2 четверть", "в течение третьей четверти", "4-я четверть")
    return _span(name, must=("calendar_assumed",), free=("windows",), may=("order",))


def holidays(pen: Pen) -> Due:
    """Осенние каникулы."""
    name = pen.pick("осенн", "зимн", "весенн")
    words = pen.pick(f"{name}ие каникулы", f"на {name}их каникулах", f"в период {name}их каникул")
    return _span(words, must=("calendar_assumed",), free=("windows",), may=("order",))


def school_year(pen: Pen) -> Due:
    """В течение учебного года."""
    named = f"{pen.years()} учебный год"
    during = f"в течение {pen.years()} " + pen.pick("учебного года", "уч. года", "уч.г.")
    plain = pen.pick(
        "в течение учебного года", "весь учебный год", "учебный год", "В течение года"
    )
    words = pen.pick(named, during) if pen.dated else pen.pick(named, during, plain, plain)
    return _span(words, (date(pen.year, 9, 1), date(pen.year + 1, 5, 31)), may=("order",))


def several_months(pen: Pen) -> Due:
    """Сентябрь, декабрь, май."""
    firsts = [pen.day.replace(day=1)]
    firsts += [later(firsts[0], step) for step in pen.pick([2], [3], [2, 5], [3, 7])]
    firsts = [first for first in firsts if first <= date(pen.year + 1, 8, 1)]
    if len(firsts) < 2 or pen.dated:
        words = ", ".join(f"{NAMES[first.month - 1]} {first.year}" for first in firsts)
    else:
        words = pen.pick(", ", "; ", " и ").join(NAMES[first.month - 1] for first in firsts)
    return _span(words, *[whole(first) for first in firsts])


def days_in_figures(pen: Pen) -> Due:
    """10–12.12.2024; с 10 по 12.12.2024."""
    first, close = pen.days(2)
    words = pen.pick(
        f"{first:%d}{pen.dash()}{close:%d.%m.%Y}", f"с {first:%d} по {close:%d.%m.%Y}"
    )
    return _span(words, (first, close))


def week_beside(pen: Pen) -> Due:
    """Ноябрь (1 неделя); на последней неделе мая; 1–2 неделя ноября."""
    first, end = whole(pen.day)
    name, of = NAMES[first.month - 1], OF[first.month - 1]
    seven = timedelta(days=7)
    return pen.pick(
        _span(f"{name} (1 неделя)", (first, first + 6 * DAY)),
        _span(f"{name}, 3 неделя", (first + 2 * seven, first + 3 * seven - DAY)),
        _span(f"на последней неделе {of}", (end - 6 * DAY, end)),
        _span(f"в первую неделю {of}", (first, first + 6 * DAY)),
        _span(f"1-2 неделя {of}", (first, first + 13 * DAY)),
        _span(f"{name} (вторая декада)", (first + 10 * DAY, first + 19 * DAY)),
    )


def several_spans(pen: Pen) -> Due:
    """Сентябрь–октябрь, март–апрель; 5–9 и 20–24 ноября."""
    one, two = pen.school(10), pen.school(3)
    if pen.chance(0.5):
        words = f"октябрь{pen.dash()}ноябрь, март{pen.dash()}апрель"
        return _span(words, (one, last(later(one, 1))), (two, last(later(two, 1))))
    day, name = pen.day.replace(day=5), OF[pen.day.month - 1]
    later_day = day + 15 * DAY
    words = f"5-9 {name}, 20-24 {name}{pen.of_year(day.year)}"
    return _span(words, (day, day + 4 * DAY), (later_day, later_day + 4 * DAY))


def quarters(pen: Pen) -> Due:
    """I–II квартал 2025 г.; I, II кварталы 2025 г."""
    year = pen.year + 1
    first, middle, end = date(year, 1, 1), date(year, 4, 1), date(year, 6, 30)
    tail = f" {year}" + pen.pick("", " г.", " года")
    joined = _span(f"I{pen.dash()}II квартал{tail}", (first, end), may=("order",))
    apart = _span(f"I, II кварталы{tail}", (first, middle - DAY), (middle, end), may=("order",))
    return pen.pick(joined, apart)
