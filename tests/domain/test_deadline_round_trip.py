"""Writing any deadline in any supported style and reading it gives it back."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deadline_reading import read_deadline
from domain.deadlines import Deadline, Window, due_dates, school_year_of, school_year_window

_OF = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
GENITIVE, NOMINATIVE = _OF.split(), _NAMES.split()

YEARS = st.integers(min_value=2015, max_value=2035)
DAY_STYLES = (
    lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} года",
    lambda d: f"{d.day:02} {GENITIVE[d.month - 1]} {d.year}г.",
    lambda d: f"«{d.day:02}» {GENITIVE[d.month - 1]} {d.year} г.",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d.day}.{d.month}.{d.year}г.",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {GENITIVE[d.month - 1]}",
    lambda d: f"{d:%d.%m}",
    lambda d: f"{d.day}-го {GENITIVE[d.month - 1].upper()}",
)
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


@given(days(), st.integers(2, 5), st.sampled_from((", ", " и ", "; ", ",")))
def test_a_list_of_days_is_read_back(when: tuple[int, date], count: int, joint: str) -> None:
    year, day = when
    length = monthrange(day.year, day.month)[1]
    numbers = sorted({min(day.day + 2 * step, length) for step in range(count)})
    phrase = joint.join(map(str, numbers)) + f" {GENITIVE[day.month - 1]}"
    read = read_deadline(phrase, year=year)
    assert [window.end for window in read.windows] == [day.replace(day=n) for n in numbers]
    assert read.kind.value == "point"


_HEAP = (
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
    for phrase in ("1" * 5000, "с " * 3000, "а-" * 3000, "<" * 5000, "1." * 3000, "окт " * 2000):
        read_deadline(phrase, year=2023)


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
