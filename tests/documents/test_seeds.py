"""The five seeds and their made-up twins are read as counted by hand: numbers only."""

import asyncio
import re

import pytest

from documents.isolated import read_isolated
from domain.deadlines import due_dates
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_reading import read_roadmap
from tests.documents.papers import (
    YEARS,
    digests_of,
    expected,
    expected_digests,
    expected_words,
    has_seeds,
    paper_of,
    seed,
    table_of,
    twin,
    words_of,
)

STAGES = {
    "000": [6, 2, 2, 3, 3, 3, 1],
    "001": [7, 2, 3, 2, 1, 4, 6],
    "002": [1, 1, 2, 2, 3, 3, 1],
    "003": [32],
    "004": [4, 9, 3, 2, 2],
}
DROPPED = {"000": 0, "001": 23, "002": 0, "003": 0, "004": 0}


def _read(name: str, *, made_up: bool) -> RoadmapDraft:
    path = twin(name) if made_up else seed(name)
    return read_roadmap(paper_of(path), year=YEARS[name])


@pytest.mark.parametrize("made_up", [False, True])
@pytest.mark.parametrize("name", YEARS)
def test_each_row_is_read_as_counted_by_hand(name: str, *, made_up: bool) -> None:
    draft = _read(name, made_up=made_up)
    assert [len(stage.activities) for stage in draft.stages] == STAGES[name]
    assert table_of(draft) == expected(name)
    assert draft.not_understood == ()
    assert draft.dropped_furniture == DROPPED[name]


@pytest.mark.parametrize("name", YEARS)
def test_a_twin_is_read_word_for_word(name: str) -> None:
    assert words_of(_read(name, made_up=True)) == expected_words(name)


@pytest.mark.skipif(not has_seeds(), reason="the real papers are not in the repository")
@pytest.mark.parametrize("name", YEARS)
def test_a_seed_is_read_word_for_word(name: str) -> None:
    assert digests_of(words_of(_read(name, made_up=False))) == expected_digests(name)


@pytest.mark.parametrize("made_up", [False, True])
def test_periods_are_those_of_the_titles(*, made_up: bool) -> None:
    periods = {
        name: draft.period.to_json() if (draft := _read(name, made_up=made_up)).period else None
        for name in YEARS
    }
    assert periods == {
        "000": None,
        "001": ["2023-09-01", "2024-05-31"],
        "002": ["2023-09-01", "2024-05-31"],
        "003": None,
        "004": ["2020-01-01", "2024-12-31"],
    }


@pytest.mark.parametrize("made_up", [False, True])
@pytest.mark.parametrize("name", YEARS)
def test_nothing_personal_and_no_crumbs_are_kept(name: str, *, made_up: bool) -> None:
    text = str(_read(name, made_up=made_up).to_json())
    assert "@" not in text
    assert not re.search(r"\d{9,}|<[a-z/]|bookmark|\*\*|электронной подписью", text, re.IGNORECASE)


@pytest.mark.parametrize("name", YEARS)
def test_a_draft_survives_the_pipe(name: str) -> None:
    draft = _read(name, made_up=True)
    assert RoadmapDraft.from_json(draft.to_json()) == draft
    content = twin(name).read_bytes()
    assert asyncio.run(read_isolated(content, "paper.txt", YEARS[name])) == draft


def test_titles_and_responsibles_of_a_twin_are_in_its_own_words() -> None:
    draft = _read("001", made_up=True)
    assert draft.title.startswith("План мероприятий («дорожная карта») сада взаимопомощи")
    assert draft.organisation == "МБОУ «Основная общеобразовательная школа № 906»"
    assert draft.stages[0].title == "Закладка сада взаимопомощи"
    assert draft.stages[1].goal == "чтобы дело 2 не увяло"
    torn = draft.stages[6].activities[0]
    assert [one.text for one in torn.responsibles] == [
        "Администрация ОУ",
        "наставники программы садоводства",
        "наставляемые",
    ]


def test_a_lead_in_is_the_prefix_of_each_bullet() -> None:
    first = _read("000", made_up=True).stages[0].activities
    assert first[0].title == (
        "Выпуск бумаг, без которых сад не посадить: приказ «О закладке сада взаимопомощи»"
    )
    assert all(one.title.startswith("Выпуск бумаг") for one in first)


def test_an_interval_is_due_on_its_last_day() -> None:
    rows = _read("003", made_up=True).stages[0].activities
    due = [[day.isoformat() for day in due_dates(row.deadline)] for row in rows]
    assert due[4] == ["2021-10-20"]
    assert due[27] == ["2022-05-31", "2023-05-31", "2024-05-31"]
    assert due[29] == []
