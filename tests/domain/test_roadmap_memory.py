"""A paper that comes again: what was put right stands, what the paper changes is a difference."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading import read_paper
from domain import roadmap_editing as edits
from domain.deadlines import DeadlineKind
from domain.errors import Rejected
from domain.responsibles import read_responsibles
from domain.roadmap_difference import Change, Known, KnownRow, changes, compared
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_memory import as_read, prints_of, recalled, to_remember
from domain.roadmap_plan import without_known_doubts
from domain.roadmap_questions import questions
from domain.roadmap_reading import read_roadmap
from domain.roadmap_settling import understood
from domain.roadmap_work import Work, indexed
from tests.world import YEAR

PAPER = """Дорожная карта наставничества школы «Маяк» на 2027-2028 учебный год
№\tМероприятие\tСроки\tОтветственный\tРезультат
Этап 1. Подготовка\t\t\t\t
1.1\tПриказ о запуске\tдо 10 сентября 2027\tИванова А.Б.\tПриказ
1.2\tАнкеты педагогов\tСентябрь–ноябрь 2026 г.\tИвонова А.Б.\t
1.3\tПедсовет; круглый стол\tпо графику\t\tПротокол
1.4\tСобрание родителей\tоктябрь\tЗавуч\t
Этап 2. Работа\t\t\t\t
2.1\tВстречи пар\tноябрь–май\tЗавуч\tне менее 3 встреч
2.2\tВстречи пар\tноябрь–май\tЗавуч\tне менее 3 встреч
2.3\tИтоги года\tмай\tИванова А.Б.\t
"""


def read(paper: str = PAPER) -> RoadmapDraft:
    return read_roadmap(read_paper(paper.encode(), "paper.txt"), year=YEAR)


def accepted(work: Work) -> Known:
    """The roadmap in force after a paper was accepted as it stands."""
    rows = [(at, row) for index, at, row in indexed(work.draft) if index not in work.dropped]
    return Known(
        stages=tuple(replace(stage, activities=()) for stage in work.draft.stages),
        rows=tuple(KnownRow(stage=at, row=replace(row, doubts=())) for at, row in rows),
    )


def again(work: Work, paper: str = PAPER) -> tuple[Work, tuple[Change, ...]]:
    """Send a paper once more; give what is on the desk then and how it differs."""
    known = accepted(work)
    remembered = to_remember(work, prints_of(read()))
    draft, dropped = recalled(as_read(read(paper)), known, remembered)
    both = compared(known, draft, dropped)
    desk = Work(draft=without_known_doubts(both), year=YEAR, dropped=dropped)
    return desk, changes(compared(known, desk.draft, dropped))


def _who(work: Work, row: int) -> Work:
    return edits.with_responsibles(work, row, read_responsibles("Петрова В.Г."))


EDITS: tuple[Callable[[Work, int], Work], ...] = (
    edits.toggled,
    edits.joined,
    _who,
    lambda work, row: edits.with_title(work, row, f"Совсем другое дело № {row}"),
    lambda work, row: edits.with_result(work, row, "справка"),
    lambda work, row: edits.split(work, row, edits.pieces_of(edits.row_at(work, row).title)),
    lambda work, row: edits.split(work, row, ("Первая половина дела", "Вторая половина дела")),
    lambda work, row: edits.added_below(work, row, f"Новое дело {row} | май | завуч"),
    lambda work, row: edits.added(work, row % 2, f"Дело в конец {row} | июнь | завуч"),
    lambda work, row: edits.with_deadline(
        work, row, edits.read_typed(work, "до 3 марта 2028", today=edits.date(2027, 9, 1))
    ),
    lambda work, row: edits.with_deadline(work, row, edits.undated(edits.row_at(work, row))),
)


STEP = st.tuples(st.sampled_from(range(len(EDITS))), st.integers(0, 7))


def stands(made: Iterable[tuple[int, int]]) -> None:
    """Put right, accept, send the same paper: nothing differs, nothing is asked."""
    work = Work(draft=as_read(read()), year=YEAR)
    for number, row in made:
        with suppress(LookupError, Rejected):
            work = EDITS[number](work, row)
    if work.kept:
        desk, found = again(work)
        assert not found
        assert not questions(desk)
        assert [row.title for row in desk.kept] == [row.title for row in work.kept]


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_one_edit_stands_when_the_same_paper_comes_again(number: int) -> None:
    for row in range(7):
        stands([(number, row)])


@given(st.lists(STEP, min_size=2, max_size=6))
def test_whatever_was_put_right_stands_when_the_same_paper_comes_again(
    made: list[tuple[int, int]],
) -> None:
    stands(made)


def test_one_change_in_the_paper_is_one_difference_and_what_was_unified_stays() -> None:
    work = Work(draft=as_read(read()), year=YEAR)
    work = edits.with_responsibles(work, 1, read_responsibles("Иванова А.Б."))
    work = edits.with_title(work, 1, "Опрос педагогов")
    work = edits.toggled(work, 5)
    desk, found = again(work, PAPER.replace("Сентябрь–ноябрь 2026 г.", "октябрь"))
    (change,) = found
    assert change.fields == {"deadline"}
    (row,) = [row for row in desk.rows if row.title == "Опрос педагогов"]
    assert [one.text for one in row.responsibles] == ["Иванова А.Б."]
    assert desk.dropped == {5}


def test_a_row_dropped_before_comes_back_when_the_paper_words_it_otherwise() -> None:
    work = edits.toggled(Work(draft=as_read(read()), year=YEAR), 3)
    assert not again(work)[1]
    _, (change,) = again(work, PAPER.replace("Собрание родителей", "Собрание родителей и детей"))
    assert change.kind.value == "added"


def test_of_two_equal_rows_the_one_left_out_stays_out() -> None:
    for index in (4, 5):
        desk, found = again(edits.toggled(Work(draft=as_read(read()), year=YEAR), index))
        assert not found
        assert [row.title for row in desk.kept].count("Встречи пар") == 1


def test_a_row_of_ones_own_is_not_missing_from_the_paper_and_not_taken_twice() -> None:
    work = edits.added(Work(draft=as_read(read()), year=YEAR), 1, "Ярмарка дел | май | завуч")
    assert not again(work)[1]
    last = "2.3\tИтоги года\tмай\tИванова А.Б.\t\n"
    desk, found = again(work, PAPER.replace(last, last + "2.4\tЯрмарка дел\tмай\tзавуч\t\n"))
    assert not found
    assert [row.title for row in desk.kept].count("Ярмарка дел") == 1


def test_a_line_made_an_activity_is_not_asked_about_again() -> None:
    draft = replace(as_read(read()), not_understood=("Ярмарка | май | завуч", "подпись"))
    work = understood(Work(draft=draft, year=YEAR), line=0, stage=1)
    known, remembered = accepted(work), to_remember(work, prints_of(draft))
    later, dropped = recalled(draft, known, remembered)
    assert later.not_understood == ()
    assert not changes(compared(known, later, dropped))


def test_what_is_in_force_from_long_ago_is_compared_as_it_reads() -> None:
    """A roadmap accepted before origins were kept: nothing is taken for one's own rows."""
    work = Work(draft=read(), year=YEAR)
    assert {row.origins for row in work.rows} == {None}
    known = accepted(work)
    draft, dropped = recalled(as_read(read(PAPER.replace("октябрь", "март"))), known, [])
    assert not dropped
    (change,) = changes(compared(known, draft))
    assert change.fields == {"deadline"}


def test_an_undated_row_stays_so_until_the_paper_says_a_date() -> None:
    work = Work(draft=as_read(read()), year=YEAR)
    work = edits.with_deadline(work, 3, edits.undated(edits.row_at(work, 3)))
    desk, found = again(work)
    assert not found
    assert desk.rows[3].deadline.kind is DeadlineKind.UNKNOWN
