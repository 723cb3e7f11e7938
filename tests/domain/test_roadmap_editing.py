"""Edits of a draft: what changes, what stays, what is asked no more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import roadmap_editing as editing
from domain.calendar import Calendar
from domain.deadlines import DeadlineKind, Window
from domain.errors import Rejected
from domain.roadmap_order import out_of_order
from domain.roadmap_work import MOST_STEPS, Work, remembered, row_at, taken_back
from tests.domain.drafts import YEAR, row, work, works

TODAY = date(YEAR, 9, 1)
THREE = work(
    (row("Приказ", "до 10 сентября", "Иванова А.Б.", number="1.1"), row("и его рассылка"),
     row("Анкеты", "октябрь", "Завуч", number="1.2")),
    (row("Итоги", "май", "Завуч", number="2.1"),),
)  # fmt: skip


def codes(one: Work, index: int) -> list[str]:
    return [doubt.code for doubt in row_at(one, index).doubts]


def titles(one: Work) -> list[str]:
    return [row.title for row in one.rows]


def test_a_row_joined_with_the_next_keeps_its_date_and_loses_what_the_piece_lacked() -> None:
    assert codes(THREE, 1) == ["missing_deadline", "missing_responsible"]
    after = editing.joined(THREE, 0)
    assert titles(after) == ["Приказ и его рассылка", "Анкеты", "Итоги"]
    assert row_at(after, 0).deadline == row_at(THREE, 0).deadline
    assert codes(after, 0) == []
    with pytest.raises(LookupError):
        editing.joined(after, 1)  # the last of its stage


def test_an_undated_row_takes_the_date_of_the_one_it_is_joined_with() -> None:
    after = editing.joined(THREE, 1)
    assert row_at(after, 1).deadline.words == "октябрь"
    assert codes(after, 1) == []


def test_a_split_row_is_as_many_rows_each_with_its_date_and_people() -> None:
    after = editing.split(THREE, 3, ("Итоги", "благодарности", "отчёт"))
    assert titles(after)[3:] == ["Итоги", "благодарности", "отчёт"]
    assert [one.number for one in after.rows[3:]] == ["2.1", "", ""]
    assert {one.deadline.words for one in after.rows[3:]} == {"май"}
    assert editing.cut_at("Приказ и рассылка", "и рас") == ("Приказ", "и рассылка")
    for words in ("Приказ", "нет такого"):
        with pytest.raises(Rejected):
            editing.cut_at("Приказ и рассылка", words)


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("1) анкеты 2) беседы", ("анкеты", "беседы")),
        ("Анкеты; беседы; отчёт", ("Анкеты", "беседы", "отчёт")),
        ("Провести анкеты. Сделать отчёт", ("Провести анкеты.", "Сделать отчёт")),
        ("Анкеты педагогов", ("Анкеты педагогов",)),
    ],
)
def test_a_title_is_cut_where_it_seems_to_be_several(title: str, pieces: tuple[str, ...]) -> None:
    assert editing.pieces_of(title) == pieces


@pytest.mark.parametrize(
    ("typed", "kind", "window"),
    [
        ("до 15 октября", DeadlineKind.UP_TO, (None, date(YEAR, 10, 15))),
        ("май", DeadlineKind.SPAN, (date(YEAR + 1, 5, 1), date(YEAR + 1, 5, 31))),
        ("завтра", DeadlineKind.POINT, (date(YEAR, 9, 2), date(YEAR, 9, 2))),
    ],
)
def test_a_typed_deadline_is_read_and_the_papers_words_stay(
    typed: str, kind: DeadlineKind, window: tuple[date | None, date]
) -> None:
    read = editing.read_typed(THREE, typed, today=TODAY)
    after = row_at(editing.with_deadline(THREE, 0, read), 0)
    assert (after.deadline.kind, after.deadline.words) == (kind, "до 10 сентября")
    assert after.deadline.windows == (Window(start=window[0], end=window[1]),)
    assert after.doubts == ()


def test_words_that_are_no_deadline_are_refused_and_by_schedule_is_taken() -> None:
    with pytest.raises(Rejected, match="error-deadline-words"):
        editing.read_typed(THREE, "как получится", today=TODAY)
    read = editing.read_typed(THREE, "по графику", today=TODAY)
    assert codes(editing.with_deadline(THREE, 1, read), 1) == ["missing_responsible"]


def test_a_date_set_on_a_saturday_is_asked_about_and_one_set_on_a_friday_is_not() -> None:
    saturday, friday = date(YEAR, 10, 9), date(YEAR, 10, 8)
    assert codes(editing.with_deadline(THREE, 0, editing.on_days(None, saturday)), 0) == [
        "day_off"
    ]
    assert codes(editing.with_deadline(THREE, 0, editing.on_days(friday, friday)), 0) == []
    november = editing.on_days(date(2027, 11, 4), date(2027, 11, 4))
    holidays = Calendar(yearly=frozenset({(11, 4)}))
    assert "day_off" in codes(editing.with_deadline(THREE, 0, november, holidays), 0)
    late = editing.added_below(THREE, 0, "Отчёт | 4 ноября 2027 | Завуч", holidays)
    assert codes(late, 1) == ["day_off"]


def test_people_are_chosen_from_the_paper_or_typed() -> None:
    assert [one.text for one in editing.named(THREE)] == ["Иванова А.Б.", "Завуч"]
    once = editing.with_named(THREE, 1, 1)
    assert [one.text for one in row_at(once, 1).responsibles] == ["Завуч"]
    assert codes(once, 1) == ["missing_deadline"]
    assert row_at(editing.with_named(once, 1, 1), 1).responsibles == ()
    typed = row_at(editing.with_typed_responsibles(THREE, 0, "Петров В.Г., психолог"), 0)
    assert [one.kind.value for one in typed.responsibles] == ["person"]


def test_a_line_becomes_a_row_with_its_date_and_people() -> None:
    made = editing.added(THREE, 0, "1.3 | Отчёт | до 5 мая | Иванова А.Б. | справка")
    one = row_at(made, editing.end_of(THREE, 0))
    assert (one.number, one.title, one.result) == ("1.3", "Отчёт", "справка")
    assert one.deadline.words == "до 5 мая"
    assert one.doubts == ()
    below = editing.added_below(THREE, 0, "5 классы: экскурсия")
    assert titles(below)[1] == "5 классы: экскурсия"
    assert codes(below, 1) == ["missing_deadline", "missing_responsible"]


def test_a_duplicate_is_asked_about_no_more_once_its_twin_is_dropped() -> None:
    twins = work((row("Анкеты", "октябрь", "Завуч"), row("Анкеты", "октябрь", "Завуч")))
    assert codes(twins, 1) == ["duplicate_row"]
    assert codes(editing.toggled(twins, 0), 1) == []


def test_a_step_dated_before_what_it_needs_is_asked_about_until_its_date_is_right() -> None:
    rows = (
        row("Формирование базы наставляемых", "ноябрь", "Завуч"),
        row("Формирование пар", "сентябрь", "Завуч"),
    )
    one = work(rows)
    late = replace(row_at(one, 1), doubts=(out_of_order(one.draft.stages)[1],))
    one = editing.with_row(one, 1, late)
    assert codes(editing.with_result(one, 0, "База"), 1) == ["before_dependency"]
    assert codes(editing.with_title(one, 0, "Анкеты"), 1) == []
    later = editing.read_typed(one, "декабрь", today=TODAY)
    assert codes(editing.with_deadline(one, 1, later), 1) == []


Edit = Callable[[Work], Work]
edits: st.SearchStrategy[Edit] = st.one_of(
    st.integers(0, 8).map(lambda i: lambda w: editing.toggled(w, i)),
    st.integers(0, 8).map(lambda i: lambda w: editing.joined(w, i)),
    st.integers(0, 8).map(lambda i: lambda w: editing.split(w, i, ("Один", "Два"))),
    st.integers(0, 8).map(lambda i: lambda w: editing.added_below(w, i, "Ещё")),
    st.integers(0, 2).map(lambda i: lambda w: editing.added(w, i, "В конце")),
    st.integers(0, 8).map(lambda i: lambda w: editing.with_title(w, i, "Иначе")),
    st.integers(0, 8).map(
        lambda i: lambda w: editing.with_deadline(w, i, editing.on_days(None, TODAY))
    ),
)


@settings(deadline=None)
@given(works, st.lists(edits, max_size=8))
def test_whatever_is_edited_can_be_taken_back_step_by_step(start: Work, made: list[Edit]) -> None:
    steps: list[str] = []
    states = [start]
    for edit in made:
        try:
            after = edit(states[-1])
        except LookupError:
            continue
        steps = remembered(steps, states[-1])
        states.append(after)
        assert all(0 <= index < len(after.rows) for index in after.dropped)
        assert len(after.kept) == len(after.rows) - len(after.dropped)
    for before in reversed(states[:-1]):
        steps, back = taken_back(steps)
        assert back == before
    with pytest.raises(LookupError):
        taken_back(steps)


@settings(deadline=None)
@given(works, st.sets(st.integers(0, 11)), st.integers(0, 11))
def test_what_is_dropped_stays_dropped_wherever_rows_come_and_go(
    start: Work, dropped: set[int], at: int
) -> None:
    for index in dropped:
        if index < len(start.rows):
            start = editing.toggled(start, index)
    gone = [row.title for index, row in enumerate(start.rows) if index in start.dropped]
    try:
        after = editing.added_below(start, at, "Новая")
    except LookupError:
        return
    assert [row.title for i, row in enumerate(after.rows) if i in after.dropped] == gone
    assert row_at(after, at + 1).title == "Новая"


def test_the_oldest_steps_are_forgotten() -> None:
    steps: list[str] = []
    for _ in range(MOST_STEPS + 5):
        steps = remembered(steps, THREE)
    assert len(steps) == MOST_STEPS >= 20
