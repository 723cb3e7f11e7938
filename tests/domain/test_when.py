"""Dates and times as people type them, and as they must not be taken."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Rejected
from domain.when import FAR, MAX_PLACE, When, ensure_future, read_day, read_when

MONDAY = date(2027, 10, 4)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "day", "at", "place"),
    [
        ("завтра в 15:30", (10, 5), (15, 30), ""),
        ("Завтра в 15:30, кабинет 12", (10, 5), (15, 30), "кабинет 12"),
        ("завтра, 15:30, кабинет 12, второй этаж", (10, 5), (15, 30), "кабинет 12 второй этаж"),
        ("послезавтра 9-00", (10, 6), (9, 0), ""),
        ("сегодня в 23:30", (10, 4), (23, 30), ""),
        ("сегодня в 00:00", (10, 4), (0, 0), ""),
        ("28.11 в 23:30", (11, 28), (23, 30), ""),
        ("28.11.2027 15.30", (11, 28), (15, 30), ""),
        ("28.11.27 15 30", (11, 28), (15, 30), ""),
        ("28 ноября 15:30", (11, 28), (15, 30), ""),
        ("28 Ноября 2027 в 9", (11, 28), (9, 0), ""),
        ("31 октября в 10 утра", (10, 31), (10, 0), ""),
        ("завтра в 7 вечера", (10, 5), (19, 0), ""),
        ("7 вечера 28 ноября", (11, 28), (19, 0), ""),
        ("завтра в 3 дня", (10, 5), (15, 0), ""),
        ("завтра в 12 дня", (10, 5), (12, 0), ""),
        ("завтра 16 часов", (10, 5), (16, 0), ""),
        ("завтра к 16 ч", (10, 5), (16, 0), ""),
        ("в пятницу в 15:30", (10, 8), (15, 30), ""),
        ("понедельник 15:30", (10, 11), (15, 30), ""),
        ("вс в 11:00", (10, 10), (11, 0), ""),
        ("через неделю в 10:00", (10, 11), (10, 0), ""),
        ("через 2 недели в 10:00", (10, 18), (10, 0), ""),
        ("через 3 дня в 10:00", (10, 7), (10, 0), ""),
        ("через 28 дней", (11, 1), None, ""),
        ("5 мая", None, None, ""),
    ],
)
def test_a_typed_moment_is_read(
    text: str, day: tuple[int, int] | None, at: tuple[int, int] | None, place: str
) -> None:
    wanted = When(
        day=date(2027, *day) if day else date(2028, 5, 5),
        at=time(*at) if at else None,
        place=place,
    )
    found = read_when(text, today=MONDAY)
    assert found.day == wanted.day
    assert found.at == wanted.at
    assert found.place.replace(",", "") == wanted.place


@pytest.mark.parametrize(
    "text", ["31 апреля", "30.02", "29.02.2027", "0 мая", "32.01", "29 февраля 2027", "00.00.2027"]
)
def test_a_day_that_does_not_exist_is_refused_by_its_words(text: str) -> None:
    with pytest.raises(Rejected, match="error-no-such-date") as refused:
        read_when(text, today=MONDAY)
    assert refused.value.args_["words"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29.02.2028", date(2028, 2, 29)), ("29 февраля 2028", date(2028, 2, 29)),
        ("31.12", date(2027, 12, 31)), ("01.01", date(2028, 1, 1)), ("3.10", date(2028, 10, 3)),
        ("4.10", MONDAY), ("5/10", date(2027, 10, 5)), ("5-10-2027", date(2027, 10, 5)),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_next_one(text: str, day: date) -> None:
    assert read_day(text, today=MONDAY) == day


@pytest.mark.parametrize("text", ["", "не знаю", "в 15:30", "кабинет", "12", "как-нибудь", "🎓"])
def test_words_without_a_day_give_none(text: str) -> None:
    assert read_day(text, today=MONDAY) is None


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2028, 2, 28), "завтра", date(2028, 2, 29)),
        (date(2027, 2, 28), "завтра", date(2027, 3, 1)),
        (date(2027, 12, 31), "послезавтра", date(2028, 1, 2)),
        (date(2027, 12, 28), "через неделю", date(2028, 1, 4)),
        (date(2027, 12, 31), "пт", date(2028, 1, 7)),
    ],
)
def test_near_days_go_over_the_ends_of_months_and_years(today: date, text: str, day: date) -> None:
    assert read_day(text, today=today) == day


@given(DAYS, TIMES, DAYS)
def test_a_full_date_and_time_is_read_as_written(day: date, at: time, today: date) -> None:
    found = read_when(f"{day:%d.%m.%Y} {at:%H:%M}, каб. 5", today=today)
    assert (found.day, found.at, found.place) == (day, at, "каб. 5")


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_within_the_next_seven_days(today: date, number: int) -> None:
    names = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
    found = read_day(names[number], today=today)
    assert found is not None
    assert found.weekday() == number
    assert timedelta(1) <= found - today <= timedelta(7)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        found = read_when(text, today=MONDAY)
    except Rejected as refused:
        assert refused.key == "error-no-such-date"  # noqa: PT017
    else:
        assert len(found.place) <= MAX_PLACE


def test_the_past_and_the_far_future_are_refused() -> None:
    now = datetime(2027, 10, 4, 6, tzinfo=UTC)
    ensure_future(now + timedelta(seconds=1), now)
    ensure_future(now + FAR, now)
    for moment, key in (
        (now, "error-time-past"),
        (now - timedelta(days=1), "error-time-past"),
        (now + FAR + timedelta(seconds=1), "error-time-far"),
    ):
        with pytest.raises(Rejected, match=key):
            ensure_future(moment, now)
