"""A corrected paper beside the roadmap in force: what differs, and what acceptance makes of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.roadmap_difference import (
    Change,
    ChangeKind,
    Known,
    KnownRow,
    changes,
    compared,
    plain,
)
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_plan import Plan, planned
from domain.roadmap_work import Work
from tests.domain.drafts import row, work, works


def known(one: Work) -> Known:
    """A draft as the roadmap in force."""
    return Known(
        stages=tuple(replace(stage, activities=()) for stage in one.draft.stages),
        rows=tuple(
            KnownRow(stage=position, row=row)
            for position, stage in enumerate(one.draft.stages)
            for row in stage.activities
        ),
    )


def said(one: ActivityDraft) -> tuple[object, ...]:
    """A row as it is compared."""
    who = frozenset(plain(who.text) for who in one.responsibles)
    return one.number, plain(one.title), plain(one.deadline.words), who


def content(plan: Plan) -> list[tuple[str, list[tuple[object, ...]]]]:
    return [
        (plain(stage.title), [said(row.row) for row in plan.rows if row.stage == at])
        for at, (_, stage) in enumerate(plan.stages)
    ]


def paper(draft: RoadmapDraft) -> list[tuple[str, list[tuple[object, ...]]]]:
    return [(plain(s.title), [said(row) for row in s.activities]) for s in draft.stages]


def found(old: Work, new: Work) -> list[Change]:
    return list(changes(compared(known(old), new.draft, new.dropped)))


OLD = work(
    (row("Приказ о запуске программы", "до 10 сентября", "Завуч", number="1.1"),
     row("Анкетирование педагогов", "октябрь", "Психолог", number="1.2")),
    (row("Итоговая встреча", "май", "Завуч", number="2.1"),),
)  # fmt: skip


@settings(deadline=None)
@given(works)
def test_a_paper_does_not_differ_from_itself(one: Work) -> None:
    assert found(one, one) == []


@settings(deadline=None)
@given(works, works)
def test_all_changes_accepted_make_the_new_paper(old: Work, new: Work) -> None:
    both = compared(known(old), new.draft)
    plan = planned(both, {change.key for change in changes(both)})
    assert content(plan) == paper(new.draft)
    kept = [row.known for row in plan.rows if row.known is not None]
    assert len(kept) == len(set(kept))


@settings(deadline=None)
@given(works, works)
def test_no_change_accepted_leaves_every_row_in_force_as_it_is(old: Work, new: Work) -> None:
    both = compared(known(old), new.draft)
    plan = planned(both, set())
    rows = sorted((row.known or 0, plain(row.row.title)) for row in plan.rows)
    assert rows == [(at, plain(row.title)) for at, row in enumerate(old.rows)]
    for one in plan.rows:
        assert one.known is not None
        assert one.row.deadline == old.rows[one.known].deadline
        was = both.known.stages[both.known.rows[one.known].stage]
        assert plan.stages[one.stage][1].title == was.title


@settings(deadline=None)
@given(works, works, st.data())
def test_each_accepted_change_is_made_and_no_other(
    old: Work, new: Work, data: st.DataObject
) -> None:
    both = compared(known(old), new.draft)
    listed = changes(both)
    keys = [change.key for change in listed]
    accepted = set(data.draw(st.lists(st.sampled_from(keys)))) if keys else set()
    plan = planned(both, accepted)
    kept = {row.known for row in plan.rows}
    added = sum(row.known is None for row in plan.rows)
    assert len(set(keys)) == len(keys)
    for change in listed:
        if change.kind is ChangeKind.REMOVED:
            assert (change.key - 1_000_000 in kept) is (change.key not in accepted)
    assert added == sum(c.kind is ChangeKind.ADDED and c.key in accepted for c in listed)


def test_a_row_is_the_same_under_another_number_and_in_other_words() -> None:
    new = work(
        (row("Педсовет", "сентябрь", "Завуч", number="1.1"),
         row("Приказ о запуске программы.", "до 10 сентября", "Завуч", number="1.2"),
         row("Анкетирование всех педагогов", "ноябрь", "Психолог", number="1.3")),
        (row("Итоговая встреча", "май", "Директор", number="2.1"),),
    )  # fmt: skip
    listed = [(one.kind.value, one.new and one.new.title, one.fields) for one in found(OLD, new)]
    assert listed == [
        ("added", "Педсовет", frozenset()),
        ("changed", "Анкетирование всех педагогов", {"title", "deadline"}),
        ("changed", "Итоговая встреча", {"responsibles"}),
    ]


def test_a_quite_other_activity_under_the_same_number_is_not_taken_for_it() -> None:
    new = work(
        (row("Приказ о запуске программы", "до 10 сентября", "Завуч", number="1.1"),
         row("Родительское собрание", "октябрь", "Директор", number="1.2")),
        (row("Итоговая встреча", "май", "Завуч", number="2.1"),),
    )  # fmt: skip
    assert [one.kind.value for one in found(OLD, new)] == ["added", "removed"]


def test_a_date_the_curator_put_right_is_no_difference_while_the_papers_words_stay() -> None:
    wrong = work((row("Приказ", "12.10.2020", "Завуч"),))
    right = row("Приказ", "12.10.2027", "Завуч").deadline
    (stage,) = wrong.draft.stages
    fixed = replace(stage.activities[0], deadline=replace(right, words="12.10.2020"))
    in_force = replace(
        wrong, draft=replace(wrong.draft, stages=(replace(stage, activities=(fixed,)),))
    )
    assert found(in_force, wrong) == []
    (change,) = found(in_force, work((row("Приказ", "13.10.2027", "Завуч"),)))
    assert change.fields == {"deadline"}


def test_a_renamed_stage_is_one_difference_and_its_rows_none() -> None:
    first, second = OLD.draft.stages
    renamed = replace(OLD.draft, stages=(replace(first, title="Подготовка"), second))
    (change,) = found(OLD, replace(OLD, draft=renamed))
    assert (change.kind, change.new and change.new.title) == (ChangeKind.STAGE, "Подготовка")
    both = compared(known(OLD), renamed)
    assert planned(both, {change.key}).stages[0][1].title == "Подготовка"
    assert planned(both, set()).stages[0][1].title == "Этап 1"


def test_a_removed_row_that_stays_keeps_its_place() -> None:
    first, second = OLD.draft.stages
    without = replace(first, activities=first.activities[:1])
    new = replace(OLD, draft=replace(OLD.draft, stages=(without, second)))
    plan = planned(compared(known(OLD), new.draft), set())
    assert [row.row.number for row in plan.rows] == ["1.1", "1.2", "2.1"]
    gone = replace(OLD, draft=replace(OLD.draft, stages=(second,)))
    plan = planned(compared(known(OLD), gone.draft), set())
    assert [stage.title for _, stage in plan.stages] == ["Этап 1", "Этап 2"]


@pytest.mark.parametrize("index", range(3))
def test_a_dropped_row_of_the_new_paper_counts_as_missing(index: int) -> None:
    (change,) = found(OLD, replace(OLD, dropped=frozenset({index})))
    assert (change.kind, change.old) == (ChangeKind.REMOVED, OLD.rows[index])


def test_two_long_papers_of_other_words_are_compared_quickly() -> None:
    long = [
        work(tuple(row(f"{what} номер {n}", "май", "Завуч") for n in range(200)))
        for what in ("Занятие наставника", "Круглый стол по итогам")
    ]
    assert len(found(*long)) == 400
    assert isinstance(long[0].draft.stages[0], StageDraft)
