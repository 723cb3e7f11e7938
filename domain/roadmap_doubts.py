"""Doubts that need more than one cell: neighbours, days off, repeats, spellings.

Codes of a row's doubts, besides those of its deadline (`domain.deadlines`): missing_responsible,
cell_not_understood (words), torn_row_joined, hidden_row, duplicate_row, two_spellings (one,
other), order_against_neighbours, before_dependency (after), day_off (date). Codes of the whole
paper's: two_spellings, period_of_other_year, columns_guessed, lines_missing,
furniture_dropped (count), other_table (count), text_outside (count).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from domain.calendar import Calendar
from domain.deadlines import DeadlineKind, Doubt, Window
from domain.responsibles import initials_of, surname_of
from domain.roadmap_draft import ActivityDraft, ResponsibleKind, StageDraft
from domain.roadmap_order import out_of_order
from domain.roadmap_words import CASE_ENDINGS


def with_doubts(
    stages: Sequence[StageDraft], calendar: Calendar | None = None
) -> tuple[StageDraft, ...]:
    """The stages with each row's doubts about what stands around it.

    Without a calendar only Saturdays and Sundays are days off.
    """
    calendar = calendar or Calendar()
    spellings, early = _spellings(stages), out_of_order(stages)
    done, found = 0, []
    for stage in stages:
        rows = []
        for row, around in zip(stage.activities, _around(stage.activities), strict=True):
            own = [*_days_off(row, calendar), *around, *_of_spelling(row, spellings)]
            own += [early[done]] if done in early else []
            rows.append(replace(row, doubts=(*row.doubts, *own)))
            done += 1
        found.append(replace(stage, activities=tuple(rows)))
    return tuple(found)


def _around(rows: Sequence[ActivityDraft]) -> Iterator[list[Doubt]]:
    """For each row of a stage: its doubts by its neighbours and by the rows above it."""
    windows = [_window(row) for row in rows]
    seen: set[tuple[str, object]] = set()
    above: deque[Window] = deque(maxlen=2)
    for at, row in enumerate(rows):
        doubts = []
        own, key = windows[at], _key(row)
        below = next(filter(None, windows[at + 1 :]), None)
        if own and _is_out_of_order(own, above, below):
            doubts.append(Doubt(code="order_against_neighbours"))
        if key in seen:
            doubts.append(Doubt(code="duplicate_row"))
        seen.add(key)
        above.extend([own] if own else [])
        yield doubts


def _of_spelling(row: ActivityDraft, spellings: dict[str, str]) -> Iterator[Doubt]:
    for one in row.responsibles:
        name = surname_of(one.text)
        if name in spellings:
            yield Doubt(code="two_spellings", args=(("one", spellings[name]), ("other", name)))


def _key(row: ActivityDraft) -> tuple[str, object]:
    """Letters and figures of the title, and when it is due, however that is written."""
    title = "".join(char for char in row.title.lower() if char.isalnum())
    words = "".join(row.deadline.words.lower().split())
    return title, row.deadline.windows or words


def _days_off(row: ActivityDraft, calendar: Calendar) -> list[Doubt]:
    """A single day or bound on a Saturday, a Sunday or a public holiday.

    The ends of a stretch that may be two single days count too.
    """
    is_pair = any(doubt.code == "dash_assumed" for doubt in row.deadline.doubts)
    if row.deadline.kind not in {DeadlineKind.POINT, DeadlineKind.UP_TO} and not is_pair:
        return []
    sides = [(one.start if is_pair else None, one.end) for one in row.deadline.windows]
    days = [day for pair in sides for day in pair if day]
    return [
        Doubt(code="day_off", args=(("date", day.strftime("%d.%m.%Y")),))
        for day in days
        if not calendar.is_working_day(day)
    ][:1]


def _is_out_of_order(own: Window, above: Sequence[Window], below: Window | None) -> bool:
    """It ends before both rows above begin, while the row below follows them again.

    Rows whose written year is doubtful are no measure for their neighbours.
    """
    if own.end is None or len(above) < 2:
        return False
    earliest = min(map(_start, above))
    return own.end < earliest and (below is None or _start(below) >= earliest)


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
