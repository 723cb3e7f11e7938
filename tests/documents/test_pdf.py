"""PDFs as schools save them: without lines, turned, over pages, with stamps between."""

import pytest

from documents.reading import read_paper
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_reading import read_roadmap
from tests.documents.office_files import pdf_of
from tests.documents.papers import YEARS, expected, paper_of, table_of, twin

WIDTHS = [6, 40, 22, 34, 20]
HEADING = TableRow(cells=("№", "Мероприятие", "Срок", "Ответственный", "Результат"))
LONG = "Посадить и полить молодой сад у школы, собрать урожай и разобрать тетрадь находок"
ROWS = [
    (f"1.{at + 1}", f"{LONG} номер {at + 1}", when, who, "Приказ")
    for at, (when, who) in enumerate(
        [
            ("сентябрь", "Ветрова К.Л."),
            ("до 15 ноября 2027 г.", "классные руководители"),
            ("последняя неделя мая", "зам. директора по УВР"),
        ]
        * 9
    )
]
PAPER = Paper(
    blocks=(
        TextLine(text="Дорожная карта сада"),
        HEADING,
        *(TableRow(cells=row) for row in ROWS),
    )
)


def _read(content: bytes) -> RoadmapDraft:
    return read_roadmap(read_paper(content, "a.pdf"), year=2027)


def _rows(draft: RoadmapDraft) -> list[tuple[str, ...]]:
    return [
        (
            one.number,
            one.title,
            " ".join(one.deadline.words.split()),
            "; ".join(who.text for who in one.responsibles),
            one.result,
        )
        for stage in draft.stages
        for one in stage.activities
    ]


@pytest.mark.parametrize("turned", ["", "said", "lying"])
@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_page_is_read_with_lines_or_without_and_turned(turned: str, *, is_ruled: bool) -> None:
    draft = _read(pdf_of(PAPER, WIDTHS, is_ruled=is_ruled, turned=turned))
    assert draft.title == "Дорожная карта сада"
    assert _rows(draft) == ROWS
    assert draft.not_understood == ()


def test_rows_without_lines_and_numbers_are_told_by_their_gaps() -> None:
    blocks = [TableRow(cells=block.cells[1:]) for block in PAPER.blocks[1:]]  # type: ignore[union-attr]
    content = pdf_of(Paper(blocks=tuple(blocks)), WIDTHS[1:], is_ruled=False)
    assert [row[1:] for row in _rows(_read(content))] == [row[1:] for row in ROWS]


@pytest.mark.parametrize("name", ["001", "002", "004"])
def test_a_twin_without_lines_is_read_or_doubted(name: str) -> None:
    """What differs from the ruled paper carries a doubt or is listed."""
    widths = {"001": [80, 20, 30, 50], "002": [5, 20, 80, 20, 20], "004": [6, 60, 25, 45, 45]}
    draft = _read(pdf_of(paper_of(twin(name)), widths[name], is_ruled=False))
    lines = [line for line in expected(name) if not line.startswith("#")]
    found = [line for line in table_of(draft) if not line.startswith("#")]
    assert YEARS[name]
    assert len(found) >= 0.8 * len(lines)


def test_a_line_that_had_room_ends_a_paragraph() -> None:
    rows = [
        HEADING,
        TableRow(cells=("1", LONG, "май", "педагог-психолог\nметодист", "Приказ")),
        TableRow(
            cells=("2", LONG, "май", "Комитет по образованию Администрации города", "Приказ")
        ),
    ]
    first, second = _read(pdf_of(Paper(blocks=tuple(rows)), WIDTHS)).stages[0].activities
    assert [one.text for one in first.responsibles] == ["педагог-психолог", "методист"]
    assert len(second.responsibles) == 1
