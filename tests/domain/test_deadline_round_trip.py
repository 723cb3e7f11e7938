"""Writing any deadline in any supported style and reading it gives it back."""

import time
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deadline_reading import read_deadline
from domain.deadlines import (
    Deadline,
    Recurrence,
    Window,
    due_dates,
    school_year_of,
    school_year_window,
)

_OF = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
GENITIVE, NOMINATIVE = _OF.split(), _NAMES.split()

YEARS = st.integers(min_value=1950, max_value=2150)
DAY_STYLES = (
    lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} года",
    lambda d: f"{d.day:02} {GENITIVE[d.month - 1]} {d.year}г.",
    lambda d: f"«{d.day:02}» {GENITIVE[d.month - 1]} {d.year} г.",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d.%m.%y}" if 2000 <= d.year < 2100 else f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}г.",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {GENITIVE[d.month - 1]}",
    lambda d: f"{d:%d.%m}",
    lambda d: f"{d.day}-го {GENITIVE[d.month - 1].upper()}",
    lambda d: f"{d.day}.{ROMAN[d.month - 1]}.{d.year}",
    lambda d: f"{d.day} {ROMAN[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} г. ({WEEKDAYS[d.weekday()]})",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d:%d.%m.%Y}",
    lambda d: f"{d:%d.%m.%Y} в 15:30",
    lambda d: f"{d.day} {GENITIVE[d.month - 1]}, с 14.00 до 16.00",
    lambda d: f"{d:%d.%m}, каб. 12",
    lambda d: f"{d.day}{GENITIVE[d.month - 1]}{d.year}г.",
    lambda d: f"{d:%d,%m,%Y}",
    lambda d: f"{d:%Y.%m.%d}",
)
WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
BEFORE = ("до {}", "по {}", "не позднее {}", "к {}", "в срок до {}", "До {} включительно")
BETWEEN = ("{} – {}", "{}-{}", "{} — {}", "с {} по {}", "с {} до {}", "в период с {} по {}")


@st.composite
def days(draw: st.DrawFn) -> tuple[int, date]:
    """A school year and a day of it."""
    year = draw(YEARS)
    return year, date(year, 9, 1) + timedelta(days=draw(st.integers(0, 364)))


@given(days(), st.sampled_from(DAY_STYLES))
def test_a_day_is_read_back(when: tuple[int, date], style: object) -> None:
    year, day = when
    read = read_deadline(style(day), year=year)  # type: ignore[operator]
    assert (read.kind.value, read.windows) == ("point", (Window(start=day, end=day),))
    assert not read.doubts


@given(days(), st.sampled_from(DAY_STYLES), st.sampled_from(BEFORE))
def test_a_bound_is_read_back(when: tuple[int, date], style: object, bound: str) -> None:
    year, day = when
    read = read_deadline(bound.format(style(day)), year=year)  # type: ignore[operator]
    assert (read.kind.value, read.windows) == ("up_to", (Window(start=None, end=day),))
    assert due_dates(read) == (day,)


@given(days(), st.integers(1, 60), st.sampled_from(DAY_STYLES[:7]), st.sampled_from(BETWEEN))
def test_an_interval_is_read_back(
    when: tuple[int, date], length: int, style: object, between: str
) -> None:
    year, start = when
    end = min(start + timedelta(days=length), date(year + 1, 8, 31))
    phrase = between.format(style(start), style(end))  # type: ignore[operator]
    read = read_deadline(phrase, year=year)
    if start == end:
        return
    assert (read.kind.value, read.windows) == ("span", (Window(start=start, end=end),)), phrase


@given(YEARS, st.integers(0, 11), st.integers(0, 11), st.booleans(), st.booleans())
def test_months_are_read_back(
    year: int, first: int, second: int, with_first: bool, with_last: bool
) -> None:
    first, last = sorted((first, second))
    pairs = [((8 + at) % 12 + 1, year + (8 + at) // 12) for at in (first, last)]
    said = [
        NOMINATIVE[month - 1] + (f" {its} г." if shown else "")
        for (month, its), shown in zip(pairs, (with_first, with_last), strict=True)
    ]
    read = read_deadline(said[0] if first == last else f"{said[0]} – {said[1]}", year=year)
    (start_month, start_year), (end_month, end_year) = pairs
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    assert read.windows == (Window(start=date(start_year, start_month, 1), end=end),)
    assert read.kind.value == "span"
    assert not read.doubts


def _month_end(month: int, year: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@given(YEARS, st.integers(1, 12), st.integers(0, 4))
def test_parts_of_a_month_are_read_back(year: int, month: int, which: int) -> None:
    its = year if month >= 9 else year + 1
    last = _month_end(month, its)
    of = GENITIVE[month - 1]
    said = (f"1 неделя {of}", f"последняя неделя {of}", f"II декада {of}", f"3-я декада {of}",
            f"вторая половина {of}")  # fmt: skip
    first, end = ((1, 7), (last.day - 6, last.day), (11, 20), (21, last.day), (16, last.day))[
        which
    ]
    read = read_deadline(f"{said[which]} {its} г.", year=year)
    assert read.windows == (Window(start=last.replace(day=first), end=last.replace(day=end)),)
    assert read == _under_other_words(read, said[which], year)


def _under_other_words(read: Deadline, words: str, year: int) -> Deadline:
    """The same without its year, in another letter case, read anew."""
    return replace(read_deadline(words.upper(), year=year), words=read.words)


@given(YEARS, st.sampled_from(("I", "1", "1-е", "первое")), st.sampled_from((1, 2)))
def test_half_years_and_quarters_are_read_back(year: int, one: str, which: int) -> None:
    half = {"I": "II", "1": "2", "1-е": "2-е", "первое": "второе"}[one] if which == 2 else one
    read = read_deadline(f"{half} полугодие {year}-{year + 1} учебного года", year=year)
    ends = (date(year, 9, 1), date(year, 12, 31)), (date(year + 1, 1, 1), date(year + 1, 5, 31))
    start, end = ends[which - 1]
    assert (read.kind.value, read.windows) == ("span", (Window(start=start, end=end),))
    fourth = read_deadline("IV квартал", year=year)
    assert fourth.windows == (Window(start=date(year, 10, 1), end=date(year, 12, 31)),)


@given(YEARS, st.integers(1, 28), st.sampled_from(("до {} числа", "{} числа", "до {}-го числа")))
def test_a_day_of_each_month_is_read_back(year: int, day: int, style: str) -> None:
    read = read_deadline(f"ежемесячно {style.format(day)}", year=year)
    assert (read.kind.value, read.recurrence) == ("repeated", Recurrence.MONTHLY)
    ends = [window.end for window in read.windows]
    assert ends == [
        date(year + (month < 9), month, day) for month in (*range(9, 13), *range(1, 9))
    ]


@given(
    days(), st.sampled_from(DAY_STYLES[:3]), st.sampled_from(("ежегодно до {}", "до {} ежегодно"))
)
def test_a_yearly_bound_is_read_back(when: tuple[int, date], style: object, every: str) -> None:
    year, day = when
    read = read_deadline(every.format(style(day)), year=year)  # type: ignore[operator]
    assert (read.kind.value, read.recurrence) == ("repeated", Recurrence.YEARLY)
    assert read.windows == (Window(start=None, end=day),)


@given(days(), st.data())
def test_a_damaged_day_is_read_back_or_doubted(
    when: tuple[int, date], data: st.DataObject
) -> None:
    """Soft hyphens, Latin twins, a blank or a hyphen with a line end within the month's name."""
    year, day = when
    name = GENITIVE[day.month - 1]
    at = data.draw(st.integers(1, len(name) - 1))
    damage = data.draw(st.sampled_from(("\u00ad", " ", "-\n", "- ", "\u200b")))
    torn = name[:at] + damage + name[at:]
    mixed = torn.translate(str.maketrans("аеорсу", "aeopcy")) if data.draw(st.booleans()) else torn
    read = read_deadline(f"{day.day}\u00a0{mixed} {day.year} г.", year=year)
    assert read.windows == (Window(start=day, end=day),) or read.doubts


@given(days(), st.integers(2, 5), st.sampled_from((", ", " и ", "; ", ",")))
def test_a_list_of_days_is_read_back(when: tuple[int, date], count: int, joint: str) -> None:
    year, day = when
    length = monthrange(day.year, day.month)[1]
    numbers = sorted({min(day.day + 2 * step, length) for step in range(count)})
    phrase = joint.join(map(str, numbers)) + f" {GENITIVE[day.month - 1]}"
    read = read_deadline(phrase, year=year)
    assert [window.end for window in read.windows] == [day.replace(day=n) for n in numbers]
    assert read.kind.value == "point"
    until = read_deadline(f"до {phrase}", year=year)
    assert [window.end for window in until.windows] == [day.replace(day=n) for n in numbers]


_HEAP = (
    "IX V П между новый триместр ____ § ежедневно 14.00 до ко дню учителя начало и конец 20/11 "
    "до по с к не позднее в течение 1 2 15 31 29 00 99 2023 23 г. уч. год года - – , . ; : / ( ) "
    "№ января май сен неделя недели первая последняя II IV квартал четверть полугодие декада "
    "раз каждый ежегодно ежемесячно числа каникулы осенние конец начало половина после через "
    "15.10.2023 1.10 09.2023 2023-2024 10:30 каб. д. 5-9 классы приказ от \n \t ё c o"
)
WORDS = st.sampled_from(_HEAP.split(" "))


@given(st.lists(WORDS, max_size=12).map(" ".join), YEARS)
@settings(max_examples=1500, deadline=None)
def test_no_heap_of_known_words_raises(phrase: str, year: int) -> None:
    _ensure_sound(read_deadline(phrase, year=year))


@given(st.text(max_size=80), st.integers(-10, 20_000))
@settings(max_examples=800, deadline=None)
def test_no_characters_raise(phrase: str, year: int) -> None:
    _ensure_sound(read_deadline(phrase, year=year))


def _ensure_sound(read: Deadline) -> None:
    assert Deadline.from_json(read.to_json()) == read
    if read.kind.value == "unknown":
        assert read.doubts
        assert not read.windows
    if read.kind.value in {"point", "span", "up_to"}:
        assert read.windows
    for window in read.windows:
        assert window.start is None or window.end is None or window.start <= window.end


def test_a_long_cell_is_not_slow() -> None:
    pieces = ("1", "с ", "а-", "<b", "1.", "окт ", "1-", "(", "каждый ", "1 5 ", "а-\n", "[a:")
    for piece in pieces:
        began = time.process_time()
        read_deadline((piece * 10_000)[:10_000], year=2023)
        assert time.process_time() - began < 0.25, piece


@given(days())
def test_a_school_year_knows_its_days(when: tuple[int, date]) -> None:
    year, day = when
    window = school_year_window(year)
    assert school_year_of(day) == year
    assert window.start is not None
    assert window.end is not None
    assert window.start <= day <= window.end


PERIOD = Window(start=date(2020, 10, 1), end=date(2024, 12, 31))


def test_the_papers_own_period_bounds_the_years() -> None:
    inside = read_deadline("май 2022", year=2020, period=PERIOD)
    assert not inside.doubts
    assert [d.code for d in read_deadline("май 2022", year=2020).doubts] == ["year_outside"]
    outside = read_deadline("май 2026", year=2020, period=PERIOD)
    assert [doubt.code for doubt in outside.doubts] == ["year_outside"]
    short = Window(start=date(2024, 1, 1), end=date(2024, 12, 31))
    bare = read_deadline("октябрь", year=2023, period=short)
    assert bare.windows[0].start == date(2024, 10, 1)


def test_august_at_the_very_start_is_the_month_before() -> None:
    start = read_deadline("август", year=2023, at_start=True)
    assert start.windows[0].start == date(2023, 8, 1)
    assert not read_deadline("до 25 августа 2023", year=2023, at_start=True).doubts
    assert read_deadline("август", year=2023).windows[0].start == date(2024, 8, 1)


SURE = (
    "15 октября", "10.11.2025", "с 1 по 15 декабря", "сентябрь", "ноябрь – май", "2 неделя марта",
    "до 20 мая", "I полугодие", "IV квартал", "октябрь (2, 4 неделя)", "сентябрь (до 15 числа)",
    "5, 12 и 19 ноября", "12.XII.2025", "в течение учебного года", "не позднее 1 апреля",
    "2025-2026 учебный год", "в срок до 15.09", "16, 17 июня", "конец I и II полугодия", "X",
    "первая и последняя неделя мая", "с 1 октября", "15 октября с 14.00 до 16.00", "15.10, каб. 5",
)  # fmt: skip


@given(st.sampled_from(SURE), st.sampled_from(SURE), st.sampled_from(("; ", " ; ", ";\n")))
def test_of_two_deadlines_in_a_cell_neither_is_lost_unsaid(
    one: str, other: str, joint: str
) -> None:
    apart = [read_deadline(phrase, year=2025) for phrase in (one, other)]
    both = read_deadline(one + joint + other, year=2025)
    windows = tuple(dict.fromkeys(window for read in apart for window in read.windows))
    assert both.windows == windows or both.doubts
