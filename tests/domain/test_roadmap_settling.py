"""Doubts as questions: proposals, one tap for one row or for all of the same cause."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.deadlines import Doubt, Window
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_editing import toggled
from domain.roadmap_proposals import How, proposals
from domain.roadmap_questions import Question, questions
from domain.roadmap_settling import settled
from domain.roadmap_work import Work, row_at
from tests.domain.drafts import YEAR, row, work, works

CALENDAR = Calendar(yearly=frozenset({(11, 4)}))


def asked(one: Work, code: str) -> Question:
    return next(found for found in questions(one) if found.doubt.code == code)


def hows(one: Work, question: Question) -> list[How]:
    return [choice.how for choice in proposals(one, question, CALENDAR)]


@pytest.mark.parametrize(
    ("words", "fixed"),
    [
        ("Сентябрь–ноябрь 2026 г.", (date(2027, 9, 1), date(2027, 11, 30))),
        ("12.10.2020", (date(2027, 10, 12), date(2027, 10, 12))),
        ("13.03.20", (date(2028, 3, 13), date(2028, 3, 13))),
        ("Сентябрь 2027 – май 2029", (date(2027, 9, 1), date(2028, 5, 31))),
        ("с 5 мая 2027 по 20 мая 2028", (date(2028, 5, 5), date(2028, 5, 20))),
    ],
)
def test_a_wrong_year_is_put_right_with_as_few_changes_as_need_be(
    words: str, fixed: tuple[date, date]
) -> None:
    one = work((row("Приказ", words, "Завуч"),))
    question = asked(one, "year_outside")
    assert hows(one, question) == [How.YEAR, How.KEEP, How.UNDATED]
    after = settled(one, question, How.YEAR, CALENDAR)
    assert row_at(after, 0).deadline.windows[0] == Window(start=fixed[0], end=fixed[1])
    assert row_at(after, 0).deadline.words == words
    assert (questions(after), after.settled) == ((), 1)


@pytest.mark.parametrize(
    ("words", "last"),
    [("до 31 ноября 2027 г.", date(2027, 11, 30)), ("30.02.2028", date(2028, 2, 29))],
)
def test_a_day_that_is_not_in_the_calendar_may_become_the_last_of_its_month(
    words: str, last: date
) -> None:
    one = work((row("Приказ", words, "Завуч"),))
    question = asked(one, "no_such_date")
    assert hows(one, question) == [How.REAL, How.KEEP]
    after = settled(one, question, How.REAL, CALENDAR)
    assert row_at(after, 0).deadline.windows[0].end == last
    assert questions(after) == ()


def test_a_wrong_year_may_stay_and_then_nobody_asks_again() -> None:
    one = work((row("Приказ", "12.10.2020", "Завуч"),))
    kept = proposals(one, asked(one, "year_outside"), CALENDAR)[1]
    assert (kept.how, kept.text) == (How.KEEP, "2020")
    after = settled(one, asked(one, "year_outside"), How.KEEP, CALENDAR)
    assert row_at(after, 0).deadline.windows[0].end == date(2020, 10, 12)
    assert questions(after) == ()


def test_the_same_wrong_year_is_put_right_everywhere_at_once_and_another_stays_asked() -> None:
    rows = [row(f"Дело {n}", f"1{n}.10.2020", "Завуч") for n in (2, 3, 4)]
    one = work((*rows, row("Ещё", "14.10.2019", "Завуч")))
    question = asked(one, "year_outside")
    assert question.alike == 3
    after = settled(one, question, How.YEAR, CALENDAR, everywhere=True)
    assert [found.row for found in questions(after)] == [3]
    assert after.settled == 3


def test_a_day_off_moves_to_the_working_day_before_or_after_it() -> None:
    one = work((row("Приказ", "до 06.11.2027", "Завуч"), row("Сбор", "07.11.2027", "Завуч")))
    first, _, kept = proposals(one, asked(one, "day_off"), CALENDAR)
    assert (first.day, kept.how) == (date(2027, 11, 5), How.KEEP)
    after = settled(one, asked(one, "day_off"), How.LATER, CALENDAR, everywhere=True)
    assert [one.deadline.windows[0].end for one in after.rows] == [date(2027, 11, 8)] * 2
    assert row_at(after, 0).deadline.windows[0].start is None
    assert questions(after) == ()


def test_a_holiday_is_no_working_day_to_move_to() -> None:
    one = work((row("Приказ", "04.11.2028", "Завуч"),))
    calendar = Calendar(yearly=frozenset({(11, 3), (11, 4)}))
    earlier = proposals(one, asked(one, "day_off"), calendar)[0]
    assert earlier.day == date(2028, 11, 2)


def test_two_spellings_are_one_question_and_one_name_everywhere() -> None:
    rows = [row(f"Дело {n}", "май", who) for n, who in enumerate(("Иванова А.Б.",) * 2)]
    one = work((*rows, row("Ещё", "май", "Ивонова А.Б., завуч"), row("И", "май", "Ивонова А.Б.")))
    (question,) = questions(one)
    assert [choice.text for choice in proposals(one, question, CALENDAR)] == [
        "Иванова", "Ивонова", ""
    ]  # fmt: skip
    after = settled(one, question, How.FIRST, CALENDAR)
    texts = [who.text for row in after.rows for who in row.responsibles]
    assert not any("Ивонова" in text for text in texts)
    assert questions(after) == ()
    apart = settled(one, question, How.KEEP, CALENDAR)
    assert questions(apart) == ()
    assert [row.responsibles for row in apart.rows] == [row.responsibles for row in one.rows]


def test_nobody_named_in_twelve_rows_is_one_tap() -> None:
    one = work(tuple(row(f"Дело {n}", "май") for n in range(12)))
    question = asked(one, "missing_responsible")
    assert (question.alike, hows(one, question)) == (12, [How.KEEP])
    after = settled(one, question, How.KEEP, CALENDAR, everywhere=True)
    assert (questions(after), after.settled) == ((), 12)


def test_a_repeated_row_is_dropped_or_both_stay() -> None:
    one = work((row("Анкеты", "май", "Завуч"),) * 2)
    question = asked(one, "duplicate_row")
    assert settled(one, question, How.DROP, CALENDAR).dropped == {1}
    assert questions(settled(one, question, How.KEEP, CALENDAR)) == ()


def test_a_line_not_understood_becomes_a_row_or_goes() -> None:
    one = work((row("Анкеты", "май", "Завуч"),), unread=("А | май | Завуч", "Б", "В"))
    first = questions(one)[0]
    assert (first.line, first.alike) == (0, 3)
    made = settled(one, first, How.ADD, CALENDAR)
    assert [row.title for row in made.rows] == ["Анкеты", "А"]
    assert made.draft.not_understood == ("Б", "В")
    gone = settled(one, first, How.DROP, CALENDAR, everywhere=True)
    assert (gone.draft.not_understood, gone.settled) == ((), 3)


def test_a_code_nobody_knows_yet_can_be_left_or_its_row_dropped() -> None:
    strange = row("Приказ", "май", "Завуч")
    one = work((strange,))
    rows = one.draft.stages[0].activities
    doubted = [
        Doubt(code="a_code_of_tomorrow", args=(("other", "1.2"),)),
        Doubt(code="missing_deadline"),
    ]
    stage = replace(one.draft.stages[0], activities=(replace(rows[0], doubts=tuple(doubted)),))
    one = replace(one, draft=replace(one.draft, stages=(stage,)))
    assert hows(one, questions(one)[0]) == [How.KEEP, How.DROP]


def test_words_that_name_nobody_are_taken_off_and_then_somebody_is_missing() -> None:
    one = work((row("Приказ", "май", "Завуч"),))
    doubt = Doubt(code="cell_not_understood", args=(("words", "Завуч"),))
    stage = one.draft.stages[0]
    doubted = replace(stage.activities[0], doubts=(doubt,))
    draft = replace(one.draft, stages=(replace(stage, activities=(doubted,)),))
    one = replace(one, draft=draft)
    after = settled(one, questions(one)[0], How.UNNAME, CALENDAR)
    assert [found.doubt.code for found in questions(after)] == ["missing_responsible"]
    assert questions(settled(one, questions(one)[0], How.KEEP, CALENDAR)) == ()


def test_the_papers_own_year_may_be_taken() -> None:
    own = Window(start=date(2024, 9, 1), end=date(2025, 5, 31))
    draft = RoadmapDraft(period=own, doubts=(Doubt(code="period_of_other_year"),))
    one = Work(draft=draft, year=YEAR)
    (question,) = questions(one)
    assert [choice.text for choice in proposals(one, question, CALENDAR)] == ["2024", "2027"]
    assert settled(one, question, How.YEAR, CALENDAR).year == 2024
    assert settled(one, question, How.KEEP, CALENDAR).year == YEAR


def test_the_schools_name_is_spelled_as_chosen_and_stamps_are_not_asked_about() -> None:
    doubts = (
        Doubt(code="two_spellings", args=(("one", "Школа «Маяк»"), ("other", "Школа «Маек»"))),
        Doubt(code="furniture_dropped", args=(("count", "3"),)),
    )
    one = Work(draft=RoadmapDraft(doubts=doubts), year=YEAR)
    (question,) = questions(one)
    after = settled(one, question, How.SECOND, CALENDAR)
    assert after.draft.organisation == "Школа «Маек»"
    assert questions(after) == ()


@settings(deadline=None)
@given(works, st.data())
def test_every_proposal_of_every_doubt_leaves_fewer_questions(
    one: Work, data: st.DataObject
) -> None:
    found = questions(one)
    if not found:
        return
    question = data.draw(st.sampled_from(found))
    everywhere = data.draw(st.booleans())
    how = data.draw(st.sampled_from(hows(one, question)))
    after = settled(one, question, how, CALENDAR, everywhere=everywhere)
    assert after.settled > one.settled
    if how is not How.ADD:
        assert len(questions(after)) < len(found)


@settings(deadline=None)
@given(works)
def test_a_dropped_row_asks_nothing(one: Work) -> None:
    for index in range(len(one.rows)):
        one = toggled(one, index)
    assert {question.row for question in questions(one)} == {None}
