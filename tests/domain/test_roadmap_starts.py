"""Templates are clean in every year; next year's roadmap keeps days, months and meanings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from content.loader import load
from domain.activities import moved
from domain.deadline_reading import read_deadline
from domain.deadline_writing import is_same
from domain.deadlines import Deadline, DeadlineKind
from domain.measures import MeasureKind
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_next_year import next_year, with_next_years
from domain.roadmap_reading import read_roadmap
from domain.roadmap_sheet import Export, paper_of, sheet_of
from domain.roadmap_templates import RoadmapTemplate, draft_of_template
from tests.domain.test_roadmap_sheet import DEADLINES, YEAR, essence

TEMPLATES = load().roadmaps


def activities(draft: RoadmapDraft) -> list[ActivityDraft]:
    return [row for stage in draft.stages for row in stage.activities]


def one_row(deadline: Deadline, title: str = "") -> RoadmapDraft:
    row = ActivityDraft(number="1", title="Дело", deadline=deadline)
    return RoadmapDraft(title=title, stages=(StageDraft(number="", title="", activities=(row,)),))


def later(words: str, year: int = 2026) -> Deadline:
    (row,) = activities(next_year(one_row(read_deadline(words, year=year)), year))
    return row.deadline


def test_both_families_of_stages_have_a_template() -> None:
    assert {template.code for template in TEMPLATES} == {"pupils", "teachers"}
    assert {len(template.stages) for template in TEMPLATES} == {7}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_template_is_whole_and_clean_in_every_year(template: RoadmapTemplate) -> None:
    for year in range(2024, 2040):
        draft = draft_of_template(template, year)
        for row in activities(draft):
            assert not row.doubts, (year, row.title)
            assert row.responsibles
            assert row.result
            assert row.deadline.windows
        assert f"{year}-{year + 1}" in draft.title


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_template_written_as_a_paper_reads_as_itself(template: RoadmapTemplate) -> None:
    draft = draft_of_template(template, YEAR)
    sheet = sheet_of(Export(draft=draft, year=YEAR, note="", marks=()))
    assert essence(read_roadmap(paper_of(sheet), year=YEAR)) == essence(draft)
    kinds = {row.measure.kind for row in activities(draft) if row.measure}
    assert kinds == set(MeasureKind)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_templates_next_year_is_the_template_of_the_next_year(template: RoadmapTemplate) -> None:
    assert next_year(draft_of_template(template, YEAR), YEAR) == draft_of_template(
        template, YEAR + 1
    )


@pytest.mark.parametrize(
    ("words", "start", "end", "said"),
    [
        ("октябрь", (2027, 10, 1), (2027, 10, 31), "октябрь"),
        ("октябрь 2026 г.", (2027, 10, 1), (2027, 10, 31), "октябрь 2027 г."),
        ("до 10.09.2026", None, (2027, 9, 10), "до 10.09.2027"),
        ("последняя неделя мая", (2028, 5, 25), (2028, 5, 31), "последняя неделя мая"),
        ("ноябрь 2026 – май 2027", (2027, 11, 1), (2028, 5, 31), "ноябрь 2027 – май 2028"),
        ("29 февраля 2024", (2025, 2, 28), (2025, 2, 28), "28 февраля 2025 г."),
        ("февраль 2027", (2028, 2, 1), (2028, 2, 29), "февраль 2028"),
    ],
)
def test_a_deadline_moves_by_a_school_year(
    words: str, start: tuple[int, int, int] | None, end: tuple[int, int, int], said: str
) -> None:
    year = 2023 if "2024" in words else 2026
    read = later(words, year)
    (window,) = read.windows
    assert (window.start, window.end) == (date(*start) if start else None, date(*end))
    assert read.words == said


def test_a_day_off_next_year_is_a_doubt() -> None:
    (row,) = activities(next_year(one_row(read_deadline("9 октября 2026", year=2026)), 2026))
    assert [doubt.code for doubt in row.doubts] == ["missing_responsible", "day_off"]
    assert row.deadline.windows[0].end == date(2027, 10, 9)  # a Saturday


def test_a_holiday_next_year_is_a_doubt_by_the_calendar() -> None:
    """The fourth of November is no Saturday in 2027."""
    draft = one_row(read_deadline("4 ноября 2026", year=2026))
    for calendar, codes in ((None, []), (load().calendar, ["day_off"])):
        (row,) = activities(next_year(draft, 2026, calendar))
        assert [doubt.code for doubt in row.doubts] == ["missing_responsible", *codes]


def test_a_date_moved_this_year_begins_anew_from_the_papers_words() -> None:
    deadline = moved(read_deadline("до 10 октября", year=2026), 0, date(2027, 3, 1))
    (row,) = activities(next_year(one_row(deadline), 2026))
    assert row.deadline.kind is DeadlineKind.UP_TO
    assert row.deadline.windows[0].end == date(2027, 10, 10)


def test_years_in_the_title_go_on() -> None:
    assert with_next_years("Карта на 2026-2027 учебный год") == "Карта на 2027-2028 учебный год"
    assert with_next_years("2029/30") == "2030/31"
    assert with_next_years("Школа № 2026а, приказ 12026") == "Школа № 2027а, приказ 12026"


@settings(max_examples=300, deadline=None)
@given(DEADLINES)
def test_every_next_deadline_is_read_back_from_its_words_about_a_year_later(
    deadline: Deadline,
) -> None:
    draft = next_year(one_row(replace(deadline, words=deadline.words or "")), YEAR)
    (row,) = activities(draft)
    after = row.deadline
    assert is_same(read_deadline(after.words, year=YEAR + 1), after)
    assert (after.kind, len(after.windows)) == (deadline.kind, len(deadline.windows))
    for old, new in zip(deadline.windows, after.windows, strict=True):
        for one, other in ((old.start, new.start), (old.end, new.end)):
            assert (one is None) == (other is None)
            if one and other:
                assert timedelta(days=359) <= other - one <= timedelta(days=372)
