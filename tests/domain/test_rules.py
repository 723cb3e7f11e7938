"""Rules of the field without a database: calendar, reminders, activities, meetings, people."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import meetings
from domain.activities import is_last_window, moved, next_due, occurrences
from domain.calendar import Calendar, evening_before, instant, local, next_digest
from domain.deadlines import Deadline, DeadlineKind, Window
from domain.errors import Rejected
from domain.meetings import MeetingKind, Outcome
from domain.pairs import Side
from domain.people import address_name, read_people, short_name
from domain.questionnaires import (
    MAX_TEXT,
    Question,
    QuestionKind,
    choose,
    in_words,
    is_answered,
    read_typed,
    with_other,
)
from domain.reminders import Fact, Rule, due

TODAY = date(2027, 10, 4)
ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Omsk", "Asia/Kamchatka", "UTC")
CALENDAR = Calendar(
    yearly=frozenset({(11, 4), *((1, day) for day in range(1, 9))}),
    off=frozenset({date(2027, 11, 5)}), working=frozenset({date(2027, 10, 30)}),
)  # fmt: skip
FACT = Fact(kind="late", to="curator", subject_id=1, person_id=2, anchor_on=TODAY)
RULE = Rule(code="late", words="late", kind="late", to="curator", steps=(-1, 0, 1, 7), grace=3)


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ((2027, 10, 4, 8, 59), (2027, 10, 4)), ((2027, 10, 4, 9, 0), (2027, 10, 5)),
        ((2027, 10, 8, 9, 0), (2027, 10, 11)), ((2027, 10, 29, 9, 0), (2027, 10, 30)),
        ((2027, 10, 30, 9, 0), (2027, 11, 1)), ((2027, 11, 3, 9, 0), (2027, 11, 8)),
        ((2027, 12, 31, 9, 0), (2028, 1, 10)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("zone", ZONES)
def test_the_next_digest_is_nine_of_the_next_working_day(
    zone: str, after: tuple[int, ...], day: tuple[int, int, int]
) -> None:
    year, month, number, hour, minute = after
    moment = instant(date(year, month, number), time(hour, minute), zone)
    assert next_digest(moment, zone, CALENDAR) == instant(date(*day), time(9), zone)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
       st.sampled_from(ZONES))  # fmt: skip
def test_a_digest_is_later_than_now_on_a_working_day_at_nine(moment: datetime, zone: str) -> None:
    found = next_digest(moment, zone, CALENDAR)
    wall = local(found, zone)
    assert moment < found <= moment + timedelta(days=14)
    assert wall.time() == time(9)
    assert CALENDAR.is_working_day(wall.date())


def test_the_evening_before_is_six_on_the_schools_wall_even_at_the_edge_of_a_day() -> None:
    starts_at = datetime(2027, 10, 4, 12, 30, tzinfo=UTC)  # half past midnight in Kamchatka
    found = evening_before(starts_at, "Asia/Kamchatka")
    assert local(found, "Asia/Kamchatka").replace(tzinfo=None) == datetime(2027, 10, 4, 18)  # noqa: DTZ001
    assert evening_before(starts_at, "UTC") == datetime(2027, 10, 3, 18, tzinfo=UTC)


def _said(today: date, said: dict[Any, int] | None = None, fact: Fact = FACT) -> list[int]:
    return [one.step for one in due([RULE], [fact], today, said or {})]


@pytest.mark.parametrize(
    ("days", "steps"),
    [(-2, []), (-1, [-1]), (0, [0]), (1, [1]), (2, [1]), (4, [1]), (5, []), (7, [7]), (10, [7]),
     (11, [])],
)  # fmt: skip
def test_of_the_steps_reached_the_latest_is_said_within_its_grace(
    days: int, steps: list[int]
) -> None:
    assert _said(TODAY + timedelta(days=days)) == steps


def test_a_step_said_is_not_said_again_and_the_next_one_is() -> None:
    (one,) = due([RULE], [FACT], TODAY, {})
    assert _said(TODAY, {one.key: 0}) == []
    assert _said(TODAY + timedelta(1), {one.key: 0}) == [1]
    assert _said(TODAY, {one.key: -1}) == [0]


def test_a_moved_anchor_arms_the_rule_anew() -> None:
    later = Fact(kind="late", to="curator", subject_id=1, person_id=2,
                 anchor_on=TODAY + timedelta(1))  # fmt: skip
    (one,) = due([RULE], [FACT], TODAY, {})
    assert _said(TODAY + timedelta(1), {one.key: 1}, later) == [0]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_however_often_it_is_asked_each_step_is_said_at_most_once(days: list[int]) -> None:
    said: dict[Any, int] = {}
    steps = []
    for day in sorted(days):
        for one in due([RULE], [FACT], TODAY + timedelta(day - 5), said):
            said[one.key] = one.step
            steps.append(one.step)
    assert steps == sorted(set(steps))


def test_another_kind_or_recipient_is_another_matter() -> None:
    for kind, to in (("late", "responsible"), ("soon", "curator")):
        fact = Fact(kind=kind, to=to, subject_id=1, person_id=2, anchor_on=TODAY)
        assert _said(TODAY, fact=fact) == []


def _deadline(*ends: date, kind: DeadlineKind = DeadlineKind.SPAN) -> Deadline:
    return Deadline(
        words="срок", kind=kind, windows=tuple(Window(start=None, end=e) for e in ends)
    )


def test_days_of_one_event_count_once_and_windows_are_sorted() -> None:
    days = (date(2028, 6, 17), date(2028, 6, 16), date(2027, 10, 1))
    assert occurrences(_deadline(*days)) == (date(2027, 10, 1), date(2028, 6, 17))
    assert occurrences(_deadline(*days, kind=DeadlineKind.OPEN)) == ()


def test_windows_are_due_one_after_another() -> None:
    deadline = _deadline(date(2027, 10, 1), date(2028, 5, 31))
    assert [next_due(deadline, n) for n in (0, 1, 2)] == [
        date(2027, 10, 1), date(2028, 5, 31), None,
    ]  # fmt: skip
    assert [is_last_window(deadline, n) for n in (0, 1)] == [False, True]
    assert is_last_window(_deadline(), 0)


@given(st.integers(0, 2), st.integers(-20, 20))
def test_a_moved_window_keeps_the_others_and_the_papers_words(number: int, shift: int) -> None:
    days = [date(2027, 10, 1), date(2028, 1, 15), date(2028, 5, 31)]
    to = days[number] + timedelta(days=shift)
    found = moved(_deadline(*days), number, to)
    assert found.words == "срок"
    assert occurrences(found) == tuple(to if i == number else d for i, d in enumerate(days))
    assert next_due(found, number) == to


def test_an_undated_activity_may_get_a_check_date() -> None:
    found = moved(_deadline(kind=DeadlineKind.UNKNOWN), 0, TODAY)
    assert (found.kind, next_due(found, 0)) == (DeadlineKind.UP_TO, TODAY)


def test_kinds_of_meeting_come_in_their_order() -> None:
    held: list[MeetingKind] = []
    for kind in (*MeetingKind, None):
        nexts = meetings.next_kinds(held)
        assert meetings.is_complete(held) is (kind is None)
        if kind is None:
            assert nexts == ()
            break
        assert kind in nexts
        held.append(kind)


@given(st.lists(st.sampled_from(MeetingKind), max_size=8))
def test_a_complete_pair_has_all_five_and_nothing_is_offered_twice(
    held: list[MeetingKind],
) -> None:
    assert meetings.is_complete(held) is (len(set(held)) == 5)
    again = set(meetings.next_kinds(held)) & set(held)
    assert again <= {MeetingKind.REGULAR}


@pytest.mark.parametrize(
    ("mentors", "mentees", "is_disputed"),
    [
        ({Outcome.HELD}, set(), False), (set(), {Outcome.NOT_HELD}, False),
        ({Outcome.HELD}, {Outcome.HELD}, False), ({Outcome.HELD}, {Outcome.NOT_HELD}, True),
        ({Outcome.MOVED}, {Outcome.HELD}, True), ({Outcome.MOVED}, {Outcome.NOT_HELD}, False),
    ],
)  # fmt: skip
def test_a_dispute_needs_two_words_against_each_other(
    mentors: set[Outcome], mentees: set[Outcome], is_disputed: bool
) -> None:
    said = {Side.MENTOR: mentors, Side.MENTEE: mentees}
    assert meetings.is_disputed(said) is is_disputed


def test_people_are_read_one_a_line() -> None:
    people = read_people("  Петрова  Анна Ивановна , учитель химии, классный\n\nКим Олег\n")
    assert [(p.name, p.post) for p in people] == [
        ("Петрова Анна Ивановна", "учитель химии, классный"), ("Ким Олег", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "error-name-incomplete"), ("Петрова", "error-name-incomplete"),
        ("Петрова Анна 5", "error-name-incomplete"), (", учитель", "error-name-incomplete"),
        ("П А", "error-name-incomplete"), ("Ким Олег\nким олег", "error-name-twice"),
        ("И " + "и" * 119, "error-name-long"), ("Ким Олег, " + "и" * 161, "error-name-long"),
    ],
)  # fmt: skip
def test_a_list_that_is_not_clear_is_refused_whole(text: str, key: str) -> None:
    with pytest.raises(Rejected, match=key):
        read_people(text)


def test_others_see_a_short_name_and_the_person_the_polite_one() -> None:
    assert short_name("Петрова Анна Ивановна") == "Анна П."
    assert address_name("Петрова Анна Ивановна") == "Анна Ивановна"
    assert short_name("Анна") == address_name("Анна") == "Анна"


def _question(kind: QuestionKind, **values: Any) -> Question:
    options = ("Один", "Два", "Три") if kind in {QuestionKind.SINGLE, QuestionKind.MULTI} else ()
    return Question(key="q", kind=kind, text="?", **{"options": options, **values})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (QuestionKind.TEXT, "  слово ", "слово"), (QuestionKind.NUMBER, "7 лет", 7),
        (QuestionKind.NUMBER, "около 10", 10), (QuestionKind.DATE, "5 мая", "2028-05-05"),
        (QuestionKind.SINGLE, "два", {"chosen": [1]}), (QuestionKind.SCALE, "10", 10),
        (QuestionKind.MULTI, "ТРИ", {"chosen": [2]}),
    ],
)  # fmt: skip
def test_a_typed_answer_is_read_by_its_kind(kind: QuestionKind, text: str, value: Any) -> None:
    assert read_typed(_question(kind), text, today=TODAY) == value


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        (QuestionKind.TEXT, " ", "error-answer-empty"),
        (QuestionKind.TEXT, "и" * (MAX_TEXT + 1), "error-answer-long"),
        (QuestionKind.NUMBER, "много", "error-answer-number"),
        (QuestionKind.NUMBER, "3 или 4", "error-answer-number"),
        (QuestionKind.NUMBER, "11", "error-answer-range"),
        (QuestionKind.DATE, "скоро", "error-answer-date"),
        (QuestionKind.DATE, "31.04", "error-no-such-date"),
        (QuestionKind.SCALE, "0", "error-answer-button"),
        (QuestionKind.SCALE, "11", "error-answer-button"),
        (QuestionKind.SINGLE, "Четыре", "error-answer-button"),
        (QuestionKind.YES_NO, "наверное", "error-answer-button"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_sentence_of_its_kind(
    kind: QuestionKind, text: str, key: str
) -> None:
    with pytest.raises(Rejected, match=key):
        read_typed(_question(kind), text, today=TODAY)


@given(st.sampled_from(QuestionKind), st.integers(-3, 30))
def test_a_pressed_option_answers_or_is_refused(kind: QuestionKind, index: int) -> None:
    question = _question(kind)
    try:
        value = choose(question, None, index)
    except Rejected as refused:
        assert refused.key == "error-answer-button"  # noqa: PT017
    else:
        assert is_answered(question, value)


@given(st.lists(st.integers(0, 2), max_size=9))
def test_a_multi_choice_holds_what_was_pressed_an_odd_number_of_times(presses: list[int]) -> None:
    question, value = _question(QuestionKind.MULTI), None
    for index in presses:
        value = choose(question, value, index)
    odd = sorted(i for i in range(3) if presses.count(i) % 2)
    assert (value or {"chosen": []})["chosen"] == odd
    assert is_answered(question, value) is bool(odd)


def test_another_variant_stands_beside_the_chosen_ones_of_a_multi_choice_only() -> None:
    for kind, chosen in ((QuestionKind.MULTI, [0]), (QuestionKind.SINGLE, [])):
        question = _question(kind, has_other=True)
        value = with_other(question, {"chosen": [0]}, "Своё")
        assert value == {"chosen": chosen, "other": "Своё"}
        assert in_words(question, value)[-1] == "Своё"
