"""The timeline: bars of every kind of deadline, the axis, and the way through a pipe."""

import json
from datetime import date

import pytest

from domain.activities import moved
from domain.deadlines import Deadline, DeadlineKind, Window
from domain.timeline import (
    Bar,
    Line,
    Mark,
    Timeline,
    axis_of,
    bars_of,
    months_between,
    pages_of,
)

TODAY = date(2025, 11, 27)
PAST, AHEAD = date(2025, 11, 26), date(2025, 12, 10)


def deadline(kind: DeadlineKind, *windows: tuple[date | None, date | None]) -> Deadline:
    return Deadline(words="", kind=kind, windows=tuple(Window(start=a, end=b) for a, b in windows))


def marks(read: Deadline, *, windows_done: int = 0, is_done: bool = False) -> list[Mark]:
    bars = bars_of(read, windows_done=windows_done, is_done=is_done, today=TODAY)
    return [bar.mark for bar in bars]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (deadline(DeadlineKind.UNKNOWN), []),
        (deadline(DeadlineKind.OPEN), [Mark.OPEN]),
        (deadline(DeadlineKind.OPEN, (PAST, None)), [Mark.OPEN]),
        (deadline(DeadlineKind.REPEATED), [Mark.OPEN]),
        (deadline(DeadlineKind.UP_TO, (None, PAST)), [Mark.LATE]),
        (deadline(DeadlineKind.UP_TO, (None, TODAY)), [Mark.OPEN]),
        (deadline(DeadlineKind.SPAN, (PAST, AHEAD)), [Mark.OPEN]),
        (deadline(DeadlineKind.SPAN, (PAST, PAST), (AHEAD, AHEAD)), [Mark.LATE, Mark.OPEN]),
    ],
)
def test_only_what_has_an_end_behind_today_is_late(read: Deadline, expected: list[Mark]) -> None:
    assert marks(read) == expected
    assert marks(read, is_done=True) == [Mark.DONE] * len(expected)


def test_windows_are_done_one_after_another() -> None:
    read = deadline(DeadlineKind.SPAN, (PAST, PAST), (AHEAD, AHEAD))
    assert marks(read, windows_done=1) == [Mark.DONE, Mark.OPEN]


def test_a_moved_window_is_drawn_where_it_was_moved_to() -> None:
    read = moved(deadline(DeadlineKind.UP_TO, (None, PAST)), 0, AHEAD)
    (bar,) = bars_of(read, windows_done=0, is_done=False, today=TODAY)
    assert (bar.end, bar.mark) == (AHEAD, Mark.OPEN)


def bar(start: date | None, end: date | None) -> Bar:
    return Bar(start=start, end=end, mark=Mark.OPEN)


def test_the_axis_is_the_school_year_and_reaches_as_far_as_the_bars() -> None:
    assert axis_of(2025, []) == (date(2025, 9, 1), date(2026, 6, 30))
    early, late = bar(date(2025, 8, 20), None), bar(None, date(2026, 8, 5))
    assert axis_of(2025, [early, late]) == (date(2025, 8, 1), date(2026, 8, 31))


def test_a_wrong_year_does_not_make_the_axis_endless() -> None:
    first, last = axis_of(2025, [bar(date(1998, 1, 1), date(2090, 1, 1))])
    assert first == date(2024, 9, 1)
    assert len(months_between(first, last)) == 24


def test_months_are_counted_over_a_new_year() -> None:
    months = months_between(date(2025, 11, 1), date(2026, 2, 28))
    assert [(m.year, m.month) for m in months] == [(2025, 11), (2025, 12), (2026, 1), (2026, 2)]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (60, 1), (61, 2), (120, 2)])
def test_sixty_activities_go_on_one_picture(count: int, pages: int) -> None:
    assert pages_of(count) == pages


def test_a_timeline_comes_through_a_pipe_unchanged() -> None:
    line = Line(title="«Приказ»", note="!", mark=Mark.LATE, bars=(bar(None, AHEAD),))
    made = Timeline(
        title="Карта", summary="", first=PAST, last=AHEAD, today=TODAY, today_words="сегодня",
        months=("ноя", "дек"), legend=((Mark.DONE, "выполнено"),), lines=(line,),
    )  # fmt: skip
    assert Timeline.from_json(json.loads(json.dumps(made.to_json()))) == made
