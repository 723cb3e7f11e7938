"""Doubts that need more than one cell: neighbours, days off, repeats, spellings.

Codes of a row's doubts, besides those of its deadline (`domain.deadlines`): missing_responsible,
cell_not_understood (words), torn_row_joined, hidden_row, duplicate_row, two_spellings (one,
other), order_against_neighbours, before_dependency (after), day_off (date). Codes of the whole
paper's: two_spellings, period_of_other_year, columns_guessed, furniture_dropped (count),
other_table (count), text_outside (count).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from domain.calendar import Calendar
from domain.deadlines import DeadlineKind, Doubt, Window
from domain.responsibles import initials_of, surname_of
from domain.roadmap_draft import ActivityDraft, ResponsibleKind, StageDraft
from domain.roadmap_words import CASE_ENDINGS


def with_doubts(
    stages: Sequence[StageDraft], calendar: Calendar | None = None
) -> tuple[StageDraft, ...]:
    """The stages with each row's doubts about what stands around it.

    Without a calendar only Saturdays and Sundays are days off.
    """
    calendar = calendar or Calendar()
    spellings = _spellings(stages)
    return tuple(
        replace(
            stage,
            activities=tuple(
                replace(
                    one, doubts=(*one.doubts, *_around(stage.activities, at, spellings, calendar))
                )
                for at, one in enumerate(stage.activities)
            ),
        )
        for stage in stages
    )


def _around(
    rows: Sequence[ActivityDraft], at: int, spellings: dict[str, str], calendar: Calendar
) -> list[Doubt]:
    doubts = [*_days_off(rows[at], calendar)]
    if _is_out_of_order(rows, at):
        doubts.append(Doubt(code="order_against_neighbours"))
    if any(_key(row) == _key(rows[at]) for row in rows[:at]):
        doubts.append(Doubt(code="duplicate_row"))
    for one in rows[at].responsibles:
        name = surname_of(one.text)
        if name in spellings:
            args = (("one", spellings[name]), ("other", name))
            doubts.append(Doubt(code="two_spellings", args=args))
    return doubts


def _key(row: ActivityDraft) -> tuple[str, str]:
    return "".join(row.title.lower().split()).rstrip(".;"), row.deadline.words.lower()


def _days_off(row: ActivityDraft, calendar: Calendar) -> list[Doubt]:
    """A single day or bound on a Saturday, a Sunday or a public holiday."""
    if row.deadline.kind not in {DeadlineKind.POINT, DeadlineKind.UP_TO}:
        return []
    days = [window.end for window in row.deadline.windows if window.end]
    return [
        Doubt(code="day_off", args=(("date", day.strftime("%d.%m.%Y")),))
        for day in days
        if not calendar.is_working_day(day)
    ][:1]


def _is_out_of_order(rows: Sequence[ActivityDraft], at: int) -> bool:
    """It ends before both rows above begin, while the row below follows them again.

    Rows whose written year is doubtful are no measure for their neighbours.
    """
    own = _window(rows[at])
    above = [window for row in rows[:at] if (window := _window(row))][-2:]
    below = next((window for row in rows[at + 1 :] if (window := _window(row))), None)
    if not own or own.end is None or len(above) < 2:
        return False
    starts = [_start(window) for window in above]
    return own.end < min(starts) and (below is None or _start(below) >= min(starts))


def _window(row: ActivityDraft) -> Window | None:
    """Its only window, when it is dated by the calendar and not doubtful by its year."""
    deadline = row.deadline
    dated = {DeadlineKind.POINT, DeadlineKind.UP_TO, DeadlineKind.SPAN}
    if deadline.kind not in dated or len(deadline.windows) != 1:
        return None
    if any(doubt.code == "year_outside" for doubt in deadline.doubts):
        return None
    return deadline.windows[0]


def _start(window: Window) -> date:
    return window.start or window.end or date.max


def _spellings(stages: Sequence[StageDraft]) -> dict[str, str]:
    """Surnames spelled otherwise further up: the later spelling → the earlier one."""
    people = {
        (surname_of(one.text), initials_of(one.text)): None
        for stage in stages
        for row in stage.activities
        for one in row.responsibles
        if one.kind is ResponsibleKind.PERSON
    }
    found: dict[str, str] = {}
    names = list(people)
    for at, (name, initials) in enumerate(names):
        for earlier, same in names[:at]:
            if same == initials and _is_misspelled(earlier, name):
                found[name] = earlier
    return found


def _is_misspelled(one: str, other: str) -> bool:
    """Different names, yet too alike to be two people; cases of one name are not that."""
    if one.rstrip(CASE_ENDINGS) == other.rstrip(CASE_ENDINGS):
        return False
    return one[:2] == other[:2] and SequenceMatcher(None, one, other).ratio() >= 0.7
