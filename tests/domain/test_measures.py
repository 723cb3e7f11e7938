"""Expected results that can be counted, and those that only look so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.measures import Measure, measure_of

COUNTED = {
    "не менее 3 встреч": "count 3 встреч",
    "Организовано не менее 3 встреч, создан список.": "count 3 встреч",
    "Не менее двух семинаров": "count 2 семинаров",
    "не менее трёх публикаций": "count 3 публикаций",
    "Минимум 5 наставников": "count 5 наставников",
    "10 пар": "count 10 пар",
    "Сформировано 12 наставнических групп": "count 12 наставнических групп",
    "Проведено 4 занятия": "count 4 занятия",
    "Проведены 2 мастер-класса": "count 2 мастер-класса",
    "свыше 20 участников": "count 20 участников",
    "90 %": "percent 90",
    "100% участников": "percent 100 участников",
    "Планы выполнены не менее, чем на 90%, участие приняли все": "percent 90",
    "Охват не менее 80 процентов педагогов": "percent 80 педагогов",
    "приказ": "document приказ",
    "Приказ об утверждении 10 пар": "document приказ",
    "Издание приказа об утверждении планов": "document приказ",
    "Приказы школ": "document приказ",
    "Аналитическая справка": "document справка",
    "справка": "document справка",
    "Протокол заседания": "document протокол",
    "Отчёты по итогам": "document отчёт",
    "Дорожная карта": "document дорожная карта",
    "Утверждённый план": "document план",
    "Список участников": "document список",
    "Протокол, не менее 3 встреч": "count 3 встреч",
    "": None,
    "не более 10 участников": None,
    "до 5 пар": None,
    "по форме № 3 встреч": None,
    "не менее 3 лет": None,
    "не менее 1 раза в месяц": None,
    "Награждены лучшие 2023-2024 учебного года": None,
    "Материалы на сайте": None,
    "Сад цветёт. Приказ не нужен.": None,
    "Активность выросла": None,
    "Программные материалы": None,
    "Планирование встреч": None,
    "Программирование": None,
    "В соответствии с п. 5 материалов": None,
    "1. Проведена первая встреча. 2. Проведена вторая встреча.": None,
    "5 класс": None,
    "150 % нормы": None,
}


@pytest.mark.parametrize("result", COUNTED)
def test_a_result_is_counted_or_not(result: str) -> None:
    found = measure_of(result)
    words = found and " ".join(str(x) for x in (found.kind, found.number, found.of) if x)
    assert words == COUNTED[result]


def test_a_title_counts_only_when_it_says_so_plainly() -> None:
    assert measure_of("", "Провести не менее 4 бесед") == measure_of("не менее 4 бесед")
    assert measure_of("", "Издание приказа о закладке сада") == measure_of("приказ")
    assert measure_of("", "Приказ о закладке сада обсудить") is None
    assert measure_of("", "Посадить 10 пар деревьев") is None
    assert measure_of("Справка", "Провести не менее 4 бесед") == measure_of("справка")


@given(st.text(max_size=80), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_characters_raise_and_a_measure_survives_the_pipe(result: str, title: str) -> None:
    found = measure_of(result, title)
    assert found is None or Measure.from_json(found.to_json()) == found
