"""A roadmap written as a table is read back as the same roadmap."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.activities import MOVED, ActivityState, moved
from domain.deadline_reading import read_deadline
from domain.deadline_writing import is_same, words_of, written
from domain.deadlines import Deadline, DeadlineKind, Recurrence, Window
from domain.responsibles import read_responsibles
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_reading import read_roadmap
from domain.roadmap_sheet import Export, mark_of, paper_of, sheet_of

YEAR = 2027
FIRST = date(YEAR, 9, 1)
DAYS = st.integers(0, 364).map(lambda days: FIRST + timedelta(days=days))
MONTHS = st.integers(0, 11).map(lambda at: date(YEAR + (8 + at) // 12, (8 + at) % 12 + 1, 1))
TITLES = ("Приказ о запуске", "=1+1", "Круглый стол «Опыт»", "1000 дел: отчёт; итог", "ёлка, сад")
PEOPLE = ("", "Орлова Н.П.", "директор, классные руководители", "зам. директора по УВР", "=A1")
RESULTS = ("", "не менее 3 встреч", "1. Приказ 2. План", "-", "@итог\nпротокол")
STAGES = ("Подготовка", "Работа пар", "Итоги")


def end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def spans(first: st.SearchStrategy[date]) -> st.SearchStrategy[Window]:
    return first.flatmap(
        lambda start: st.integers(1, 60).map(
            lambda days: Window(start=start, end=start + timedelta(days=days))
        )
    )


POINTS = DAYS.map(lambda day: Window(start=day, end=day))
BOUNDS = DAYS.map(lambda day: Window(start=None, end=day))
WHOLE = MONTHS.map(lambda month: Window(start=month, end=end_of(month)))
DATED = st.one_of(
    st.tuples(st.just(DeadlineKind.POINT), st.lists(POINTS, min_size=1, max_size=3, unique=True)),
    st.tuples(st.just(DeadlineKind.UP_TO), st.lists(BOUNDS, min_size=1, max_size=1)),
    st.tuples(
        st.just(DeadlineKind.SPAN), st.lists(spans(DAYS), min_size=1, max_size=2, unique=True)
    ),
    st.tuples(st.just(DeadlineKind.SPAN), st.lists(WHOLE, min_size=1, max_size=3, unique=True)),
    st.tuples(st.just(DeadlineKind.OPEN), st.just([])),
    st.tuples(st.just(DeadlineKind.OPEN), DAYS.map(lambda day: [Window(start=day, end=None)])),
)
DEADLINES = st.one_of(
    DATED.map(lambda made: Deadline(words="", kind=made[0], windows=tuple(made[1]))),
    st.sampled_from(Recurrence).map(
        lambda again: Deadline(words="", kind=DeadlineKind.REPEATED, recurrence=again)
    ),
    st.tuples(st.sampled_from(Recurrence), st.lists(WHOLE, min_size=1, max_size=2, unique=True))
    .map(lambda made: Deadline(words="", kind=DeadlineKind.REPEATED, recurrence=made[0],
                               windows=tuple(made[1]))),
    st.sampled_from(("по отдельному графику", "октябрь", "до 15 мая", "в течение учебного года",
                     "последняя неделя мая", "ежемесячно до 5 числа", ""))
    .map(lambda words: read_deadline(words, year=YEAR)),
)  # fmt: skip
ACTIVITIES = st.builds(
    ActivityDraft,
    number=st.sampled_from(("", "1.1", "2", "1.10")),
    title=st.tuples(st.sampled_from(TITLES), st.integers(0, 10**6)).map(
        lambda t: f"{t[0]} {t[1]}"
    ),
    deadline=DEADLINES,
    responsibles=st.sampled_from(PEOPLE).map(read_responsibles),
    result=st.sampled_from(RESULTS),
)
DRAFTS = st.one_of(
    # Numbers with a dot would name stages.
    st.lists(ACTIVITIES.filter(lambda row: "." not in row.number), min_size=1, max_size=6).map(
        lambda rows: (StageDraft(number="", title="", activities=tuple(rows)),)
    ),
    st.lists(st.lists(ACTIVITIES, min_size=1, max_size=3), min_size=1, max_size=3).map(
        lambda stages: tuple(
            StageDraft(number=str(at + 1), title=STAGES[at], goal="порядок" if at else "",
                       activities=tuple(rows))
            for at, rows in enumerate(stages)
        )
    ),
).map(lambda stages: RoadmapDraft(title="Дорожная карта школы", stages=stages))  # fmt: skip


def export(draft: RoadmapDraft) -> Export:
    return Export(draft=draft, year=YEAR, note="", marks=("Выполнено 05.10.2027", ""))


def essence(draft: RoadmapDraft) -> object:
    """What must come back: all but words and doubts; people in any order, blanks as one."""
    return draft.title, [
        (stage.number, stage.title, stage.goal, [
            (row.number, row.title, row.deadline.kind, row.deadline.windows,
             row.deadline.recurrence, sorted((one.kind, one.text) for one in row.responsibles),
             row.result)
            for row in stage.activities
        ])
        for stage in draft.stages
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(DRAFTS)
def test_any_roadmap_that_is_written_is_read_back(draft: RoadmapDraft) -> None:
    back = read_roadmap(paper_of(sheet_of(export(draft))), year=YEAR)
    assert essence(back) == essence(draft)
    assert not back.not_understood


@settings(max_examples=300, deadline=None)
@given(DEADLINES)
def test_words_made_of_a_deadline_mean_the_deadline(deadline: Deadline) -> None:
    assert is_same(read_deadline(words_of(deadline, year=YEAR), year=YEAR), deadline)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("сентябрь", "сентябрь 2027 г."),
        ("ноябрь – май", "ноябрь 2027 г. – май 2028 г."),
        ("до 5 октября", "до 5 октября 2027 г."),
        ("16, 17 июня", "16 июня 2028 г.; 17 июня 2028 г."),
        ("с 1 октября", "с 1 октября 2027 г."),
        ("ежегодно в мае", "ежегодно: май 2028 г."),
        ("постоянно", "в течение всего периода"),
        ("по графику", "по графику"),
    ],
)
def test_made_words_are_those_of_a_schools_paper(words: str, expected: str) -> None:
    assert written(read_deadline(words, year=YEAR)) == expected


def one_row(deadline: Deadline) -> RoadmapDraft:
    row = ActivityDraft(number="1", title="Дело", deadline=deadline)
    return RoadmapDraft(stages=(StageDraft(number="", title="", activities=(row,)),))


def deadline_cell(draft: RoadmapDraft) -> str:
    return sheet_of(export(draft)).rows[0].cells[2]


def test_the_papers_own_words_stay_while_they_mean_the_same() -> None:
    assert deadline_cell(one_row(read_deadline("до 5 октября", year=YEAR))) == "до 5 октября"


def test_a_moved_deadline_is_written_anew() -> None:
    read = moved(read_deadline("до 5 октября", year=YEAR), 0, date(2027, 11, 12))
    assert deadline_cell(one_row(read)) == "до 12 ноября 2027 г."
    several = moved(read_deadline("май 2027, май 2028", year=YEAR), 1, date(2028, 6, 15))
    assert several.reason == MOVED
    assert deadline_cell(one_row(several)) == "31 мая 2027 г.; 15 июня 2028 г."


def test_words_that_mean_other_dates_in_this_paper_are_written_anew() -> None:
    """The title's own period would put «октябрь» into another year."""
    draft = one_row(read_deadline("октябрь", year=2027))
    draft = replace(draft, title="Дорожная карта на 2028 год")
    sheet = sheet_of(export(draft))
    back = read_roadmap(paper_of(sheet), year=2027)
    assert back.stages[0].activities[0].deadline.windows == (
        Window(start=date(2027, 10, 1), end=date(2027, 10, 31)),
    )


@pytest.mark.parametrize(
    ("state", "done", "due_on", "expected"),
    [
        (ActivityState.DONE, 1, None, "Выполнено 05.10.2027"),
        (ActivityState.OPEN, 0, date(2027, 10, 3), "Просрочено"),
        (ActivityState.OPEN, 0, date(2027, 10, 4), ""),
        (ActivityState.OPEN, 1, date(2027, 10, 4), "Выполнено 1 из 2"),
        (ActivityState.OPEN, 0, None, ""),
    ],
)
def test_the_last_column_says_how_an_activity_stands(
    state: ActivityState, done: int, due_on: date | None, expected: str
) -> None:
    done_on = date(2027, 10, 5) if state is ActivityState.DONE else None
    assert expected == mark_of(
        state, done_on=done_on, due_on=due_on, done=done, count=2, today=date(2027, 10, 4)
    )
