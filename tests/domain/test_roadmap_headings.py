"""Headings of columns in dozens of wordings; what they are not."""

import pytest

from domain.roadmap_columns import below_heading, columns_of_heading, is_foreign_heading
from domain.roadmap_headings import role_of

WORDINGS = {
    "number": "№|№ п/п|п/п|N п/п|Номер|№ этапа",
    "stage": "Этап|Этапы работы|Наименование этапа|Направления работы|Раздел плана",
    "activity": (
        "Мероприятие|Наименование мероприятия|Перечень мероприятий|Действия|Что делаем|Шаги"
        "|Этап, мероприятия этапа|Этапы и мероприятия|Название|№ п/п. Мероприятие|Мероприят-\nия"
    ),
    "content": "Содержание деятельности|Содержание этапа|Вид деятельности|Задачи",
    "deadline": (
        "Срок|Сроки реализации|Срок исполнения|Сроки выполнения|Дата проведения|Период"
        "|Длительность этапа|Когда|Плановый срок|Место и дата проведения|Cpoк|Месяц"
    ),
    "deadline_start": "Начало|Дата начала|с",
    "deadline_end": "Окончание|Дата завершения|по",
    "responsible": (
        "Ответственный|Исполнители|Отв.|Ответственные за проведение мероприятия|Кто отвечает"
        "|ФИО ответственного|Ответствен-\nный|Должностное лицо|Отвeтcтвeнный"
    ),
    "result": (
        "Результат|Результат. Вид документа|Ожидаемый результат|Отметка о выполнении|Показатель"
        "|Наименование документа, подтверждающего выполнение|Форма отчётности|Что получим"
    ),
    "notes": "Примечание|Форма проведения|Участники|Место проведения|Фактический срок|Контроль",
    "deadline_and_responsible": "Сроки, ответственные|Исполнители и сроки",
    "month": "Сентябрь|I квартал|IV кв. 2027|2 полугодие|1 четверть|сент.",
}


@pytest.mark.parametrize("role", WORDINGS)
def test_a_heading_is_told_by_its_words(role: str) -> None:
    assert {words: role_of(words) for words in WORDINGS[role].split("|")} == dict.fromkeys(
        WORDINGS[role].split("|"), role
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("Работа с парами", "май", "Куратор", "Отчёт"),
        ("Тема встречи", "в течение года", "Куратор"),
        ("1", "Мероприятие", "Срок"),
        ("1.1. Мероприятие в школе", "Срок сдачи", "Куратор"),
        ("Мероприятие", "", ""),
        ("Завершение программы", "до 5 мая", "директор", "Документ"),
    ],
)
def test_a_row_of_the_plan_is_no_heading(cells: tuple[str, ...]) -> None:
    assert not columns_of_heading(cells)


def test_a_heading_of_two_levels_names_the_lower_columns() -> None:
    names, columns = below_heading(
        ("№", "Мероприятие", "Сроки", "", "Ответственный"), ("", "", "Начало", "Окончание", "")
    )
    assert names == ("№", "Мероприятие", "Начало", "Окончание", "Ответственный")
    assert [columns[at] for at in range(5)] == [
        "number", "activity", "deadline_start", "deadline_end", "responsible",
    ]  # fmt: skip
    assert below_heading(("Мероприятие", "Срок"), ("Посадить", "май"))[1] == {}


def test_a_mark_of_what_is_done_is_no_result_beside_a_result() -> None:
    columns = columns_of_heading(("Отметка о выполнении", "Мероприятие", "Срок", "Результат"))
    assert [columns[at] for at in range(4)] == ["notes", "activity", "deadline", "result"]


def test_forms_of_work_are_activities_where_nothing_else_is() -> None:
    heading = ("Этап", "Срок", "Форма представления результата", "Формы работы", "Отв.")
    columns = columns_of_heading(heading)
    assert [columns[at] for at in (2, 3)] == ["result", "activity"]


@pytest.mark.parametrize(
    ("cells", "is_foreign"),
    [
        (("№", "ФИО наставника", "ФИО наставляемого", "Класс"), True),
        (("С планом ознакомлены", "Дата", "Подпись"), True),
        (("Показатель", "Единица измерения", "Значение"), True),
        (("1.2", "Подписать договор", "май", "Куратор"), False),
        (("Подписать пожелания", "классные руководители"), False),
    ],
)
def test_a_heading_of_another_table_is_known(cells: tuple[str, ...], *, is_foreign: bool) -> None:
    assert is_foreign_heading(cells) is is_foreign
