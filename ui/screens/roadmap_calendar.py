"""Screens of a row's deadline: a month of days as buttons, or words."""

import calendar
from datetime import date

from domain.roadmap_questions import own_years
from domain.roadmap_work import row_at
from services.roadmap_papers import ImportView
from ui.callbacks import ImportAct, packed_day
from ui.screen import Button, Row, Screen, button
from ui.screens.common import short, ways_back
from ui.screens.roadmap_editing import asked
from ui.screens.roadmap_import import SLOT, act, deadline, laid, tap, work_of
from ui.translator import Words

EMPTY = "·"


def month(words: Words, view: ImportView, index: int, start: date | None, shown: date) -> Screen:
    """Ask for the day of a row's deadline; with ``start``, for the last day from it on."""
    row = row_at(work_of(view), index)
    if start is None:
        text = words(
            "import-ask-when", number=index + 1, title=short(row.title, 80),
            due=deadline(words, row.deadline),
        )  # fmt: skip
    else:
        text = words("import-ask-when-end", start=words.day(start))
    last = [tap(words, "settle-undated", act(view, "undated", index))] if start is None else []
    return Screen(
        text=text,
        keyboard=(
            _months(words, view, index, start, shown),
            *_days(words, view, index, start, shown),
            *laid(last),
            ways_back(words, act(view, "row", index)),
        ),
        slot=SLOT,
        awaits=asked(view, "when", index),
    )


def _months(words: Words, view: ImportView, index: int, start: date | None, shown: date) -> Row:
    def turn(text: str, to: date) -> Button:
        return button(text, act(view, "when", index, packed_day(start), packed_day(to)))

    before = date(shown.year - (shown.month == 1), (shown.month - 2) % 12 + 1, 1)
    after = date(shown.year + (shown.month == 12), shown.month % 12 + 1, 1)
    name = words.plain("import-month", month=shown.month, year=str(shown.year))
    return turn("←", before), turn(name, shown), turn("→", after)


def _days(
    words: Words, view: ImportView, index: int, start: date | None, shown: date
) -> tuple[Row, ...]:
    """Weeks of seven buttons under the names of the days; an empty place does nothing."""
    here = act(view, "when", index, packed_day(start), packed_day(shown))
    names = [words.plain("weekday-short", number=n, day="").strip() for n in range(1, 8)]
    weeks = calendar.Calendar().monthdayscalendar(shown.year, shown.month)
    return (
        tuple(button(name, here) for name in names),
        *(
            tuple(
                button(str(number), _day(view, index, start, shown.replace(day=number)))
                if number
                else button(EMPTY, here)
                for number in week
            )
            for week in weeks
        ),
    )


def _day(view: ImportView, index: int, start: date | None, day: date) -> ImportAct:
    """A day asks how it binds; the second one is the end at once."""
    if start is None:
        return act(view, "day", index, packed_day(day))
    return act(view, "due", index, packed_day(start), packed_day(day))


def kind(words: Words, view: ImportView, index: int, day: date) -> Screen:
    """Ask how a chosen day binds the row: up to it, on it, or from it."""
    shown, number = words.day(day), packed_day(day)
    buttons = [
        tap(words, "button-up-to-day", act(view, "due", index, 0, number), day=shown),
        tap(words, "button-on-day", act(view, "due", index, number, number), day=shown),
        tap(words, "button-from-day", act(view, "when", index, number, number), day=shown),
    ]
    return Screen(
        text=words("import-ask-kind", day=words.weekday(day)),
        keyboard=(*laid(buttons), ways_back(words, act(view, "when", index, 0, number))),
        slot=SLOT,
    )


def first_shown(view: ImportView, index: int, today: date) -> date:
    """The month the calendar opens with: the row's own if the paper's year has it, else next."""
    days = [
        day
        for window in row_at(work_of(view), index).deadline.windows
        for day in (window.end, window.start)
        if day
    ]
    first = date(work_of(view).reading_year, 9, 1)
    near = [day for day in days if day.year in own_years(work_of(view))]
    return (near[0] if near else max(today, first)).replace(day=1)
