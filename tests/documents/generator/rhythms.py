"""Deadlines that come back, never end, or are not dates at all."""

from datetime import date

from tests.documents.generator.pen import IN, NAMES, OF, Pen, whole
from tests.documents.generator.truth import Due, Window

RHYTHMS = {
    "weekly": [
        "еженедельно", "1 раз в неделю", "каждую неделю", "каждый понедельник", "по пятницам",
        "Еженедельно, по средам",
    ],
    "monthly": ["ежемесячно", "1 раз в месяц", "раз в месяц", "каждый месяц", "Ежемесячно."],
    "quarterly": ["ежеквартально", "1 раз в квартал", "один раз в квартал", "раз в квартал"],
    "twice_a_year": ["2 раза в год", "дважды в год", "раз в полугодие", "1 раз в полгода"],
    "yearly": ["ежегодно", "1 раз в год", "раз в год"],
}  # fmt: skip
OPEN = [
    "постоянно",
    "в течение всего периода",
    "В течение всего периода реализации программы",
    "на протяжении всего периода",
    "весь период",
    "Постоянно",
]
UNKNOWN = {
    "schedule": ["по графику", "по отдельному графику", "согласно графику", "По графику"],
    "plan": ["по плану", "по плану школы", "согласно плану работы", "по плану наставника"],
    "need": ["по мере необходимости", "при необходимости", "по мере поступления запросов"],
    "accordance": ["в соответствии со сроками реализации программы", "по согласованию"],
    "relative": [
        "в течение 10 дней после издания приказа",
        "не позднее 3 дней после встречи",
        "через неделю после собеседования",
        "в течение 5 рабочих дней со дня приказа",
        "за 2 недели до итоговой встречи",
    ],
    "duration": ["2 недели", "в течение 3 дней", "10 дней", "1 месяц"],
}
OTHER = ["1 раз в две недели", "3 раза в год", "2 раза в месяц", "каждые 2 недели"]
NOTHING = ["", "", "", "-", "–", "—"]


def rhythm(pen: Pen) -> Due:
    """Ежемесячно."""
    name = pen.pick(*RHYTHMS)
    return Due(words=pen.pick(*RHYTHMS[name]), kind="repeated", recurrence=name)


def other_rhythm(pen: Pen) -> Due:
    """1 раз в две недели: none of the five rhythms."""
    return Due(
        words=pen.pick(*OTHER),
        kind="repeated",
        must=("deadline",),
        free=("windows", "kind", "recurrence"),
    )


def yearly_month(pen: Pen) -> Due:
    """Ежегодно в мае; ежегодно, май."""
    at = pen.day.month - 1
    words = pen.pick(f"ежегодно в {IN[at]}", f"ежегодно, {NAMES[at]}", f"Ежегодно в {IN[at]}")
    return Due(words=words, kind="repeated", recurrence="yearly", windows=[whole(pen.day)])


def yearly_bound(pen: Pen) -> Due:
    """Ежегодно до 1 октября."""
    words = f"ежегодно до {pen.day.day} {OF[pen.day.month - 1]}"
    windows: list[Window] = [(None, pen.day)]
    return Due(
        words=words, kind="repeated", recurrence="yearly", windows=windows, may=("day_off",)
    )


def monthly_bound(pen: Pen) -> Due:
    """До 5 числа каждого месяца: one window a month, the form of which is not compared."""
    number = pen.pick(5, 10, 15, 25)
    words = pen.pick(f"ежемесячно до {number} числа", f"до {number} числа каждого месяца")
    return Due(
        words=words, kind="repeated", recurrence="monthly", free=("windows",), may=("day_off",)
    )


def twice_in_months(pen: Pen) -> Due:
    """2 раза в год (октябрь, апрель)."""
    one, two = pen.pick((10, 4), (9, 5), (12, 5), (11, 3))
    names = NAMES[one - 1], NAMES[two - 1]
    words = pen.pick("2 раза в год ({}, {})", "дважды в год: {}, {}", "2 раза в год – {}, {}")
    windows = [whole(pen.school(one)), whole(pen.school(two))]
    return Due(
        words=words.format(*names), kind="repeated", recurrence="twice_a_year", windows=windows
    )


def monthly_between(pen: Pen) -> Due:
    """Ежемесячно с октября по май."""
    words = pen.pick("ежемесячно с октября по май", "ежемесячно, октябрь – май")
    window = (date(pen.year, 10, 1), date(pen.year + 1, 5, 31))
    return Due(words=words, kind="repeated", recurrence="monthly", windows=[window])


def no_end(pen: Pen) -> Due:
    """Постоянно."""
    return Due(words=pen.pick(*OPEN), kind="open")


def unknown(pen: Pen) -> Due:
    """По графику."""
    name = pen.pick(*UNKNOWN)
    return Due(words=pen.pick(*UNKNOWN[name]), kind="unknown", must=("deadline",))


def nothing(pen: Pen) -> Due:
    """An empty cell or a dash."""
    return Due(words=pen.pick(*NOTHING), kind="unknown", must=("no_deadline",))
