"""Layouts of made-up papers: columns by heading, stages in every way schools write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_reading import read_roadmap


def paper(text: str) -> Paper:
    """Lines with «|» are rows, others are text."""
    blocks: list[TextLine | TableRow] = []
    for line in text.strip("\n").splitlines():
        if "|" in line:
            blocks.append(TableRow(cells=tuple(map(_cell, line.split("|")))))
        else:
            blocks.append(TextLine(text=line))
    return Paper(blocks=tuple(blocks))


def _cell(text: str) -> str:
    return text.strip().replace("\\n", "\n")


def read(text: str) -> RoadmapDraft:
    return read_roadmap(paper(text), year=2023)


def shape(draft: RoadmapDraft) -> list[str]:
    """«stage: number title @end of the first window» for each activity."""
    lines = []
    for stage in draft.stages:
        for one in stage.activities:
            windows = one.deadline.windows
            end = windows[0].end.strftime("%m-%d") if windows and windows[0].end else "?"
            lines.append(f"{stage.number} {stage.title}: {one.number} {one.title} @{end}".strip())
    return lines


TWO = ["1 Сад: 1.1 Посадить @09-30", "1 Сад: 1.2 Полить @10-31", "2 Дом: 2.1 Покрасить @05-31"]
PLAIN = [" : Посадить @09-30".strip(), " : Полить @10-31".strip()]

LAYOUTS = {
    "a stage with a Roman number first on a new sheet": (
        """№ | Мероприятие | Срок
I. Сад | |
1. | Посадить | сентябрь
5
II. Дом | |
2. | Покрасить | май""",
        ["I Сад: 1 Посадить @09-30", "II Дом: 2 Покрасить @05-31"],
    ),
    "a piece and a numbered row between two stamps": (
        """Отв. | Мероприятие | I квартал | II квартал
врач | 1.1. Посадить | + |
врач | 1.2. Полить по приказу № 48 | + |
Страница 2 из 5
 | от 03.09.2019 | |
 | 1.3. Покрасить | | +
- 3 -
Отв. | Мероприятие | I квартал | II квартал
врач | 1.4. Подмести | | +""",
        [
            "1 : 1.1 Посадить @03-31",
            "1 : 1.2 Полить по приказу № 48 от 03.09.2019 @03-31",
            "1 : 1.3 Покрасить @06-30",
            "1 : 1.4 Подмести @06-30",
        ],
    ),
    "numbers of rows begin anew under a numbered stage": (
        """1. Сад
Мероприятие | Отв. | Дата начала | Дата окончания
1. Посадить | врач | 1 сентября | 30 сентября
2. Полить | врач | 1 октября | 31 октября
2. Дом | | |
1. Покрасить | повар | 1 мая | 31 мая""",
        ["1 Сад: 1 Посадить @09-30", "1 Сад: 2 Полить @10-31", "2 Дом: 1 Покрасить @05-31"],
    ),
    "no heading, under a stage's line": (
        """План сада
Этап 1. Сад
директор | Посадить | сентябрь | 1.
методист | Полить | октябрь | 2.
Этап 2. Дом
методист | Покрасить | май | 3.""",
        ["1 Сад: 1 Посадить @09-30", "1 Сад: 2 Полить @10-31", "2 Дом: 3 Покрасить @05-31"],
    ),
    "numbered stages in the first column, numbers of rows in the last": (
        """Мероприятие | Срок | №
1. Сад | |
Посадить | сентябрь | 1.
Полить | октябрь | 2.
2. Дом | |
Покрасить | май | 3.""",
        ["1 Сад: 1 Посадить @09-30", "1 Сад: 2 Полить @10-31", "2 Дом: 3 Покрасить @05-31"],
    ),
    "stages in the first column, numbers in the last": (
        """Мероприятие | Исполнители | Сроки | п/п
Сад | | |
Посадить | директор | сентябрь | 1.1.
Полить | директор | октябрь | 1.2.
Дом | | |
Покрасить | директор | май | 2.1.""",
        [" Сад: 1.1 Посадить @09-30", " Сад: 1.2 Полить @10-31", " Дом: 2.1 Покрасить @05-31"],
    ),
    "a row of words that headings have": (
        """Исполнитель | Содержание | Мероприятие | Сроки
директор | беседа | Посадить | сентябрь
классные руководители | рассказ | Просмотр итоговой встречи |
директор | беседа | Полить | октябрь""",
        [":  Посадить @09-30", ":  Просмотр итоговой встречи @?", ":  Полить @10-31"],
    ),
    "a torn row and a stage between two stamps": (
        """№ | Мероприятие | Срок
I. Сад | |
1. | Посадить (по | сентябрь
5
 | желанию участников) |
II. Дом | |
Документ подписан электронной подписью
№ | Мероприятие | Срок
2. | Покрасить | май""",
        ["I Сад: 1 Посадить (по желанию участников) @09-30", "II Дом: 2 Покрасить @05-31"],
    ),
    "stages as numbered rows": (
        """№ | Мероприятия | Сроки | Исполнители
1 | Сад | |
1.1 | Посадить | сентябрь | директор
1.2 | Полить | октябрь | директор
2 | Дом | |
2.1 | Покрасить | май | директор""",
        TWO,
    ),
    "stages as rows of one text": (
        """Мероприятие | Дата проведения | Отв.
Этап 1. Сад. | |
1.1. Посадить | сентябрь | директор
1.2. Полить | октябрь | директор
Этап 2. Дом | |
2.1. Покрасить | май | директор""",
        TWO,
    ),
    "stages as lines between tables": (
        """Дорожная карта
Раздел 1. Сад
№ | Мероприятие | Срок | Ответственный
1.1 | Посадить | сентябрь | директор
1.2 | Полить | октябрь | директор
Раздел 2. Дом
№ | Мероприятие | Срок | Ответственный
2.1 | Покрасить | май | директор""",
        TWO,
    ),
    "stages as a column, filled once": (
        """Направление | № | Мероприятия | Период | Ответственное лицо
1. Сад | 1.1 | Посадить | сентябрь | директор
 | 1.2 | Полить | октябрь | директор
2. Дом | 2.1 | Покрасить | май | директор""",
        TWO,
    ),
    "stages by the numbers' prefix": (
        """№ п/п | Мероприятия | Срок исполнения | Исполнители
1.1 | Посадить | сентябрь | директор
1.2 | Полить | октябрь | директор
2.1 | Покрасить | май | директор""",
        ["1 : 1.1 Посадить @09-30", "1 : 1.2 Полить @10-31", "2 : 2.1 Покрасить @05-31"],
    ),
    "a stage is a row, items numbered": (
        """№ | Наименование этапа | Содержание | Сроки | Ответственные
1 | Сад | 1) Посадить; 2) Полить: - из лейки; - из шланга | сентябрь | директор
2 | Дом | Покрасить. Побелить. | май | директор""",
        [
            "1 Сад: 1 Посадить @09-30",
            "1 Сад: 2 Полить: - из лейки; - из шланга @09-30",
            "2 Дом:  Покрасить. Побелить. @05-31",
        ],
    ),
    "a stage is a row, bullets with a lead-in": (
        """№ | Этап | Мероприятия | Сроки | Ответственные
1 | Сад | Работы:\\n– посадить;\\n– полить | сентябрь | директор
2 | Дом | • покрасить\\n• побелить | май | директор""",
        [
            "1 Сад:  Работы: посадить @09-30",
            "1 Сад:  Работы: полить @09-30",
            "2 Дом:  покрасить @05-31",
            "2 Дом:  побелить @05-31",
        ],
    ),
    "the date column first, an empty column between": (
        """Срок | | Мероприятие | Ответственный
сентябрь | | Посадить | директор
октябрь | | Полить | директор""",
        [":  Посадить @09-30", ":  Полить @10-31"],
    ),
    "no heading at all": (
        """1 | Посадить новый сад у школы | сентябрь | Ветрова К.Л.
2 | Полить новый сад у школы | октябрь | классные руководители""",
        [": 1 Посадить новый сад у школы @09-30", ": 2 Полить новый сад у школы @10-31"],
    ),
    "quarters with crosses": (
        """№ | Мероприятие | I кв. | II кв. | IV кв. | Ответственный
1 | Посадить | | | + | директор
2 | Полить | х | | | директор""",
        [": 1 Посадить @12-31", ": 2 Полить @03-31"],
    ),
    "beginning and end in two columns": (
        """Мероприятие | Дата начала | Дата окончания | Ответственный
Посадить | 01.09.2023 | 30.09.2023 | директор""",
        [":  Посадить @09-30"],
    ),
    "deadlines and people in one column": (
        """Мероприятие | Сроки, ответственные
Посадить | сентябрь, директор
Полить | октябрь; классные руководители""",
        [":  Посадить @09-30", ":  Полить @10-31"],
    ),
    "a stage's heading torn by a page": (
        """№ | Мероприятие | Срок | Ответственный
Этап 1. Сад | | |
у школы | | |
1.1 | Посадить | сентябрь | директор""",
        ["1 Сад у школы: 1.1 Посадить @09-30"],
    ),
    "months over rows without deadlines": (
        """Мероприятие | Ответственный
Сентябрь |
Посадить | директор
Октябрь |
Полить | директор""",
        ["Сентябрь:  Посадить @09-30", "Октябрь:  Полить @10-31"],
    ),
    "an approval stamp set as a table": (
        """СОГЛАСОВАНО | УТВЕРЖДАЮ
протокол № 1 | директор
Дорожная карта
№ | Мероприятие | Срок | Ответственный
1 | Посадить | сентябрь | директор""",
        [": 1 Посадить @09-30"],
    ),
    "headings repeated, columns numbered": (
        """№ | Мероприятие | Срок | Ответственный
1 | 2 | 3 | 4
1 | Посадить | сентябрь | директор
№ | Мероприятие | Срок | Ответственный
2 | Полить | октябрь | директор""",
        [": 1 Посадить @09-30", ": 2 Полить @10-31"],
    ),
    "columns in another order in the second table": (
        """№ | Мероприятие | Срок | Ответственный
1 | Посадить | сентябрь | директор
Срок | Мероприятие | Ответственный
октябрь | Полить | директор""",
        [": 1 Посадить @09-30", ":  Полить @10-31"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read(name: str) -> None:
    text, expected = LAYOUTS[name]
    draft = read(text)
    assert shape(draft) == [line.strip() for line in expected]
    assert draft.not_understood == ()


def test_torn_rows_are_joined_with_a_doubt() -> None:
    draft = read(
        """№ | Мероприятие | Срок | Ответственный | Результат
1 | Собрать пожелания и | сентябрь | Ветрова К.Л., | Список
 | составить список | | классные руководители | пожеланий
2 | Полить | октябрь | директор |"""
    )
    first, second = draft.stages[0].activities
    assert first.title == "Собрать пожелания и составить список"
    assert [one.text for one in first.responsibles] == ["Ветрова К.Л.", "классные руководители"]
    assert first.result == "Список пожеланий"
    assert [doubt.code for doubt in first.doubts] == ["torn_row_joined"]
    assert not second.doubts


def test_a_merged_cell_hands_its_value_down() -> None:
    rows = (
        TableRow(cells=("Мероприятие", "Срок", "Ответственный")),
        TableRow(cells=("Посадить", "сентябрь", "директор")),
        TableRow(cells=("Полить", "", ""), merged=(1, 2)),
    )
    second = read_roadmap(Paper(blocks=rows), year=2023).stages[0].activities[1]
    assert second.deadline.words == "сентябрь"
    assert second.responsibles[0].text == "директор"
    assert not second.doubts


def test_doubts_are_named_row_by_row() -> None:
    draft = read(
        """Мероприятие | Срок | Ответственный
Посадить | 02.10.2023 | Морошкина Л.Д.
Полить | 16.10.2023 | Морошко Л.Д.
Взрыхлить | 05.09.2023 | директор
Собрать | 04.11.2023 | директор
Собрать | 04.11.2023 | директор
Отдохнуть | | """
    )
    codes = [[doubt.code for doubt in one.doubts] for one in draft.stages[0].activities]
    assert codes == [
        [],
        ["two_spellings"],
        ["order_against_neighbours"],
        ["day_off"],
        ["day_off", "duplicate_row"],
        ["missing_deadline", "missing_responsible"],
    ]


def test_a_first_row_without_a_title_is_listed_under_no_heading_too() -> None:
    draft = read(
        """1. | директор | | 07.10
2. | методист | Посадить | сентябрь
3. | методист | Полить | октябрь
4. | методист | Покрасить | май"""
    )
    assert shape(draft) == [": 2 Посадить @09-30", ": 3 Полить @10-31", ": 4 Покрасить @05-31"]
    assert draft.not_understood == ("1 | директор | 07.10",)


def test_what_is_not_understood_is_listed() -> None:
    draft = read(
        """Мероприятие | Срок | Ответственный
Посадить | сентябрь | директор
 | май | директор"""
    )
    assert len(draft.stages[0].activities) == 1
    assert draft.not_understood == ("май | директор",)


def test_a_period_of_another_year_is_a_doubt_and_wins() -> None:
    draft = read(
        """Дорожная карта на 2025-2026 учебный год
Мероприятие | Срок | Ответственный
Посадить | сентябрь | директор"""
    )
    assert [doubt.code for doubt in draft.doubts] == ["period_of_other_year"]
    assert str(draft.stages[0].activities[0].deadline.windows[0].end) == "2025-09-30"


def test_stamps_and_personal_marks_are_dropped_and_counted() -> None:
    draft = read(
        """Дорожная карта
Мероприятие | Срок | Ответственный
Посадить | сентябрь | директор, nobody@example.org, +7 900 000-00-00
Документ подписан электронной подписью
Директор ____________ К.Л. Ветрова
12.01.2024 10:00"""
    )
    assert draft.dropped_furniture == 3
    assert [one.text for one in draft.stages[0].activities[0].responsibles] == ["директор"]
    assert dict(draft.doubts[0].args)["count"] == "5"


CELL = st.sampled_from(
    [
        "",
        "1",
        "1.1",
        "Этап 1",
        "Мероприятие",
        "Срок",
        "Ответственный",
        "май",
        "до 5",
        "Сад:",
        "- а",
    ]
)
ROWS = st.lists(st.lists(CELL, max_size=5).map(tuple), max_size=12)


@given(ROWS, st.lists(st.text(max_size=30), max_size=3))
@settings(max_examples=400, deadline=None)
def test_no_paper_raises(rows: list[tuple[str, ...]], lines: list[str]) -> None:
    blocks = [TextLine(text=line) for line in lines] + [TableRow(cells=row) for row in rows]
    draft = read_roadmap(Paper(blocks=tuple(blocks)), year=2023)
    assert RoadmapDraft.from_json(draft.to_json()) == draft


def codes(draft: RoadmapDraft) -> list[list[str]]:
    return [[doubt.code for doubt in row.doubts] for one in draft.stages for row in one.activities]


def test_a_step_before_what_it_depends_on_is_a_doubt() -> None:
    draft = read(
        """№ | Мероприятие | Срок | Ответственный
1.1 | Формирование базы наставляемых | 02.10.2023 – 06.10.2023 | директор
1.2 | Формирование базы наставников | октябрь | директор
2.1 | Формирование наставнических пар | до 20 сентября | директор
3.1 | Завершение программы наставничества | май | директор
3.2 | Встреча по итогам п. 3.1 | апрель | директор"""
    )
    assert codes(draft) == [[], [], ["before_dependency"], [], ["before_dependency"]]
    doubt = draft.stages[1].activities[0].doubts[0]
    assert dict(doubt.args)["after"] in {
        "Формирование базы наставляемых",
        "Формирование базы наставников",
    }


def test_steps_in_order_or_without_certain_dates_are_no_doubt() -> None:
    draft = read(
        """№ | Мероприятие | Срок | Ответственный
1.1 | Формирование базы наставляемых | до 16 октября | директор
1.2 | Формирование наставнических пар | до 10 октября | директор
1.3 | Обучение наставников | по графику | директор
1.4 | Организация работы наставнических пар | октябрь | директор"""
    )
    assert codes(draft) == [[], [], ["by_schedule"], []]


def test_a_public_holiday_is_a_day_off_by_the_given_calendar() -> None:
    blocks = paper("Мероприятие | Срок | Ответственный\nПосадить | до 8 марта 2024 | директор")
    holidays = Calendar(yearly=frozenset({(3, 8)}))
    assert codes(read_roadmap(blocks, year=2023)) == [[]]
    assert codes(read_roadmap(blocks, year=2023, calendar=holidays)) == [["day_off"]]


def test_other_tables_and_notes_are_no_activities() -> None:
    draft = read(
        """Дорожная карта
№ | Мероприятие | Срок | Ответственный
1 | Посадить | сентябрь | директор
* Сроки могут меняться. | | |
Список пар
№ | ФИО наставника | ФИО наставляемого | Класс
1 | Полевая Н.Р. | Озёров Г.Д. | 5
2 | Озёров Г.Д. | Полевая Н.Р. | 6"""
    )
    assert shape(draft) == [": 1 Посадить @09-30"]
    counts = {doubt.code: dict(doubt.args)["count"] for doubt in draft.doubts}
    assert counts == {"other_table": "3", "text_outside": "2"}
    assert "Озёров" not in str(draft.to_json())


@pytest.mark.parametrize(
    "who",
    ["Директор школы К.Л. Ветрова", "Ветрова К.Л.", "Зам. директора по УВР Ветрова К.Л."],
)
def test_a_signature_under_the_table_is_not_kept(who: str) -> None:
    draft = read(f"Мероприятие | Срок | Ответственный\nПосадить | май | учителя\n{who}")
    assert "Ветрова" not in str(draft.to_json())
    assert draft.dropped_furniture == 1


def test_a_piece_torn_off_by_a_stamp_goes_back_to_its_row() -> None:
    draft = read(
        """№ | Мероприятие | Срок | Ответственный
1 | Обсудить итоги приказа № 48 | май | зам. директора
Документ подписан электронной подписью
 | от 03.09.2019 | | по УВР"""
    )
    (row,) = draft.stages[0].activities
    assert row.title == "Обсудить итоги приказа № 48 от 03.09.2019"
    assert [one.text for one in row.responsibles] == ["зам. директора по УВР"]
    assert [doubt.code for doubt in row.doubts] == ["torn_row_joined"]


def test_a_dash_for_a_deadline_is_no_deadline_that_breaks_off() -> None:
    draft = read(
        """Мероприятие | Срок
Приказ о запуске | —
ёлка в сентябре | в течение года"""
    )
    assert [row.title for row in draft.stages[0].activities] == [
        "Приказ о запуске",
        "ёлка в сентябре",
    ]


def test_a_title_alone_is_a_row_where_stages_are_wide_cells() -> None:
    rows = [("Отметка", "Мероприятие", "Срок")]
    for stage, title in (("Сад", "Посадить"), ("Дом", "Покрасить"), ("Двор", "Подмести")):
        rows += [(stage, "", ""), ("", title, "май"), ("", f"{title} ещё", "")]
    blocks = tuple(TableRow(cells=cells, is_wide=not any(cells[1:])) for cells in rows)
    stages = read_roadmap(Paper(blocks=blocks), year=2023).stages
    assert [(stage.title, len(stage.activities)) for stage in stages] == [
        ("Сад", 2),
        ("Дом", 2),
        ("Двор", 2),
    ]
